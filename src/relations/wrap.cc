#include "relations/wrap.h"

#include <algorithm>

namespace karwan::relations {

std::size_t columns_of(std::string_view text) noexcept {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string beginning(std::string_view text, std::size_t columns) {
  std::size_t bytes = 0;
  for (std::size_t n = 0; bytes < text.size(); ++bytes) {
    if ((static_cast<unsigned char>(text[bytes]) & 0xC0) != 0x80 && n++ == columns) {
      break;
    }
  }
  if (bytes == text.size()) {
    return std::string{text};
  }
  auto const head = text.substr(0, bytes);
  std::size_t end = 0;
  for (auto const* mark : {"; ", ", ", " ("}) {
    auto const at = head.rfind(mark);
    end = at == std::string_view::npos ? end : std::max(end, at);
  }
  end = end < bytes / 2 ? head.rfind(' ') : end;
  return std::string{head.substr(0, end)} + " …";
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
