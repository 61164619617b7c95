#pragma once

#include <string>

#include "karwan/require/needs.h"

namespace karwan::require {

// The answer for a terminal of 100 columns: steps in order, what is not known and whom to ask, what
// is not required and by which rule, duty and landed cost. Ends with a line end.
std::string to_text(needs const&, bool colour);

}  // namespace karwan::require
