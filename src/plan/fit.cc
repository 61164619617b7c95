#include "plan/fit.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "plan/lognormal.h"

namespace karwan::plan {
namespace {

constexpr double kCovered = 0.8;    // what lies between P10 and P90
constexpr double kRounding = 0.05;  // where |r| becomes a parabola: days are told to the nearest
constexpr double kReach = 2.5;      // logarithms searched on both sides of 0
constexpr int kSweeps = 60, kNarrowings = 40;
constexpr double kStill = 1e-4;  // logarithms: below what a row of two decimals shows
constexpr double kLeastScale = 0.1;

double residual(fit_case const& c, factors const& f) {
  return std::log(predicted_h(c, f) / c.observed_h);
}

double smooth_abs(double r) {
  return std::sqrt(r * r + kRounding * kRounding) - kRounding;
}

// Observations of one group say less than as many of their own: each group weighs 1.
std::vector<double> weights_of(std::span<fit_case const> cases) {
  std::map<std::string_view, double> members;
  for (auto const& c : cases) {
    members[c.group] += 1;
  }
  std::vector<double> out;
  for (auto const& c : cases) {
    out.push_back(1 / members[c.group]);
  }
  return out;
}

// Laplace errors of scale b, normal priors: minus the logarithm of the posterior density.
class posterior {
 public:
  posterior(std::span<fit_case const> cases, fit_priors const& priors)
      : cases_{cases}, priors_{priors}, weights_{weights_of(cases)} {}

  double cost(factors const& f, double scale) const {
    double sum = 0;
    for (std::size_t i = 0; i < cases_.size(); ++i) {
      sum += weights_[i] * smooth_abs(residual(cases_[i], f)) / scale;
    }
    for (std::size_t k = 0; k < kFactors; ++k) {
      auto const z = f[k] / priors_.sigma[k];
      sum += z * z / 2;
    }
    return sum;
  }

  double scale(factors const& f) const {
    double sum = 0, weight = 0;
    for (std::size_t i = 0; i < cases_.size(); ++i) {
      sum += weights_[i] * smooth_abs(residual(cases_[i], f));
      weight += weights_[i];
    }
    return std::max(sum / weight, kLeastScale);
  }

 private:
  std::span<fit_case const> cases_;
  fit_priors const& priors_;
  std::vector<double> weights_;
};

// Golden section: the cost along one factor has one minimum but for rounding.
double best_along(posterior const& p, factors f, std::size_t k, double scale) {
  constexpr double kGolden = 0.6180339887498949;
  auto const at = [&](double x) {
    f[k] = x;
    return p.cost(f, scale);
  };
  double low = -kReach, high = kReach;
  for (int n = 0; n < kNarrowings; ++n) {
    auto const a = high - kGolden * (high - low), b = low + kGolden * (high - low);
    (at(a) <= at(b) ? high : low) = at(a) <= at(b) ? b : a;
  }
  return (low + high) / 2;
}

// The least that lets P10 to P90 hold four of five observations.
double trip_sigma_of(std::span<fit_case const> cases, factors const& f) {
  std::vector<double> needed;
  for (auto const& c : cases) {
    auto const z = residual(c, f) / kNormalP90;
    needed.push_back(std::sqrt(std::max(z * z - c.sigma * c.sigma, 0.0)));
  }
  std::ranges::sort(needed);
  auto const rank = std::ceil(kCovered * static_cast<double>(needed.size()));
  return needed[static_cast<std::size_t>(std::max(rank, 1.0)) - 1];
}

}  // namespace

double predicted_h(fit_case const& c, factors const& f) {
  auto mean = c.fixed_h;
  for (std::size_t k = 0; k < kFactors; ++k) {
    mean += std::exp(f[k]) * c.hours[k];
  }
  return mean * c.p50_over_mean;
}

fit_result fit(std::span<fit_case const> cases, fit_priors const& priors) {
  fit_result out;
  out.trip_sigma = priors.trip_sigma;
  if (cases.empty()) {
    return out;
  }
  posterior const p{cases, priors};
  for (int n = 0; n < kSweeps; ++n) {
    auto const scale = p.scale(out.log_factor);
    double moved = 0;
    for (std::size_t k = 0; k < kFactors; ++k) {
      auto const next = best_along(p, out.log_factor, k, scale);
      moved = std::max(moved, std::abs(next - out.log_factor[k]));
      out.log_factor[k] = next;
    }
    if (moved < kStill) {
      break;
    }
  }
  out.trip_sigma = trip_sigma_of(cases, out.log_factor);
  return out;
}

bool holds(fit_case const& c, fit_result const& r) {
  auto const sigma = std::sqrt(c.sigma * c.sigma + r.trip_sigma * r.trip_sigma);
  return std::abs(residual(c, r.log_factor)) <= kNormalP90 * sigma * (1 + 1e-12);
}

}  // namespace karwan::plan
