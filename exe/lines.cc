#include "exe/lines.h"

#include <algorithm>

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

namespace karwan::exe {
namespace {

// Code points, near enough to columns for the scripts of the record.
std::size_t length(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

void print_lines(std::string const& first, std::string_view text, std::size_t indent) {
  auto line = first;
  auto const fresh = std::string(indent, ' ');
  auto begun = false;
  while (!text.empty()) {
    auto const end = std::min(text.find_first_of(" \n"), text.size());
    auto const word = text.substr(0, end);
    if (begun && length(line) + 1 + length(word) > kWidth) {
      fmt::print("{}\n", line);
      line = fresh;
      begun = false;
    }
    line += begun ? " " : "";
    line += word;
    begun = true;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  fmt::print("{}\n", line);
}

std::string user_name() {
  auto const* user = ::getpwuid(::geteuid());
  return user == nullptr ? "unknown" : user->pw_name;
}

}  // namespace karwan::exe
