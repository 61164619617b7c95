#include "plan/least_sets.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace karwan::plan {
namespace {

using sets = std::vector<std::vector<std::size_t>>;

// Monotone: open where all of any one of the masks is there.
struct any_of {
  std::vector<unsigned> masks;
  bool operator()(flags const& f) const {
    auto bits = 0U;
    for (std::size_t i = 0; i < f.size(); ++i) {
      bits |= f[i] ? 1U << i : 0U;
    }
    return std::ranges::any_of(masks, [&](auto m) { return (bits & m) == m; });
  }
};

sets by_hand(std::size_t things, any_of const& opens) {
  sets out;
  for (auto m = 0U; m < 1U << things; ++m) {
    flags f(things);
    std::vector<std::size_t> s;
    for (std::size_t i = 0; i < things; ++i) {
      f[i] = (m >> i & 1U) != 0;
      if (f[i]) {
        s.push_back(i);
      }
    }
    if (opens(f)) {
      if (!out.empty() && s.size() < out.front().size()) {
        out.clear();
      }
      if (out.empty() || s.size() == out.front().size()) {
        out.push_back(s);
      }
    }
  }
  std::ranges::sort(out);
  return out;
}

TEST(least_sets, nothing_helps) {
  EXPECT_EQ(least_sets(
                3, [](flags const&) { return false; }, 8),
            sets{});
}

TEST(least_sets, nothing_is_needed) {
  EXPECT_EQ(least_sets(
                3, [](flags const&) { return true; }, 8),
            sets{{}});
}

TEST(least_sets, are_all_and_smallest) {
  std::mt19937 random{7};
  for (int round = 0; round < 2000; ++round) {
    auto const things = 1 + random() % 9;
    any_of opens;
    for (auto i = random() % 6; i > 0; --i) {
      opens.masks.push_back(static_cast<unsigned>(random() % (1U << things)));
    }
    auto const expected = by_hand(things, opens);
    EXPECT_EQ(least_sets(things, std::cref(opens), 1000), expected) << "round " << round;
    auto const one = least_sets(things, std::cref(opens), 1);
    ASSERT_EQ(one.size(), std::min<std::size_t>(1, expected.size())) << "round " << round;
    if (!one.empty()) {
      EXPECT_EQ(one.front().size(), expected.front().size()) << "round " << round;
    }
  }
}

}  // namespace
}  // namespace karwan::plan
