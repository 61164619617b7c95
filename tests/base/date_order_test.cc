#include "karwan/base/date_order.h"

#include <algorithm>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace karwan {
namespace {

using std::chrono::days;

date_span span(char const* text) {
  return parse_date_span(text).value();
}

// Days as small numbers. Open sides reach past the window on which the others lie, so that what
// holds in it holds beyond.
constexpr int kFirst = -12, kEnd = 24;

std::vector<int> days_of(date_span const& s) {
  std::vector<int> out;
  for (int d = kFirst; d < kEnd; ++d) {
    if (s.contains(day{days{d}})) {
      out.push_back(d);
    }
  }
  return out;
}

// Tries every choice of a day.
template <typename Holds>
certainty by_trying(date_span const& a, date_span const& b, Holds holds) {
  auto some = false, every = true;
  for (auto const x : days_of(a)) {
    for (auto const y : days_of(b)) {
      (holds(x, y) ? some : every) = holds(x, y);
    }
  }
  return every ? certainty::yes : some ? certainty::maybe : certainty::no;
}

// A day against a whole period.
template <typename Holds>
certainty by_trying_days(date_span const& a, Holds holds) {
  auto some = false, every = true;
  for (auto const x : days_of(a)) {
    (holds(x) ? some : every) = holds(x);
  }
  return every ? certainty::yes : some ? certainty::maybe : certainty::no;
}

struct pairs {
  std::mt19937 random{20261123};
  date_span next() {
    std::uniform_int_distribution<int> first{0, 10}, length{1, 6}, side{0, 7};
    auto const from = first(random);
    date_span out{day{days{from}}, day{days{from + length(random)}}};
    auto const open = side(random);
    if (open == 0) {
      out.first = day::min();
    } else if (open == 1) {
      out.end = day::max();
    }
    return out;
  }
};

TEST(date_order, agrees_with_trying_every_day) {
  pairs p;
  for (int i = 0; i < 20000; ++i) {
    auto const a = p.next(), b = p.next();
    ASSERT_EQ(is_before(a, b), by_trying(a, b, [](int x, int y) { return x < y; }));
    ASSERT_EQ(is_same_day(a, b), by_trying(a, b, [](int x, int y) { return x == y; }));
    auto const all = days_of(b);
    ASSERT_EQ(is_within(a, b),
              by_trying_days(a, [&](int x) { return std::ranges::find(all, x) != all.end(); }));
    ASSERT_EQ(is_by_end_of(a, b), by_trying_days(a, [&](int x) { return x <= all.back(); }));
    auto const both = common_days(a, b);
    for (int d = kFirst; d < kEnd; ++d) {
      auto const x = day{days{d}};
      ASSERT_EQ(both.contains(x), a.contains(x) && b.contains(x));
    }
    ASSERT_EQ(both.first < both.end, a.overlaps(b));
  }
}

TEST(date_order, obeys_the_laws_of_an_order) {
  pairs p;
  for (int i = 0; i < 20000; ++i) {
    auto const a = p.next(), b = p.next(), c = p.next();
    // What is surely before is surely not after, nor the same day.
    if (is_before(a, b) == certainty::yes) {
      ASSERT_EQ(is_before(b, a), certainty::no);
      ASSERT_EQ(is_same_day(a, b), certainty::no);
      ASSERT_EQ(is_by_end_of(a, b), certainty::yes);
    }
    if (is_before(a, b) == certainty::yes && is_before(b, c) == certainty::yes) {
      ASSERT_EQ(is_before(a, c), certainty::yes);
    }
    // Before, after or the same day: one of the three can be.
    ASSERT_TRUE(is_before(a, b) != certainty::no || is_before(b, a) != certainty::no ||
                is_same_day(a, b) != certainty::no);
    // A narrower span never makes sure knowledge less sure.
    auto const narrow = common_days(a, c);
    if (narrow.first < narrow.end && is_before(a, b) != certainty::maybe) {
      ASSERT_EQ(is_before(narrow, b), is_before(a, b));
    }
    if (is_within(a, b) == certainty::yes) {
      ASSERT_EQ(is_by_end_of(a, b), certainty::yes);
    }
  }
}

TEST(date_order, of_dates_as_sources_write_them) {
  EXPECT_EQ(is_before(span("2023"), span("2024")), certainty::yes);
  EXPECT_EQ(is_before(span("2023"), span("2023-12")), certainty::maybe);
  EXPECT_EQ(is_before(span("2023-12-31"), span("2023")), certainty::no);
  EXPECT_EQ(is_before(span("2024-01-01"), span("2023")), certainty::no);
  // Signed in 2023, due by the end of the year; signed in 2023, due by the end of June.
  EXPECT_EQ(is_by_end_of(span("2023"), span("../2023-12-31")), certainty::yes);
  EXPECT_EQ(is_by_end_of(span("2023"), span("../2023-06")), certainty::maybe);
  EXPECT_EQ(is_by_end_of(span("2024"), span("../2023-12-31")), certainty::no);
  EXPECT_EQ(is_within(span("2025-02"), span("2025-Q1")), certainty::yes);
  EXPECT_EQ(is_within(span("2025-Q1"), span("2025-02")), certainty::maybe);
  EXPECT_EQ(is_within(span("2024/"), span("2025")), certainty::maybe);
  EXPECT_EQ(is_same_day(span("2025-06-16"), span("2025-06-16")), certainty::yes);
  EXPECT_EQ(is_same_day(span("2025-06"), span("2025-06")), certainty::maybe);
  // A fiscal year from July lies in two calendar years.
  EXPECT_EQ(is_within(span("2024-07-01/2025-06-30"), span("2025")), certainty::maybe);
}

TEST(date_order, takes_open_sides_for_endless) {
  EXPECT_EQ(is_before(span("../2023"), span("2024/..")), certainty::yes);
  EXPECT_EQ(is_before(span("2024/.."), span("2024/..")), certainty::maybe);
  EXPECT_EQ(is_before(date_span{}, date_span{}), certainty::maybe);
  EXPECT_EQ(is_within(date_span{}, date_span{}), certainty::yes);
  EXPECT_EQ(is_by_end_of(span("2030/.."), date_span{}), certainty::yes);
}

}  // namespace
}  // namespace karwan
