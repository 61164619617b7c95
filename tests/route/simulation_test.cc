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

TEST_F(simulation, leaves_when_it_is_told_to_and_counts_from_then) {
  std::vector<chance_arc> const way{{0, 3600, 0, 1}, {1, 3600, 0, 2}};
  EXPECT_EQ(simulate(m, way, {.draws = 1, .leaves_s = 7200}).took_s[0], 32400);
  EXPECT_EQ(simulate(m, way, {.draws = 1, .leaves_s = -7200}).took_s[0], 46800);
  EXPECT_EQ(simulate(m, way, {.draws = 1, .leaves_s = 36000}).took_s[0], 90000);
}

// A border that is open at departure: until it is reached it may have been shut.
TEST_F(simulation, finds_shut_by_chance_what_was_open_at_departure) {
  constexpr std::uint32_t kDraws = 100'000;
  auto const shut_in = [&](shut_chance const& s, double reached) {
    std::vector<chance_arc> const way{{0, reached, 0, 1}, {0, 0, 0, 2, s}};
    return simulate(m, way, {.draws = kDraws}).shut / static_cast<double>(kDraws);
  };
  // Shut for longer than any trip lasts: 1 - exp(-rate x time).
  auto const for_good = shut_chance{1e-6, std::log(1e12), 0};
  EXPECT_NEAR(shut_in(for_good, 500'000), 1 - std::exp(-0.5), 0.005);
  EXPECT_NEAR(shut_in(for_good, 0), 0, 1e-9);
  // After many turns: the mean time shut over the mean time of a turn.
  auto const often = shut_chance{1e-4, std::log(5000.0) - 0.18, 0.6};  // mean of exp(N): 5,000 s
  EXPECT_NEAR(shut_in(often, 2'000'000), 5000.0 / (5000 + 10'000), 0.005);
}

TEST_F(simulation, waits_for_what_is_shut_by_chance_but_not_for_ever) {
  std::vector<chance_arc> const way{{0, 1000, 0, 1}, {0, 500, 0, 2, {1e3, std::log(7000.0), 0}}};
  // Shut from the first moment, for 7,000 s, and again a thousandth of a second later.
  auto const patient = simulate(m, way, {.draws = 50});
  EXPECT_EQ(patient.shut, 50U);
  for (auto const took : patient.took_s) {
    EXPECT_NEAR(static_cast<double>(took), 7500, 3) << "opens, if only for a moment";
  }
  auto const hurried = simulate(m, way, {.draws = 50, .patience_s = 3600});
  EXPECT_EQ(hurried.took_s, std::vector<std::int64_t>(50, kBarred));
  EXPECT_EQ(hurried.shut, 50U);
}

TEST_F(simulation, shuts_a_border_to_all_ways_alike) {
  chance_arc const border{0, 600, 0.2, 9, {2e-6, 10, 1}};
  chance_arc const far{0, 80'000, 0, 1};
  auto const one = simulate(m, std::vector{far, border}, {.draws = 2000});
  auto const same = simulate(m, std::vector{far, border, far}, {.draws = 2000});
  EXPECT_GT(one.shut, 100U);
  EXPECT_EQ(one.shut, same.shut);
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
