#include "karwan/base/date_order.h"

#include <algorithm>

namespace karwan {
namespace {

certainty of(bool every, bool some) noexcept {
  return every ? certainty::yes : some ? certainty::maybe : certainty::no;
}

}  // namespace

std::string_view name_of(certainty c) noexcept {
  switch (c) {
    case certainty::no:
      return "no";
    case certainty::maybe:
      return "maybe";
    case certainty::yes:
      break;
  }
  return "yes";
}

certainty is_before(date_span const& a, date_span const& b) noexcept {
  // Some day of a is before some day of b: its first one before the last one of b.
  return of(a.end <= b.first, a.first < b.last());
}

certainty is_within(date_span const& a, date_span const& period) noexcept {
  return of(period.first <= a.first && a.end <= period.end, a.overlaps(period));
}

certainty is_by_end_of(date_span const& a, date_span const& due) noexcept {
  return of(a.end <= due.end, a.first < due.end);
}

certainty is_same_day(date_span const& a, date_span const& b) noexcept {
  return of(a.first == b.first && a.end == b.end && a.first == a.last(), a.overlaps(b));
}

date_span common_days(date_span const& a, date_span const& b) noexcept {
  auto const first = std::max(a.first, b.first);
  return {first, std::max(first, std::min(a.end, b.end)), date_precision::interval,
          a.approximate || b.approximate};
}

}  // namespace karwan
