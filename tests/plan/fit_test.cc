#include "plan/fit.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace karwan::plan {
namespace {

fit_priors const kWide{{1, 1, 1, 1}, 0.2};

// Trips of every mix, made by known factors and a lognormal trip factor.
std::vector<fit_case> made_by(factors const& f, double trip_sigma, int trips) {
  std::mt19937_64 luck{11};
  std::uniform_real_distribution<double> hours{0, 200};
  std::normal_distribution<double> z;
  std::vector<fit_case> out;
  for (int n = 0; n < trips; ++n) {
    fit_case c;
    c.group = std::to_string(n);
    c.hours = {hours(luck), hours(luck), hours(luck), hours(luck)};
    c.fixed_h = hours(luck) / 10;
    c.observed_h = predicted_h(c, f) * std::exp(trip_sigma * z(luck));
    out.push_back(c);
  }
  return out;
}

TEST(fit, finds_the_factors_that_made_the_trips) {
  factors const truth{std::log(1.4), std::log(0.9), std::log(0.4), std::log(2.0)};
  auto const r = fit(made_by(truth, 0.2, 2000), kWide);
  for (std::size_t k = 0; k < kFactors; ++k) {
    EXPECT_NEAR(r.log_factor[k], truth[k], 0.1) << k;
  }
  EXPECT_NEAR(r.trip_sigma, 0.2, 0.03);
}

TEST(fit, stays_at_the_prior_where_nothing_is_seen) {
  auto cases = made_by({std::log(2.0), 0, 0, 0}, 0, 30);
  for (auto& c : cases) {
    c.observed_h -= c.hours[kRailPace];
    c.hours[kRailPace] = 0;
  }
  auto const r = fit(cases, kWide);
  EXPECT_NEAR(std::exp(r.log_factor[kRoadPace]), 2.0, 0.1);
  EXPECT_NEAR(r.log_factor[kRailPace], 0, 1e-6);
  EXPECT_EQ(fit({}, kWide).trip_sigma, kWide.trip_sigma);
}

TEST(fit, is_not_carried_off_by_one_trip) {
  auto cases = made_by({}, 0.1, 80);
  cases[0].observed_h *= 20;
  auto const r = fit(cases, kWide);
  for (auto const f : r.log_factor) {
    EXPECT_NEAR(f, 0, 0.15);
  }
}

// Four of five lie between P10 and P90, by the definition of the trip's spread.
TEST(fit, covers_four_of_five) {
  auto const cases = made_by({0.2, -0.2, 0.4, 0}, 0.35, 100);
  auto const r = fit(cases, kWide);
  EXPECT_EQ(std::ranges::count_if(cases, [&](fit_case const& c) { return holds(c, r); }), 80);
}

TEST(scores, are_medians_over_trips_and_shares_of_them) {
  std::vector<compared> const all{{"a", 10, 12, true}, {"a", 10, 5, false}, {"b", 4, 4, true}};
  EXPECT_DOUBLE_EQ(median_error(all), 0.2);
  EXPECT_DOUBLE_EQ(median_bias(all), 0);
  EXPECT_DOUBLE_EQ(coverage(all), 2.0 / 3);
  EXPECT_DOUBLE_EQ(median({3, 1}), 2);
  EXPECT_DOUBLE_EQ(median({}), 0);
}

// Three groups: resamples range from three times the best to three times the worst.
TEST(scores, are_resampled_by_whole_groups) {
  std::vector<compared> const all{{"a", 1, 1.0, true}, {"b", 1, 1.5, true}, {"c", 1, 3.0, true}};
  auto const s = bootstrapped(all, median_error);
  EXPECT_DOUBLE_EQ(s.value, 0.5);
  EXPECT_DOUBLE_EQ(s.low, 0);
  EXPECT_DOUBLE_EQ(s.high, 2);
  auto const one = bootstrapped(std::span{all}.first(1), median_error);
  EXPECT_DOUBLE_EQ(one.low, one.high);
}

}  // namespace
}  // namespace karwan::plan
