#include "karwan/route/simulation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace karwan::route {
namespace {

constexpr double kNormalP90 = 1.2815515655446004;

// Three arcs: always open; open from hour 10 to 11 and 34 to 35; shut for good.
struct simulation : ::testing::Test {
  std::vector<std::int64_t> duration{0, 0, 0}, nothing{0, 0, 0};
  std::vector<std::uint8_t> borders{0, 0, 0};
  std::vector<std::uint32_t> opens{kAlwaysOpen, 0, 1}, first{0, 2, 2};
  std::vector<interval<std::int64_t>> windows{{36000, 39600}, {122400, 126000}};
  metric m{duration, nothing, nothing, borders, opens, first, windows};

  static std::vector<std::int64_t> sorted(simulated s) {
    std::ranges::sort(s.took_s);
    return s.took_s;
  }
};

TEST_F(simulation, has_the_mean_and_quantiles_of_the_lognormal) {
  auto const sigma = 0.5;
  std::vector<chance_arc> const way{{0, 100'000, sigma, 7}};
  auto const s = sorted(simulate(m, way, {.seed = 3, .draws = 200'000}));
  auto const mean = std::accumulate(s.begin(), s.end(), 0.0) / 200'000;
  EXPECT_NEAR(mean / 100'000, 1, 0.01);
  auto const median = 100'000 * std::exp(-sigma * sigma / 2);
  auto const at = [&](double p) { return static_cast<double>(*quantile(s, p)); };
  EXPECT_NEAR(at(0.5) / median, 1, 0.01);
  EXPECT_NEAR(at(0.9) / (median * std::exp(kNormalP90 * sigma)), 1, 0.01);
  EXPECT_NEAR(at(0.1) / (median * std::exp(-kNormalP90 * sigma)), 1, 0.01);
}

TEST_F(simulation, varies_independent_arcs_by_themselves_and_whole_trips_together) {
  std::vector<chance_arc> way;
  for (std::uint64_t key = 0; key < 25; ++key) {
    way.push_back({0, 4000, 0.5, key});
  }
  auto const spread = [&](double trip_sigma) {
    auto const s = sorted(simulate(m, way, {.draws = 20'000, .trip_sigma = trip_sigma}));
    return std::log(static_cast<double>(*quantile(s, 0.9)) /
                    static_cast<double>(*quantile(s, 0.1))) /
           (2 * kNormalP90);
  };
  // Of a sum of 25 equal parts: the square root of (exp(sigma^2) - 1) / 25.
  EXPECT_NEAR(spread(0), std::sqrt((std::exp(0.25) - 1) / 25), 0.005);
  EXPECT_NEAR(spread(0.3), std::hypot(0.3, spread(0)), 0.01);
}

TEST_F(simulation, waits_for_windows_and_gives_up_where_none_comes) {
  std::vector<chance_arc> const early{{0, 3600, 0, 1}, {1, 3600, 0, 2}};
  EXPECT_EQ(simulate(m, early, {.draws = 1}).took_s[0], 39600);
  std::vector<chance_arc> const late{{0, 43200, 0, 1}, {1, 3600, 0, 2}};
  EXPECT_EQ(simulate(m, late, {.draws = 1}).took_s[0], 126000);
  std::vector<chance_arc> const never{{2, 3600, 0, 1}};
  auto const s = simulate(m, never, {.draws = 3});
  EXPECT_EQ(s.took_s, std::vector<std::int64_t>(3, kBarred));
  EXPECT_EQ(quantile(s.took_s, 0.5), std::nullopt);
  EXPECT_EQ(s.part, std::vector<double>{0});
}

TEST_F(simulation, tells_which_arcs_make_the_spread) {
  std::vector<chance_arc> const way{{0, 1000, 0.1, 1}, {0, 1000, 0.8, 2}, {0, 9000, 0, 3}};
  auto const s = simulate(m, way, {.draws = 10'000});
  EXPECT_NEAR(s.part[0] + s.part[1] + s.part[2], 1, 1e-9);
  EXPECT_GT(s.part[1], 0.95);
  EXPECT_NEAR(s.part[2], 0, 1e-9);
}

TEST_F(simulation, draws_the_same_whatever_else_is_asked) {
  chance_arc const shared{0, 5000, 0.4, 11}, other{0, 7000, 0.4, 12};
  auto const alone = simulate(m, std::vector{shared}, {.seed = 5, .draws = 50}).took_s;
  auto const longer = simulate(m, std::vector{shared}, {.seed = 5, .draws = 500}).took_s;
  EXPECT_TRUE(std::equal(alone.begin(), alone.end(), longer.begin()));
  auto const second = simulate(m, std::vector{other}, {.seed = 5, .draws = 50}).took_s;
  auto const both = simulate(m, std::vector{shared, other}, {.seed = 5, .draws = 50}).took_s;
  for (std::size_t n = 0; n < 50; ++n) {
    EXPECT_NEAR(static_cast<double>(both[n]), static_cast<double>(alone[n] + second[n]), 2);
  }
  EXPECT_NE(alone, simulate(m, std::vector{shared}, {.seed = 6, .draws = 50}).took_s);
  EXPECT_NE(alone, second);
}

TEST_F(simulation, refuses_what_has_no_distribution) {
  for (auto const& bad : {chance_arc{3, 1, 0, 0}, chance_arc{0, -1, 0, 0}, chance_arc{0, 1, -1, 0},
                          chance_arc{0, std::nan(""), 0, 0}}) {
    EXPECT_THROW(simulate(m, std::vector{bad}, {}), std::invalid_argument);
  }
}

TEST(quantiles, are_of_the_nearest_rank) {
  std::vector<std::int64_t> const s{1, 2, 3, 4, 5, 6, 7, 8, 9, kBarred};
  EXPECT_EQ(quantile(s, 0.1), 1);
  EXPECT_EQ(quantile(s, 0.5), 5);
  EXPECT_EQ(quantile(s, 0.9), 9);
  EXPECT_EQ(quantile(s, 0.95), std::nullopt);
  EXPECT_EQ(quantile(std::span<std::int64_t const>{}, 0.5), std::nullopt);
}

}  // namespace
}  // namespace karwan::route
