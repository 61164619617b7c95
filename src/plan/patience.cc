#include "plan/patience.h"

#include <limits>

#include "plan/assumed_values.h"
#include "plan/units.h"

namespace karwan::plan {

patience read_patience(record::store const& store, record::view_spec const& view) {
  constexpr double kDaysPerYear = 365.25;
  patience out{std::numeric_limits<int>::max(), std::numeric_limits<int>::max(),
               std::numeric_limits<std::int64_t>::max()};
  assumed_values const assumed{store, view};
  if (auto const days = assumed.find("evidence_fresh_days")) {
    out.evidence_days = static_cast<int>(days->best);
  }
  if (auto const years = assumed.find("measurement_fresh_years")) {
    out.measurement_days = static_cast<int>(years->best * kDaysPerYear);
  }
  if (auto const days = assumed.find("longest_wait_days")) {
    out.closed_s = static_cast<std::int64_t>(days->best * kSecondsPerDay);
  }
  return out;
}

}  // namespace karwan::plan
