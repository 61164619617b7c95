#include "karwan/plan/text.h"

#include <gtest/gtest.h>

#include <sstream>

#include "karwan/plan/layout.h"
#include "sample.h"

namespace karwan::plan {
namespace {

TEST(layout, measures_what_a_terminal_shows) {
  EXPECT_EQ(karwan::columns_of("Almaty"), 6U);
  EXPECT_EQ(karwan::columns_of("Алматы"), 6U);
  EXPECT_EQ(karwan::columns_of("کراچی"), 5U);
  EXPECT_EQ(karwan::columns_of("霍尔果斯"), 8U);
  EXPECT_EQ(karwan::columns_of("e\u0301"), 1U);
}

TEST(layout, pads_and_cuts_to_columns) {
  EXPECT_EQ(left_in("Алматы", 8), "Алматы  ");
  EXPECT_EQ(right_in("12", 4), "  12");
  EXPECT_EQ(left_in("Караганда", 5), "Кара…");
  EXPECT_EQ(right_in("Караганда", 9), "Караганда");
}

TEST(layout, wraps_at_spaces_under_the_first_line) {
  EXPECT_EQ(wrapped("one two three four", 12, 3), "one two\n   three\n   four");
  EXPECT_EQ(wrapped("unbreakable-long-word x", 10, 2), "unbreakable-long-word\n  x");
  EXPECT_EQ(wrapped("", 10, 2), "");
}

TEST(layout, says_amounts_in_units_that_read_well) {
  EXPECT_EQ(in_days(40 * 60), "40 min");
  EXPECT_EQ(in_days(5 * 3600), "5.0 h");
  EXPECT_EQ(in_days(34 * 3600), "34 h");
  EXPECT_EQ(in_days(80 * 3600), "3.3 d");
  EXPECT_EQ(in_usd(bounded<std::int64_t>{50'000'000, 97'200'000, 120'000'000}),
            "$972 k (500–1,200)");
  EXPECT_EQ(in_usd(125'000'000), "$1.25 m");
  EXPECT_EQ(in_days(bounded<std::int64_t>{8 * 86400, 11 * 86400 + 43200, 16 * 86400}),
            "11.5 d (8.0–16.0)");
  EXPECT_EQ(in_usd(132'049), "$1,320");
  EXPECT_EQ(in_usd(420), "$4.20");
  EXPECT_EQ(grouped(-1234567), "-1,234,567");
  EXPECT_EQ(in_share(0.005), "<1 %");
  EXPECT_EQ(in_share(0), "0 %");
}

TEST(to_text, keeps_to_its_columns_and_tells_the_labelled_journeys_border_by_border) {
  auto const text = to_text(sample(), {});
  std::istringstream lines{text};
  for (std::string line; std::getline(lines, line);) {
    EXPECT_LE(karwan::columns_of(line), kColumns) << line;
  }
  for (auto const part :
       {"Multan → Almaty", "fastest · fewest borders", "Khunjerab", "Torkham", "border clashes",
        "since 2025-10-11", "Waits 30 h", "A Newspaper", "karwan record show"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part;
  }
  EXPECT_NE(text.find("border  Khunjerab  "), std::string::npos) << text;
  EXPECT_NE(text.find("(1)"), std::string::npos) << "a warning of the first journey only";
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_EQ(text.back(), '\n');
}

TEST(to_text, colours_only_where_asked) {
  EXPECT_NE(to_text(sample(), {.colour = true}).find("\x1b[1m"), std::string::npos);
}

TEST(to_text, says_plainly_that_there_is_no_way) {
  auto a = sample();
  a.journeys.clear();
  a.no_route = a.closures;
  auto const text = to_text(a, {});
  EXPECT_NE(text.find("No way leads there"), std::string::npos);
  EXPECT_NE(text.find("Torkham: border clashes, since 2025-10-11"), std::string::npos) << text;
}

}  // namespace
}  // namespace karwan::plan
