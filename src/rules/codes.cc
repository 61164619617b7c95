#include "rules/codes.h"

#include <algorithm>

namespace karwan::rules {
namespace {

constexpr std::size_t kLongest = 10;

bool is_code(std::string_view s) noexcept {
  return !s.empty() && s.size() % 2 == 0 && s.size() <= kLongest &&
         std::ranges::all_of(s, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

bool is_code_or_range(std::string_view s) noexcept {
  auto const dash = s.find('-');
  if (dash == std::string_view::npos) {
    return is_code(s);
  }
  auto const first = s.substr(0, dash), last = s.substr(dash + 1);
  return is_code(first) && is_code(last) && first.size() == last.size() && first <= last;
}

truth covers(std::string_view rule, std::string_view goods) noexcept {
  auto const dash = rule.find('-');
  auto const first = rule.substr(0, dash);
  auto const last = dash == std::string_view::npos ? first : rule.substr(dash + 1);
  auto const length = std::min(first.size(), goods.size());
  auto const chapter = goods.substr(0, length);
  if (chapter < first.substr(0, length) || last.substr(0, length) < chapter) {
    return truth::no;
  }
  // Inside a range of longer codes all of the goods lie where their chapter is neither end's.
  auto const inside = first.substr(0, length) < chapter && chapter < last.substr(0, length);
  return goods.size() >= first.size() || inside ? truth::yes : truth::unknown;
}

}  // namespace karwan::rules
