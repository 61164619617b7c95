#include "require/lines.h"

#include <algorithm>

#include <fmt/format.h>

namespace karwan::require {

std::string strong(std::string_view text, bool colour) {
  return colour ? fmt::format("\x1b[1m{}\x1b[0m", text) : std::string{text};
}

std::string faint(std::string_view text, bool colour) {
  return colour ? fmt::format("\x1b[2m{}\x1b[0m", text) : std::string{text};
}

std::string heading(std::string_view title, bool colour) {
  auto out = "── " + strong(title, colour) + " ";
  for (auto i = karwan::columns_of(title) + 4; i < kTerminalColumns; ++i) {
    out += "─";
  }
  return out + "\n";
}

std::string lines(std::string_view first, std::string_view text) {
  auto const indent = karwan::columns_of(first);
  auto at = indent;
  std::string out{first};
  while (!text.empty()) {
    auto const end = std::min(text.find(' '), text.size());
    auto const word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty()) {
      continue;
    }
    if (at > indent && at + 1 + karwan::columns_of(word) > kTerminalColumns) {
      out += "\n" + std::string(indent, ' ');
      at = indent;
    }
    if (at > indent) {
      out += " ";
      ++at;
    }
    out += word;
    at += karwan::columns_of(word);
  }
  return out + "\n";
}

}  // namespace karwan::require
