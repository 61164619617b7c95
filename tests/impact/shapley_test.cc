#include "impact/shapley.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace karwan::impact {
namespace {

std::vector<double> days_of(std::vector<double> const& of_subset) {
  std::vector<totals> all;
  for (auto const d : of_subset) {
    all.push_back({.days = d});
  }
  std::vector<double> out;
  for (auto const& t : shapley(all)) {
    out.push_back(t.days);
  }
  return out;
}

TEST(Shapley, HalvesWhatTwoDoOnlyTogether) {
  EXPECT_EQ(days_of({0, 0, 0, -10}), (std::vector<double>{-5, -5}));
}

TEST(Shapley, GivesEachItsOwnWhereNothingIsShared) {
  EXPECT_EQ(days_of({0, 1, 2, 3}), (std::vector<double>{1, 2}));
}

// One left glove and two right ones: a pair is worth 1. The values of the textbook are 4/6, 1/6,
// 1/6.
TEST(Shapley, SolvesTheGloveGame) {
  auto const has = days_of({0, 0, 0, 1, 0, 1, 0, 1});
  EXPECT_NEAR(has[0], 4.0 / 6, 1e-12);
  EXPECT_NEAR(has[1], 1.0 / 6, 1e-12);
  EXPECT_NEAR(has[2], 1.0 / 6, 1e-12);
}

// Against its other definition: the mean of what a member adds over every order.
TEST(Shapley, IsTheMeanOverAllOrdersAndSumsToTheWhole) {
  std::mt19937 luck{7};
  std::uniform_real_distribution<double> any{-100, 100};
  constexpr std::size_t kMembers = 4;
  std::vector<double> of_subset(1U << kMembers);
  for (std::size_t set = 1; set < of_subset.size(); ++set) {
    of_subset[set] = any(luck);
  }
  std::vector<std::size_t> order{0, 1, 2, 3};
  std::vector<double> sums(kMembers);
  int orders = 0;
  do {
    std::size_t set = 0;
    for (auto const i : order) {
      sums[i] += of_subset[set | std::size_t{1} << i] - of_subset[set];
      set |= std::size_t{1} << i;
    }
    ++orders;
  } while (std::ranges::next_permutation(order).found);
  auto const has = days_of(of_subset);
  double whole = 0;
  for (std::size_t i = 0; i < kMembers; ++i) {
    EXPECT_NEAR(has[i], sums[i] / orders, 1e-9);
    whole += has[i];
  }
  EXPECT_NEAR(whole, of_subset.back(), 1e-9);
}

}  // namespace
}  // namespace karwan::impact
