#include "relations/wrap.h"

#include <algorithm>

namespace karwan::relations {

std::size_t columns_of(std::string_view text) noexcept {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

void wrap(std::string& out, std::string_view first, std::string_view text, std::size_t indent) {
  std::string line{first};
  auto fresh = true;
  while (!text.empty()) {
    auto const end = std::min(text.find_first_of(" \n"), text.size());
    auto const word = text.substr(0, end);
    if (!fresh && columns_of(line) + 1 + columns_of(word) > kTerminalWidth) {
      line.erase(line.find_last_not_of(' ') + 1);  // a double blank before the break
      out += line + '\n';
      line.assign(indent, ' ');
      fresh = true;
    }
    if (!fresh) {
      line += ' ';
    }
    line += word;
    fresh = false;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  line.erase(line.find_last_not_of(' ') + 1);
  out += line + '\n';
}

}  // namespace karwan::relations
