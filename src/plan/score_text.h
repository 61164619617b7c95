#pragma once

#include <string>

#include "karwan/base/json_writer.h"
#include "karwan/plan/validate.h"

namespace karwan::plan {

std::string score_heading(bool colour);
std::string score_line(score const&);
void write(json_writer&, score const&);

}  // namespace karwan::plan
