#include "karwan/base/columns.h"

#include <unicode/uchar.h>

#include <algorithm>

namespace karwan {
namespace {

// The code point that begins at `at`, which moves behind it. Text is UTF-8.
UChar32 next(std::string_view text, std::size_t& at) {
  auto const lead = static_cast<unsigned char>(text[at++]);
  auto const more = lead < 0xC0 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
  UChar32 c = more == 0 ? lead : lead & (0x3F >> more);
  for (int i = 0; i < more && at < text.size(); ++i) {
    c = (c << 6) | (static_cast<unsigned char>(text[at++]) & 0x3F);
  }
  return c;
}

std::size_t columns_of_one(UChar32 c) {
  auto const type = u_charType(c);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) {
    return 0;
  }
  auto const wide = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return wide == U_EA_WIDE || wide == U_EA_FULLWIDTH ? 2 : 1;
}

// Bytes of the longest beginning that fits.
std::size_t bytes_within(std::string_view text, std::size_t columns) {
  std::size_t at = 0;
  while (at < text.size()) {
    auto const before = at;
    auto const need = columns_of_one(next(text, at));
    if (need > columns) {
      return before;
    }
    columns -= need;
  }
  return text.size();
}

std::string cut(std::string_view text, std::size_t columns) {
  if (columns_of(text) <= columns) {
    return std::string{text};
  }
  return columns == 0 ? std::string{}
                      : std::string{text.substr(0, bytes_within(text, columns - 1))} + "…";
}

}  // namespace

std::size_t columns_of(std::string_view text) noexcept {
  std::size_t out = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '\033') {
      at = std::min(text.find('m', at), text.size() - 1) + 1;
    } else {
      out += columns_of_one(next(text, at));
    }
  }
  return out;
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
