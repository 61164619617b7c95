#pragma once

#include <string>
#include <string_view>

#include "karwan/relations/commitments.h"

// Words and lines that the terminal answers about commitments share.
namespace karwan::relations {

std::string_view words_for(standing) noexcept;  // "due soon"
std::string months_text(double months);         // "25 months", "1 month", "less than a month"
std::string months_between(day from, day to);
std::string words_for_bound(std::string_view bound);  // "at least"
std::string heading(std::string_view text, text_style);

}  // namespace karwan::relations
