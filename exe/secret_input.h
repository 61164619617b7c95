#pragma once

#include <string>

namespace karwan::exe {

// A password typed twice at the terminal, which does not show it, or, with `from_stdin`, the first
// line of standard input. Throws failure (bad_input): there is no terminal, the two differ.
std::string read_password(bool from_stdin);

}  // namespace karwan::exe
