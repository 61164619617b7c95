#include "karwan/base/columns.h"

#include <algorithm>

namespace karwan {
namespace {

bool continues(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

// The first so many code points.
std::string_view first_of(std::string_view text, std::size_t columns) {
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    if (!continues(text[at]) && columns-- == 0) {
      break;
    }
  }
  return text.substr(0, at);
}

std::string cut(std::string_view text, std::size_t columns) {
  if (columns_of(text) <= columns) {
    return std::string{text};
  }
  return columns == 0 ? std::string{} : std::string{first_of(text, columns - 1)} + "…";
}

}  // namespace

std::size_t columns_of(std::string_view text) noexcept {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return !continues(c); }));
}

std::string left_in(std::string_view text, std::size_t columns) {
  auto out = cut(text, columns);
  return out + std::string(columns - columns_of(out), ' ');
}

std::string right_in(std::string_view text, std::size_t columns) {
  auto const shown = cut(text, columns);
  return std::string(columns - columns_of(shown), ' ') + shown;
}

void wrap_into(std::string& out, std::string_view first, std::string_view text,
               std::size_t indent) {
  std::string line{first};
  auto begun = false;
  while (!text.empty()) {
    auto const end = std::min(text.find_first_of(" \n"), text.size());
    auto const word = text.substr(0, end);
    if (begun && columns_of(line) + 1 + columns_of(word) > kTerminalColumns) {
      out += line + "\n";
      line = std::string(indent, ' ');
      begun = false;
    }
    line += begun ? " " : "";
    line += word;
    begun = true;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  out += line + "\n";
}

}  // namespace karwan
