#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// Text in the columns of a terminal.
namespace karwan {

inline constexpr std::size_t kTerminalColumns = 100;

// Columns that a terminal gives UTF-8 text: marks that join the letter before them take none, wide
// letters two, escape sequences of colour none.
std::size_t columns_of(std::string_view text) noexcept;

// As wide as that: padded with blanks on the right or left, or cut with an ellipsis.
std::string left_in(std::string_view text, std::size_t columns);
std::string right_in(std::string_view text, std::size_t columns);

// Appends `first` and the text in lines of at most kTerminalColumns, broken at blanks; each line
// but the first is indented. Ends with a line end.
void wrap_into(std::string& out, std::string_view first, std::string_view text, std::size_t indent);

}  // namespace karwan
