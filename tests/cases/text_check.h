#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace karwan::cases {

// Checks what a command printed: {"contains", TEXT}, {"lacks", TEXT}, {"matches", REGEX},
// {"width", "<=", N} of every line, {"lines", "<=", N}, {"is"} with the expected text, {"is",
// "empty"}. Returns an empty string where it holds, else what was found. Throws
// std::runtime_error for an assertion that cannot be read.
std::string check_text(std::string const& text, std::vector<std::string> const& words,
                       std::string const& expected);

// Whether a page shows what the command printed: a line that ends with the command (as the case has
// it, after "karwan" or "./run"), then a block between two lines ```, in which a line [...] stands
// for what is left out. Returns and throws as above.
std::string check_shown(std::string const& text, std::string const& page,
                        std::string const& command);

// The first line in which two texts differ, in words.
std::string first_difference(std::string_view found, std::string_view expected);

// Characters that take a column: no continuation bytes, no combining marks of the Latin, Arabic
// and general blocks, no zero-width or direction marks, no terminal colours.
std::size_t width_of(std::string_view line);

}  // namespace karwan::cases
