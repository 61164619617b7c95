#pragma once

#include <string>

#include "karwan/plan/answer.h"

namespace karwan::plan {

struct text_style {
  bool colour{false};  // ANSI escapes
};

// The answer for a terminal of 100 columns: journeys side by side, the labelled ones border by
// border, what is shut, what to know, how old the evidence is. Ends with a line end.
std::string to_text(answer const&, text_style);

}  // namespace karwan::plan
