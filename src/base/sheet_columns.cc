#include "karwan/base/sheet_columns.h"

#include <algorithm>

namespace karwan {
namespace {

std::string as_column_name(std::string_view header) {
  std::string out;
  for (char const c : header) {
    out += c == ' ' || c == '-' ? '_' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

std::string joined(std::span<std::string_view const> names) {
  std::string out;
  for (auto const& n : names) {
    out += (out.empty() ? "" : ", ") + std::string{n};
  }
  return out;
}

}  // namespace

std::vector<std::optional<std::size_t>> match_columns(sheet const& table,
                                                      wanted_columns const& wanted,
                                                      std::vector<sheet_fault>& faults) {
  std::vector<std::optional<std::size_t>> out;
  for (auto const& header : table.header) {
    auto const name = as_column_name(header);
    auto const at = std::ranges::find(wanted.names, std::string_view{name});
    auto const is = at == wanted.names.end()
                        ? std::nullopt
                        : std::optional{static_cast<std::size_t>(at - wanted.names.begin())};
    if (!is && !(wanted.lets_pass && wanted.lets_pass(name))) {
      faults.push_back({1, header, "there is no such column",
                        "Leave it out or rename it: there are " + joined(wanted.names)});
    } else if (is && std::ranges::find(out, is) != out.end()) {
      faults.push_back({1, header, "the column is there twice", "Leave one of them out"});
    }
    out.push_back(is);
  }
  for (auto const& needed : wanted.needed) {
    auto const is_it = [&](auto const& c) { return c && wanted.names[*c] == needed; };
    if (!table.header.empty() && std::ranges::none_of(out, is_it)) {
      faults.push_back(
          {1, std::string{needed}, "the column is missing", std::string{wanted.remedy}});
    }
  }
  return out;
}

}  // namespace karwan
