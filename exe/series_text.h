#pragma once

#include "karwan/record/answers.h"
#include "karwan/record/series.h"

namespace karwan::exe {

// A table, period by period, at most 100 columns wide, on standard output.
void print_series(record::answer_writer&, record::series_question const&,
                  record::series_answer const&);

}  // namespace karwan::exe
