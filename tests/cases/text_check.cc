#include "text_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <regex>
#include <sstream>
#include <stdexcept>

namespace karwan::cases {
namespace {

std::size_t number(std::string const& word) {
  std::size_t n{0};
  auto const end = word.data() + word.size();
  if (std::from_chars(word.data(), end, n).ptr != end || word.empty()) {
    throw std::runtime_error{fmt::format("'{}' is not a number", word)};
  }
  return n;
}

// Decodes one character at text[i]; i moves past it. A byte that is not UTF-8 is itself.
char32_t next_character(std::string_view text, std::size_t& i) {
  auto const lead = static_cast<unsigned char>(text[i++]);
  std::size_t const more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
  char32_t c = more == 3 ? lead & 0x07 : more == 2 ? lead & 0x0F : more == 1 ? lead & 0x1F : lead;
  for (std::size_t k = 0; k < more && i < text.size(); ++k, ++i) {
    c = (c << 6) | (static_cast<unsigned char>(text[i]) & 0x3F);
  }
  return c;
}

bool takes_no_column(char32_t c) {
  return (c >= 0x0300 && c <= 0x036F) || (c >= 0x0610 && c <= 0x061A) ||
         (c >= 0x064B && c <= 0x065F) || c == 0x0670 || (c >= 0x06D6 && c <= 0x06ED) ||
         (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
}

std::string check_width(std::string_view text, std::size_t most) {
  for (std::size_t begin = 0; begin < text.size();) {
    auto const end = std::min(text.find('\n', begin), text.size());
    auto const line = text.substr(begin, end - begin);
    if (width_of(line) > most) {
      return fmt::format("{} columns: {}", width_of(line), line);
    }
    begin = end + 1;
  }
  return {};
}

std::vector<std::string> lines_of(std::string const& text) {
  std::vector<std::string> out;
  std::istringstream in{text};
  for (std::string line; std::getline(in, line);) {
    out.push_back(line);
  }
  return out;
}

// The block that a page shows after the command.
std::vector<std::string> block_after(std::string const& page, std::string const& command) {
  constexpr std::string_view kFence = "```";
  auto const lines = lines_of(page);
  auto const is_command = [&](std::string const& line) {
    auto const from = line.find_first_not_of(" $");
    auto const words = from == std::string::npos ? std::string{} : line.substr(from);
    return words == "karwan " + command || words == "./run " + command;
  };
  auto const shown = std::find_if(lines.begin(), lines.end(), is_command);
  auto const begin = std::find(shown, lines.end(), kFence);
  if (begin == lines.end()) {
    throw std::runtime_error{fmt::format("the page shows no '{}' with a block after it", command)};
  }
  return {begin + 1, std::find(begin + 1, lines.end(), kFence)};
}

}  // namespace

std::string check_shown(std::string const& text, std::string const& page,
                        std::string const& command) {
  constexpr std::string_view kLeftOut = "[...]";
  auto const printed = lines_of(text);
  std::vector<std::string> part;
  auto at = printed.begin();
  auto left_out = false;
  auto const place = [&]() -> std::string {  // the lines of the block up to what is left out
    while (left_out && !part.empty() && part.front().empty()) {
      part.erase(part.begin());  // blank lines beside [...] are for the eye
    }
    auto const found = left_out ? std::search(at, printed.end(), part.begin(), part.end()) : at;
    auto const rest = printed.end() - found;
    for (std::size_t i = 0; i < part.size(); ++i) {
      auto const now = static_cast<std::ptrdiff_t>(i) < rest
                           ? *(found + static_cast<std::ptrdiff_t>(i))
                           : "(nothing)";
      if (now != part[i]) {
        return fmt::format("the page shows: {}\n  printed was  {}", part[i],
                           left_out ? "no such part" : now);
      }
    }
    at = found + static_cast<std::ptrdiff_t>(part.size());
    part.clear();
    return {};
  };
  for (auto const& line : block_after(page, command)) {
    if (line != kLeftOut) {
      part.push_back(line);
      continue;
    }
    while (!part.empty() && part.back().empty()) {
      part.pop_back();
    }
    if (auto const fault = place(); !fault.empty()) {
      return fault;
    }
    left_out = true;
  }
  if (auto const fault = place(); !fault.empty()) {
    return fault;
  }
  auto const whole = left_out || at == printed.end();
  return whole ? std::string{} : "the page does not show: " + *at;
}

std::string first_difference(std::string_view found, std::string_view expected) {
  for (std::size_t line = 1;; ++line) {
    auto const a = found.substr(0, found.find('\n'));
    auto const b = expected.substr(0, expected.find('\n'));
    if (a != b || found.empty() || expected.empty()) {
      return fmt::format("line {}: {}\n  wanted {}", line, a, b);
    }
    found.remove_prefix(std::min(a.size() + 1, found.size()));
    expected.remove_prefix(std::min(b.size() + 1, expected.size()));
  }
}

std::size_t width_of(std::string_view line) {
  std::size_t columns = 0;
  for (std::size_t i = 0; i < line.size();) {
    if (line[i] == '\x1b') {  // a colour: ESC [ ... m
      i = std::min(line.find('m', i), line.size() - 1) + 1;
      continue;
    }
    columns += takes_no_column(next_character(line, i)) ? 0 : 1;
  }
  return columns;
}

std::string check_text(std::string const& text, std::vector<std::string> const& words,
                       std::string const& expected) {
  auto const op = words.empty() ? std::string{} : words[0];
  bool holds = false;
  if (op == "is" && words.size() == 1) {
    return text == expected ? std::string{} : first_difference(text, expected);
  }
  if (op == "is" && words.size() == 2 && words[1] == "empty") {
    holds = text.empty();
  } else if (op == "contains" && words.size() == 2) {
    holds = text.find(words[1]) != std::string::npos;
  } else if (op == "lacks" && words.size() == 2) {
    holds = text.find(words[1]) == std::string::npos;
  } else if (op == "matches" && words.size() == 2) {
    holds = std::regex_search(text, std::regex{words[1]});
  } else if (op == "width" && words.size() == 3 && words[1] == "<=") {
    return check_width(text, number(words[2]));
  } else if (op == "lines" && words.size() == 3 && words[1] == "<=") {
    auto const lines = std::count(text.begin(), text.end(), '\n');
    return static_cast<std::size_t>(lines) <= number(words[2]) ? ""
                                                               : fmt::format("{} lines", lines);
  } else {
    throw std::runtime_error{
        "say contains TEXT | lacks TEXT | matches REGEX | width <= N | lines <= N | is empty | "
        "is (with lines to ---- below) | same"};
  }
  return holds ? std::string{} : text.substr(0, 1500);
}

}  // namespace karwan::cases
