#pragma once

#include <array>
#include <span>
#include <vector>

#include "karwan/plan/calibrate.h"
#include "plan/scores.h"

// The fit behind a calibration, on plain numbers.
namespace karwan::plan {

inline constexpr std::size_t kFactors = 4;
enum factor : std::size_t { kRoadPace, kRailPace, kDwell, kExchange };
using factors = std::array<double, kFactors>;  // natural logarithms

// What one observation is made of.
struct fit_case {
  std::string group;
  double observed_h{0};
  std::array<double, kFactors> hours{};  // mean, that each factor scales, as if all were 1
  double fixed_h{0};                     // that none scales
  double p50_over_mean{1};
  double sigma{0};  // of the logarithm, from the legs alone
};

struct fit_priors {
  factors sigma{};       // of the logarithms; their means are 0
  double trip_sigma{0};  // used where there is nothing to fit it to
};

struct fit_result {
  factors log_factor{};
  double trip_sigma{0};
};

double predicted_h(fit_case const&, factors const&);
fit_result fit(std::span<fit_case const>, fit_priors const&);
// Does P10 to P90 hold the observation?
bool holds(fit_case const&, fit_result const&);

}  // namespace karwan::plan
