#include "require/lines.h"

#include <algorithm>

#include <fmt/format.h>

namespace karwan::require {

std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string padded(std::string_view text, std::size_t columns) {
  auto const width = width_of(text);
  if (width <= columns) {
    return std::string{text} + std::string(columns - width, ' ');
  }
  std::size_t at = 0;
  for (std::size_t n = 0; n + 1 < columns; ++n) {
    do {
      ++at;
    } while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
  }
  return std::string{text.substr(0, at)} + "…";
}

std::string strong(std::string_view text, bool colour) {
  return colour ? fmt::format("\x1b[1m{}\x1b[0m", text) : std::string{text};
}

std::string faint(std::string_view text, bool colour) {
  return colour ? fmt::format("\x1b[2m{}\x1b[0m", text) : std::string{text};
}

std::string heading(std::string_view title, bool colour) {
  auto out = "── " + strong(title, colour) + " ";
  for (auto i = width_of(title) + 4; i < kColumns; ++i) {
    out += "─";
  }
  return out + "\n";
}

std::string lines(std::string_view first, std::string_view text) {
  auto const indent = width_of(first);
  auto at = indent;
  std::string out{first};
  while (!text.empty()) {
    auto const end = std::min(text.find(' '), text.size());
    auto const word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty()) {
      continue;
    }
    if (at > indent && at + 1 + width_of(word) > kColumns) {
      out += "\n" + std::string(indent, ' ');
      at = indent;
    }
    if (at > indent) {
      out += " ";
      ++at;
    }
    out += word;
    at += width_of(word);
  }
  return out + "\n";
}

}  // namespace karwan::require
