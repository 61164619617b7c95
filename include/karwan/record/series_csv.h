#pragma once

#include <string>

#include "karwan/record/answers.h"
#include "karwan/record/series.h"

namespace karwan::record {

// The answer as a table (RFC 4180): a header and a row for each stated value, preferred or not.
// Sums are not in it. Lines end with LF.
std::string series_csv(store const&, answer_writer&, series_answer const&);

}  // namespace karwan::record
