#include "exchange/ical_text.h"

#include <algorithm>

#include <fmt/format.h>

namespace karwan::exchange {
namespace {

constexpr std::size_t kLongestLine = 75;  // octets, without the line's end

bool continues_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

std::string without(std::string text, std::string_view dropped) {
  std::erase_if(text, [&](char c) { return dropped.find(c) != std::string_view::npos; });
  return text;
}

}  // namespace

ical_text& ical_text::line(std::string_view name, std::string_view value) {
  auto const whole = fmt::format("{}:{}", name, value);
  std::string_view rest = whole;
  for (auto room = kLongestLine; rest.size() > room; room = kLongestLine - 1) {
    auto end = room;
    while (end > 1 && continues_character(rest[end])) {
      --end;
    }
    out_.append(rest.substr(0, end)).append("\r\n ");
    rest.remove_prefix(end);
  }
  out_.append(rest).append("\r\n");
  return *this;
}

ical_text& ical_text::text(std::string_view name, std::string_view value) {
  std::string escaped;
  for (char const c : value) {
    if (c == '\n') {
      escaped += "\\n";
    } else if (c == '\\' || c == ';' || c == ',') {
      escaped += '\\';
      escaped += c;
    } else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) {
      escaped += c;
    }
  }
  return line(name, escaped);
}

ical_text& ical_text::date(std::string_view name, day d) {
  return line(fmt::format("{};VALUE=DATE", name), without(to_string(d), "-"));
}

ical_text& ical_text::moment(std::string_view name, instant t) {
  return line(name, without(to_string(t), "-:"));
}

}  // namespace karwan::exchange
