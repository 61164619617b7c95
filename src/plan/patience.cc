#include "plan/patience.h"

#include <algorithm>
#include <limits>

namespace karwan::plan {

patience read_patience(record::store const& store, record::view_spec const& view) {
  constexpr double kDaysPerYear = 365.25;
  constexpr double kSecondsPerDay = 86400;
  patience out{std::numeric_limits<int>::max(), std::numeric_limits<int>::max(),
               std::numeric_limits<std::int64_t>::max()};
  auto rows = store.rows(*record::find_table("assumptions"), view);
  std::stable_sort(rows.begin(), rows.end(), [&](record::row const& a, record::row const& b) {
    return record::preferred(b, a, view.as_of);  // the preferred row has the last word
  });
  for (auto const& row : rows) {
    auto const best = row.number("best");
    auto const key = row.text("key");
    if (!best) {
      continue;
    }
    if (key == "evidence_fresh_days") {
      out.evidence_days = static_cast<int>(*best);
    } else if (key == "measurement_fresh_years") {
      out.measurement_days = static_cast<int>(*best * kDaysPerYear);
    } else if (key == "longest_wait_days") {
      out.closed_s = static_cast<std::int64_t>(*best * kSecondsPerDay);
    }
  }
  return out;
}

}  // namespace karwan::plan
