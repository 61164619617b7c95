#include "karwan/relations/words.h"

#include <gtest/gtest.h>

namespace karwan::relations {
namespace {

std::string date(char const* text) {
  return date_words(value_or_throw(parse_date_span(text)));
}
std::string when(char const* text) {
  return when_words(value_or_throw(parse_date_span(text)));
}

TEST(words, tell_dates_as_exactly_as_they_are_known) {
  EXPECT_EQ(date("2026-02-04"), "4 February 2026");
  EXPECT_EQ(date("2025-05"), "May 2025");
  EXPECT_EQ(date("2022-Q2"), "the second quarter of 2022");
  EXPECT_EQ(date("2023"), "2023");
  EXPECT_EQ(date("2022-04-01/2022-06-30"), "April to June 2022");
  EXPECT_EQ(date("2025-05-01/2025-05-31"), "May 2025");
  EXPECT_EQ(date("2026/2028"), "2026 to 2028");
  EXPECT_EQ(date("2023-09-13/2023-12-31"), "13 September to 31 December 2023");
  EXPECT_EQ(date("~2022"), "about 2022");
  EXPECT_EQ(date("../2024-05-31"), "by 31 May 2024");
  EXPECT_EQ(date("2021-06/.."), "since 1 June 2021");
  EXPECT_EQ(date("2025-09-08/2025-09-09"), "8 to 9 September 2025");
  EXPECT_EQ(date("2023-12-30/2024-01-02"), "30 December 2023 to 2 January 2024");
  EXPECT_EQ(when("2026-04-22/2026-04-24"), "between 22 and 24 April 2026");
  EXPECT_EQ(when("2022-03/2022-12"), "between March and December 2022");
  EXPECT_EQ(when("2026-02-04"), "on 4 February 2026");
  EXPECT_EQ(when("2025-05"), "in May 2025");
  EXPECT_EQ(when("2026/2028"), "between 2026 and 2028");
  EXPECT_EQ(when("~2022"), "about 2022");
}

TEST(words, tell_numbers_exactly) {
  EXPECT_EQ(number_words(1'082'000'000), "1.082 billion");
  EXPECT_EQ(number_words(53'700'000), "53.7 million");
  EXPECT_EQ(number_words(125'000), "125,000");
  EXPECT_EQ(number_words(999), "999");
  EXPECT_EQ(number_words(-1234.5), "-1,234.5");
  EXPECT_EQ(number_words(0.55), "0.55");
}

TEST(words, tell_how_long_in_the_unit_that_fits) {
  EXPECT_EQ(days_words(0.083), "2 hours");
  EXPECT_EQ(days_words(1.0 / 24), "1 hour");
  EXPECT_EQ(days_words(0.01), "14 minutes");
  EXPECT_EQ(days_words(1), "1 day");
  EXPECT_EQ(days_words(1, 14), "1 to 14 days");
  EXPECT_EQ(days_words(4, 7), "4 to 7 days");
  EXPECT_EQ(days_words(0.5, 3), "12 hours to 3 days");
  EXPECT_EQ(days_words(30, 30), "30 days");
}

TEST(words, join_lists_and_say_how_many_are_left_out) {
  EXPECT_EQ(list_words({}, 3), "");
  EXPECT_EQ(list_words({"A"}, 3), "A");
  EXPECT_EQ(list_words({"A", "B", "C"}, 3), "A, B and C");
  EXPECT_EQ(list_words({"A", "B", "C", "D"}, 3), "A, B, C and D");
  EXPECT_EQ(list_words({"A", "B", "C", "D", "E"}, 3), "A, B, C and 2 more");
}

}  // namespace
}  // namespace karwan::relations
