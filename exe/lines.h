#pragma once

#include <cstddef>
#include <string>
#include <string_view>

// Text within the width of a terminal.
namespace karwan::exe {

// Prints text in lines of at most kTerminalColumns, the first after `first`, the others indented.
void print_lines(std::string const& first, std::string_view text, std::size_t indent);

// The user who runs the program, for what is recorded.
std::string user_name();

}  // namespace karwan::exe
