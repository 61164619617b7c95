#pragma once

#include <string>

#include "karwan/record/answers.h"
#include "karwan/record/series.h"

namespace karwan::record {

// The answer as openapi.yaml has it (Series); the question is echoed as it was put.
std::string series_json(store const&, answer_writer&, series_question const&, series_answer const&,
                        view_spec const&);

}  // namespace karwan::record
