#include "plan/patience.h"

#include <array>
#include <limits>

#include "karwan/plan/units.h"
#include "plan/assumed_values.h"

namespace karwan::plan {

namespace {

constexpr std::string_view kEvidence = "evidence_fresh_days",
                           kMeasurement = "measurement_fresh_years", kLongest = "longest_wait_days";

patience patience_of(assumed_values const& assumed) {
  constexpr double kDaysPerYear = 365.25;
  patience out{std::numeric_limits<int>::max(), std::numeric_limits<int>::max(),
               std::numeric_limits<std::int64_t>::max()};
  if (auto const days = assumed.find(kEvidence)) {
    out.evidence_days = static_cast<int>(days->best);
  }
  if (auto const years = assumed.find(kMeasurement)) {
    out.measurement_days = static_cast<int>(years->best * kDaysPerYear);
  }
  if (auto const days = assumed.find(kLongest)) {
    out.closed_s = static_cast<std::int64_t>(days->best * kSecondsPerDay);
  }
  return out;
}

}  // namespace

patience read_patience(record::store const& store, record::view_spec const& view) {
  return patience_of({store, view});
}

patience read_patience(network::rows_read const& read, record::view_spec const& view) {
  constexpr std::array kKeys{kEvidence, kMeasurement, kLongest};
  return patience_of({read.assumptions(kKeys, view), view.as_of});
}

}  // namespace karwan::plan
