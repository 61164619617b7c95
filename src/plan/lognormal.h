#pragma once

#include <cmath>

#include "karwan/base/quantity.h"

// Low and high of an uncertain value, read as P10 and P90 of a lognormal (docs/plan.md).
namespace karwan::plan {

inline constexpr double kNormalP90 = 1.2815515655446004;  // standard deviations, median to P90

// Standard deviation of the logarithm. Where low is 0, high alone against best; 0 for what has no
// width.
inline double sigma_of(bounded<double> const& v) {
  if (v.best <= 0 || v.high <= v.low) {
    return 0;
  }
  return v.low > 0 ? std::log(v.high / v.low) / (2 * kNormalP90)
                   : std::log(v.high / v.best) / kNormalP90;
}

}  // namespace karwan::plan
