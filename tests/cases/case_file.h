#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

// The text form of a data-driven case (README.md beside this file).
namespace karwan::cases {

// One line of a case: its first word, the words after it, and the lines of its block, if it has
// one.
struct step {
  int line{0};  // counted from 1
  std::string verb;
  std::vector<std::string> words;
  std::string block;
  std::string text;  // the line as written
};

// Reads a case. Throws std::runtime_error naming file and line: an unknown verb, an open quote, a
// block without its end.
std::vector<step> read_case(std::filesystem::path const& file);
std::vector<step> parse_case(std::string_view text, std::string const& name);

// Words separated by blanks; "..." keeps blanks and reads \" \\ \n \xNN. Throws as above.
std::vector<std::string> split_words(std::string_view text);

}  // namespace karwan::cases
