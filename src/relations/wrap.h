#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace karwan::relations {

constexpr std::size_t kTerminalWidth = 100;

// Code points: near enough to columns for the scripts of the record.
std::size_t columns_of(std::string_view text) noexcept;

// The text where it has at most that many columns, else its beginning and an ellipsis: up to the
// last mark that ends a clause, or the last word.
std::string beginning(std::string_view text, std::size_t columns);

// Appends `first` and the text to `out`, in lines of at most kTerminalWidth columns, each but the
// first indented; ends with a line end.
void wrap(std::string& out, std::string_view first, std::string_view text, std::size_t indent);

}  // namespace karwan::relations
