#include "base/date_parts.h"

#include <algorithm>
#include <array>

namespace karwan::date_parts {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month;
using std::chrono::year_month_day;
using std::chrono::year_month_day_last;

constexpr auto kMonths =
    std::to_array<std::string_view>({"january", "february", "march", "april", "may", "june", "july",
                                     "august", "september", "october", "november", "december"});
constexpr auto kOrdinals = std::to_array<std::string_view>({"first", "second", "third", "fourth"});

bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

year_month_day date(day d) {
  return year_month_day{d};
}

// The day so many months later; the last one of its month where there is no such day.
day later(day from, int count) {
  auto const d = date(from) + months{count};
  return d.ok() ? sys_days{d} : sys_days{d.year() / d.month() / std::chrono::last};
}

bool begins_month(day d) {
  return date(d).day() == std::chrono::day{1};
}

}  // namespace

void cursor::blanks() {
  rest_.remove_prefix(std::min(rest_.find_first_not_of(' '), rest_.size()));
}

bool cursor::at_end() {
  blanks();
  return rest_.empty();
}

std::string_view cursor::letters() {
  blanks();
  auto const end = std::ranges::find_if_not(rest_, is_letter);
  return rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
}

std::string_view cursor::run() {
  blanks();
  return rest_.substr(0, rest_.find(' '));
}

bool cursor::word(std::string_view w) {
  if (letters() != w) {
    return false;
  }
  rest_.remove_prefix(w.size());
  return true;
}

bool cursor::any(std::initializer_list<std::string_view> ws) {
  return std::ranges::any_of(ws, [&](auto w) { return word(w); });
}

bool cursor::symbol(char c) {
  auto const before = rest_;
  blanks();
  if (!rest_.starts_with(c)) {
    rest_ = before;
    return false;
  }
  rest_.remove_prefix(1);
  return true;
}

std::optional<int> cursor::number(std::size_t digits) {
  blanks();
  auto const end = std::ranges::find_if_not(rest_, is_digit);
  if (static_cast<std::size_t>(end - rest_.begin()) != digits) {
    return std::nullopt;
  }
  int out = 0;
  for (auto const c : rest_.substr(0, digits)) {
    out = out * 10 + (c - '0');
  }
  rest_.remove_prefix(digits);
  return out;
}

std::optional<int> cursor::small_number() {
  auto const two = number(2);
  return two ? two : number(1);
}

std::optional<unsigned> month_named(std::string_view word) {
  if (word == "sept") {
    return 9;
  }
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (word == kMonths[i] || word == kMonths[i].substr(0, 3)) {
      return static_cast<unsigned>(i + 1);
    }
  }
  return std::nullopt;
}

std::optional<unsigned> ordinal_named(std::string_view word) {
  auto const it = std::ranges::find(kOrdinals, word);
  return it == kOrdinals.end() ? std::nullopt
                               : std::optional{static_cast<unsigned>(it - kOrdinals.begin()) + 1};
}

date_span months_from(day first, int count) {
  return shaped({first, later(first, count), date_precision::interval, false});
}

date_span months_of(int y, unsigned month, int count) {
  return months_from(sys_days{year{y} / static_cast<int>(month) / 1}, count);
}

std::optional<date_span> day_of(int y, unsigned month, unsigned d) {
  auto const date = year{y} / static_cast<int>(month) / static_cast<int>(d);
  if (!date.ok()) {
    return std::nullopt;
  }
  return date_span{sys_days{date}, sys_days{date} + days{1}, date_precision::day, false};
}

date_span shaped(date_span s) {
  s.precision = date_precision::interval;
  if (s.first == day::min() || s.end == day::max()) {
    return s;
  }
  if (s.length() == days{1}) {
    s.precision = date_precision::day;
  } else if (begins_month(s.first)) {
    auto const month = static_cast<unsigned>(date(s.first).month());
    if (s.end == later(s.first, 1)) {
      s.precision = date_precision::month;
    } else if (s.end == later(s.first, 3) && month % 3 == 1) {
      s.precision = date_precision::quarter;
    } else if (s.end == later(s.first, 12) && month == 1) {
      s.precision = date_precision::year;
    }
  }
  return s;
}

std::optional<date_span> part_of(date_span const& s, int index, int count) {
  if (s.first == day::min() || s.end == day::max()) {
    return std::nullopt;
  }
  if (s.precision == date_precision::month) {
    auto const length = 30 / count;
    return shaped({s.first + days{index * length},
                   index + 1 == count ? s.end : s.first + days{(index + 1) * length},
                   date_precision::interval, s.approximate});
  }
  for (int whole = count; whole <= 12; whole += count) {
    if (later(s.first, whole) == s.end) {
      auto out = shaped({later(s.first, index * whole / count),
                         later(s.first, (index + 1) * whole / count), date_precision::interval,
                         s.approximate});
      return out;
    }
  }
  return std::nullopt;
}

}  // namespace karwan::date_parts
