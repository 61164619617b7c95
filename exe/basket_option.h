#pragma once

#include <string>
#include <vector>

#include "karwan/impact/basket.h"

namespace karwan::exe {

// The flows of a user's table. Where it is at fault, says so line by line and throws
// already_reported; `remedy` says what was not done.
std::vector<impact::basket_flow> read_basket_file(std::string const& file, bool json,
                                                  char const* remedy);

}  // namespace karwan::exe
