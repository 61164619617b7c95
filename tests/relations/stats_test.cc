#include "karwan/relations/commitment_stats.h"

#include <random>

#include <gtest/gtest.h>

namespace karwan::relations {
namespace {

// 3 of 11 and 0 of 10 worked by hand from the equation; 0 of n gives z²/(n + z²) above.
// "wilson").
TEST(wilson, agrees_with_published_intervals) {
  auto const few = wilson(3, 11);
  EXPECT_NEAR(*few.value, 0.2727, 5e-5);
  EXPECT_NEAR(*few.low, 0.0975, 5e-4);
  EXPECT_NEAR(*few.high, 0.5656, 5e-4);
  auto const none = wilson(0, 10);
  EXPECT_EQ(*none.low, 0);
  EXPECT_NEAR(*none.high, 0.2775, 5e-4);
  EXPECT_FALSE(wilson(0, 0).value);
}

// Twice the chance of at most one head in ten throws is 22/1024: for ten values the second and
// ninth cover with 97.9 %.
TEST(median, takes_order_statistics) {
  auto const m = median_with_interval({10, 9, 8, 7, 6, 5, 4, 3, 2, 1});
  EXPECT_EQ(m.value, 5.5);
  EXPECT_EQ(m.low, 2);
  EXPECT_EQ(m.high, 9);
  EXPECT_NEAR(*m.coverage, 0.9785, 5e-5);
}

TEST(median, has_no_interval_below_six_values) {
  EXPECT_FALSE(median_with_interval({1, 2, 3, 4, 5}).low);
  auto const six = median_with_interval({6, 1, 2, 3, 4, 5});
  EXPECT_EQ(six.low, 1);
  EXPECT_EQ(six.high, 6);
  EXPECT_NEAR(*six.coverage, 0.96875, 1e-9);
  EXPECT_FALSE(median_with_interval({}).value);
}

TEST(median, is_covered_as_often_as_it_says) {
  std::mt19937_64 random{7};
  std::exponential_distribution<double> draw{1};
  auto const truth = std::log(2.0);
  for (std::size_t const n : {6U, 9U, 15U, 40U}) {
    auto inside = 0, claimed = 0;
    auto coverage = 0.0;
    for (auto i = 0; i < 4000; ++i) {
      std::vector<double> values(n);
      for (auto& v : values) {
        v = draw(random);
      }
      auto const m = median_with_interval(values);
      inside += *m.low <= truth && truth <= *m.high ? 1 : 0;
      coverage = *m.coverage;
      ++claimed;
    }
    EXPECT_GE(coverage, 0.95);
    EXPECT_NEAR(static_cast<double>(inside) / claimed, coverage, 0.015) << n;
  }
}

}  // namespace
}  // namespace karwan::relations
