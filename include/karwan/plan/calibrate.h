#pragma once

#include <span>
#include <string>
#include <vector>

#include "karwan/plan/validate.h"

// Assumed times fitted to trips that were seen; docs/validation.md has the equations.
namespace karwan::plan {

// One fitted number: a factor on hours that the rows of the record give.
struct fitted_factor {
  std::string key;   // of the record's assumptions: pace_factor, dwell_factor, exchange_factor
  std::string mode;  // empty: any
  bounded<double> prior{1, 1, 1};  // P10, best, P90; from the assumption of the key's prior
  bounded<double> value{1, 1, 1};  // 5 and 95 % of refits to resampled trip groups
  std::size_t trips{0};            // that it has a part in
};

struct calibration {
  std::vector<fitted_factor> factors;
  bounded<double> trip_dispersion{1, 1, 1};  // P10 and P90 of what whole trips differ by
  std::size_t trips{0}, groups{0};
  score as_fitted;     // on the trips themselves
  score across_folds;  // each trip group predicted by a fit to the others
};

// Fits to the planned observations among the trips. Throws failure (bad_data) where a prior is
// missing from the record, (bad_input) where there are fewer than five trip groups.
calibration calibrate(record::store const&, record::view_spec const&, std::span<tried_trip const>);

std::string to_json(calibration const&);
std::string to_text(calibration const&, bool colour);
// As rows of the pack's table assumptions, header included.
std::string to_rows(calibration const&);

}  // namespace karwan::plan
