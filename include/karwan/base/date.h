#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "karwan/base/error.h"

namespace karwan {

// How much of a date its source gave.
enum class date_precision { day, month, quarter, year, interval };

using day = std::chrono::sys_days;         // a calendar day
using instant = std::chrono::sys_seconds;  // a second, UTC

// A date of any precision as the half-open interval of days [first, end) that it may mean.
// An open side (no lower or upper bound) is day::min() or day::max().
struct date_span {
  day first{day::min()};
  day end{day::max()};
  date_precision precision{date_precision::interval};
  bool approximate{false};  // "about", written with a leading ~

  bool contains(day d) const noexcept { return first <= d && d < end; }
  bool before(date_span const& o) const noexcept { return end <= o.first; }  // wholly before
  bool overlaps(date_span const& o) const noexcept { return first < o.end && o.first < end; }
  day last() const noexcept { return end - std::chrono::days{1}; }
  // days::max() where a side is open.
  std::chrono::days length() const noexcept {
    return first == day::min() || end == day::max() ? std::chrono::days::max() : end - first;
  }
  friend bool operator==(date_span const&, date_span const&) = default;
};

// Reads 2025-06-16, 2025-06, 2025-Q2, 2025, A/B (from the start of A to the end of B; A or B may be
// empty or "..": open), each with an optional leading ~. Error bad_input: not a date, a day that
// does not exist, an end before its start, a year outside 1000..2999. Never reads a fiscal year: a
// pack states its bounds.
result<date_span> parse_date_span(std::string_view text);

// One day, 2025-06-16 only. Error bad_input as above.
result<day> parse_day(std::string_view text);

// 2025-06-16T08:30:00Z (seconds and Z optional) or a day (midnight). Error bad_input.
result<instant> parse_instant(std::string_view text);

std::string to_string(day d);               // 2025-06-16
std::string to_string(date_span const& s);  // reads back to the same span
std::string to_string(instant t);           // 2025-06-16T08:30:00Z

// 0 = Monday ... 6 = Sunday.
unsigned weekday_of(day d) noexcept;

}  // namespace karwan
