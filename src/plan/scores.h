#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "karwan/plan/validate.h"

// Medians, and how sure they are.
namespace karwan::plan {

// 0 of nothing; of an even number the mean of the middle two.
double median(std::vector<double>);

// One observation, its prediction and the trips that it came with.
struct compared {
  std::string group;
  double observed{0}, predicted{0};
  bool within{false};  // the interval predicted
};

double median_error(std::span<compared const>);
double median_bias(std::span<compared const>);
double coverage(std::span<compared const>);

inline constexpr double kLowShare = 0.05, kHighShare = 0.95;  // of resamples: the ends of intervals

// The statistic, and its 5 to 95 % over resamples of whole groups: trips of one group are not
// independent of each other.
scored bootstrapped(std::span<compared const>,
                    std::function<double(std::span<compared const>)> const& statistic);

}  // namespace karwan::plan
