#pragma once

#include <string_view>

#include "karwan/rules/condition.h"

// HS codes as rules write them.
namespace karwan::rules {

// 2, 4, 6, 8 or 10 digits; or two of one length with a hyphen, the first not above the second.
bool is_code_or_range(std::string_view) noexcept;

// Does a code or range speak of the goods of a code? unknown: of part of them, where the goods'
// code is the coarser one.
truth covers(std::string_view code_or_range, std::string_view goods) noexcept;

}  // namespace karwan::rules
