#pragma once

#include <cstdint>
#include <string_view>

#include "karwan/base/date.h"

// Which came first, where dates are only known to a month, a year or an interval. A span stands for
// one day that is somewhere in it, so an answer is sure only where it holds for every day that the
// spans may mean. That a span is approximate changes nothing: no source says how far "about" goes.
namespace karwan {

enum class certainty : std::uint8_t {
  no,     // for no choice of days
  maybe,  // for some
  yes,    // for every one
};
std::string_view name_of(certainty) noexcept;

// The day of a lies before the day of b. No: b is on the same day as a or before it.
certainty is_before(date_span const& a, date_span const& b) noexcept;

// The day of a lies in the period b, of which all days are meant: was it signed in 2023?
certainty is_within(date_span const& a, date_span const& period) noexcept;

// The day of a is not after the last day of b: what is due "by end of 2023" is in time on
// 2023-12-31, and so is what is due "in 2023".
certainty is_by_end_of(date_span const& a, date_span const& due) noexcept;

// Both are the same day. Yes only for two spans of one and the same day.
certainty is_same_day(date_span const& a, date_span const& b) noexcept;

// Open on both sides: it says nothing of when.
inline bool is_open(date_span const& s) noexcept {
  return s.first == day::min() && s.end == day::max();
}

// Days that lie in both; where there are none, first == end.
date_span common_days(date_span const& a, date_span const& b) noexcept;

}  // namespace karwan
