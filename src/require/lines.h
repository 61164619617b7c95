#pragma once

#include <string>
#include <string_view>

#include "karwan/base/columns.h"

// Text within the width of a terminal.
namespace karwan::require {

std::string strong(std::string_view, bool colour);
std::string faint(std::string_view, bool colour);
std::string heading(std::string_view, bool colour);  // a line across, with a line end

// Text within the width, after `first`; further lines stand under its beginning. With a line end.
std::string lines(std::string_view first, std::string_view text);

}  // namespace karwan::require
