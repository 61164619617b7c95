#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// Text within the width of a terminal.
namespace karwan::require {

inline constexpr std::size_t kColumns = 100;

std::size_t width_of(std::string_view);  // code points: near enough to columns for our scripts
std::string padded(std::string_view, std::size_t columns);  // or cut with an ellipsis
std::string strong(std::string_view, bool colour);
std::string faint(std::string_view, bool colour);
std::string heading(std::string_view, bool colour);  // a line across, with a line end

// Text within the width, after `first`; further lines stand under its beginning. With a line end.
std::string lines(std::string_view first, std::string_view text);

}  // namespace karwan::require
