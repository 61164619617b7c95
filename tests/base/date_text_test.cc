#include "karwan/base/date_text.h"

#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "karwan/base/date_order.h"

namespace karwan {
namespace {

using std::chrono::January;
using std::chrono::July;
using std::chrono::month_day;

constexpr month_day kFromJuly{July, std::chrono::day{1}};
constexpr month_day kFromJanuary{January, std::chrono::day{1}};

std::string read(std::string_view text, date_context const& context = {}) {
  auto const s = read_date(text, context);
  return s ? to_string(*s) : s.error().sentence();
}

std::string read_fiscal(std::string_view text, month_day start = kFromJuly) {
  return read(text, {.fiscal_year_start = start});
}

std::string read_on(std::string_view text, char const* on, leaning lean = leaning::past) {
  return read(text, {.reference = parse_day(on).value(), .lean = lean});
}

TEST(read_date, reads_what_packs_write) {
  for (auto const* text : {"2025-06-16", "2025-06", "2025-Q2", "2025", "~2025-06", "../2023-12-31",
                           "2021-01-01/..", "2022-07-01/2023-06-30"}) {
    EXPECT_EQ(read(text), text);
  }
}

TEST(read_date, reads_days_and_months_in_words) {
  for (auto const* text : {"16 June 2025", "June 16, 2025", "June 16th 2025", "16th of june 2025",
                           "on 16 Jun. 2025", "  on   16 JUNE,2025 "}) {
    EXPECT_EQ(read(text), "2025-06-16") << text;
  }
  for (auto const* text : {"May 2024", "in May 2024", "may of 2024", "during May, 2024"}) {
    EXPECT_EQ(read(text), "2024-05") << text;
  }
  EXPECT_EQ(read("3-5 February 2026"), "2026-02-03/2026-02-05");
  EXPECT_EQ(read("February 3\u20135, 2026"), "2026-02-03/2026-02-05");
  EXPECT_EQ(read("sept 2023"), "2023-09");
}

TEST(read_date, reads_quarters_and_halves) {
  for (auto const* text : {"Q2 2022", "2022 Q2", "2022-q2", "second quarter of 2022",
                           "the 2nd quarter 2022", "quarter 2 of 2022", "in Q2 of 2022"}) {
    EXPECT_EQ(read(text), "2022-Q2") << text;
  }
  for (auto const* text :
       {"H1 2025", "2025 H1", "2025-H1", "first half of 2025", "1st half 2025"}) {
    EXPECT_EQ(read(text), "2025-01-01/2025-06-30") << text;
  }
}

TEST(read_date, reads_bounds) {
  for (auto const* text :
       {"by end of 2023", "by the end of 2023", "by end-2023", "by 2023", "until 2023",
        "until the end of 2023", "up to 2023-12", "through 2023", "before 2024"}) {
    EXPECT_EQ(read(text), "../2023-12-31") << text;
  }
  EXPECT_EQ(read("by the end of May 2024"), "../2024-05-31");
  EXPECT_EQ(read("until 2024-03"), "../2024-03-31");
  EXPECT_EQ(read("since 2021"), "2021-01-01/..");
  EXPECT_EQ(read("from 2021-06"), "2021-06-01/..");
  EXPECT_EQ(read("after 2020"), "2021-01-01/..");
  EXPECT_EQ(read("before 16 June 2025"), "../2025-06-15");
  EXPECT_EQ(read("by early 2024"), "../~2024-04-30");
}

TEST(read_date, reads_ranges) {
  EXPECT_EQ(read("between March and May 2024"), "2024-03-01/2024-05-31");
  EXPECT_EQ(read("from 2021 to 2023"), "2021-01-01/2023-12-31");
  EXPECT_EQ(read("2021-2023"), "2021-01-01/2023-12-31");
  EXPECT_EQ(read("January to March 2025"), "2025-Q1");
  EXPECT_EQ(read("November - February 2025"), "2024-11-01/2025-02-28");
  EXPECT_EQ(read("28 April to 2 May 2025"), "2025-04-28/2025-05-02");
}

TEST(read_date, takes_parts_of_a_period_as_about) {
  EXPECT_EQ(read("early 2023"), "~2023-01-01/2023-04-30");
  EXPECT_EQ(read("mid-2023"), "~2023-05-01/2023-08-31");
  EXPECT_EQ(read("late 2023"), "~2023-09-01/2023-12-31");
  EXPECT_EQ(read("at the end of 2023"), "~2023-09-01/2023-12-31");
  EXPECT_EQ(read("the beginning of June 2024"), "~2024-06-01/2024-06-10");
  EXPECT_EQ(read("late February 2024"), "~2024-02-21/2024-02-29");
  EXPECT_EQ(read("mid Q1 2024"), "~2024-02");
  EXPECT_EQ(read("spring 2022"), "~2022-03-01/2022-05-31");
  EXPECT_EQ(read("fall of 2022"), "~2022-09-01/2022-11-30");
  EXPECT_EQ(read("winter 2022-23"), "~2022-12-01/2023-02-28");
  EXPECT_EQ(read("about 2021"), "~2021");
  EXPECT_EQ(read("circa May 2021"), "~2021-05");
}

// The three thirds are the whole, with no day in two of them.
TEST(read_date, thirds_make_up_the_whole) {
  for (std::string const whole : {"2023", "2024", "2024-Q1", "2024-02", "2023-02", "2025-12"}) {
    auto const all = read_date(whole).value();
    auto const early = read_date("early " + whole).value();
    auto const mid = read_date("mid " + whole).value();
    auto const late = read_date("late " + whole).value();
    EXPECT_EQ(early.first, all.first) << whole;
    EXPECT_EQ(early.end, mid.first) << whole;
    EXPECT_EQ(mid.end, late.first) << whole;
    EXPECT_EQ(late.end, all.end) << whole;
  }
}

TEST(read_date, reads_fiscal_years_where_the_country_is_known) {
  for (auto const* text : {"FY2025-26", "FY 2025-26", "FY2025/26", "2025/26", "fiscal year 2025-26",
                           "FY2026", "FY26", "fy 25-26", "financial year 2026"}) {
    EXPECT_EQ(read_fiscal(text), "2025-07-01/2026-06-30") << text;
  }
  EXPECT_EQ(read_fiscal("Q1 FY2023"), "2022-Q3");
  EXPECT_EQ(read_fiscal("first half of FY2025"), "2024-07-01/2024-12-31");
  EXPECT_EQ(read_fiscal("Jul-May FY2025"), "2024-07-01/2025-05-31");
  EXPECT_EQ(read_fiscal("Jan-Mar FY2025"), "2025-Q1");
  EXPECT_EQ(read_fiscal("by the end of FY2025"), "../2025-06-30");
  EXPECT_EQ(read_fiscal("1999/00"), "1999-07-01/2000-06-30");
  EXPECT_EQ(read_fiscal("FY2025", kFromJanuary), "2025");
  month_day const from_spring{std::chrono::March, std::chrono::day{21}};
  EXPECT_EQ(read_fiscal("FY2024-25", from_spring), "2024-03-21/2025-03-20");
  EXPECT_EQ(read_fiscal("Q1 FY2024-25", from_spring), "2024-03-21/2024-06-20");
}

TEST(read_date, says_why_a_fiscal_year_cannot_be_read) {
  EXPECT_NE(read("FY2025-26").find("Name the country"), std::string::npos);
  EXPECT_NE(read("2025/26").find("another day in every country"), std::string::npos);
  EXPECT_NE(read_fiscal("FY2025-27").find("in the year after"), std::string::npos);
  EXPECT_NE(read_fiscal("FY2025-26", kFromJanuary).find("calendar year"), std::string::npos);
  // An ISO interval of two years, and an ISO month, stay what they are.
  EXPECT_EQ(read_fiscal("2025/2026"), "2025-01-01/2026-12-31");
  EXPECT_EQ(read_fiscal("2010-11"), "2010-11");
  EXPECT_FALSE(read_date("2025-26", {.fiscal_year_start = kFromJuly}));
}

TEST(read_date, takes_the_nearest_on_the_side_that_is_asked_for) {
  EXPECT_EQ(read_on("in May", "2026-11-23"), "2026-05");
  EXPECT_EQ(read_on("in May", "2026-11-23", leaning::future), "2027-05");
  EXPECT_EQ(read_on("in May", "2026-05-20"), "2026-05");
  EXPECT_EQ(read_on("in May", "2026-05-20", leaning::future), "2026-05");
  EXPECT_EQ(read_on("in May", "2026-04-30"), "2025-05");
  EXPECT_EQ(read_on("by the end of May", "2026-06-01", leaning::future), "../2027-05-31");
  EXPECT_EQ(read_on("29 February", "2026-11-23"), "2024-02-29");
  EXPECT_EQ(read_on("29 February", "2026-11-23", leaning::future), "2028-02-29");
  EXPECT_EQ(read_on("Q1", "2026-02-01"), "2026-Q1");
  EXPECT_EQ(read_on("March to May", "2026-04-10"), "2025-03-01/2025-05-31");
  EXPECT_EQ(read_on("last year", "2026-11-23"), "2025");
  EXPECT_EQ(read_on("this quarter", "2026-11-23"), "2026-Q4");
  EXPECT_EQ(read_on("next quarter", "2026-11-23"), "2027-Q1");
  EXPECT_EQ(read_on("last month", "2026-01-23"), "2025-12");
  EXPECT_EQ(read_on("since yesterday", "2026-11-23"), "2026-11-22/..");
  EXPECT_NE(read("in May").find("Add the year"), std::string::npos);
  EXPECT_NE(read("last year").find("Write the date itself"), std::string::npos);
}

// For any month and day: the past one has begun, the future one has not ended, and no other such
// month lies between them and the day.
TEST(read_date, leans_as_documented_for_every_day) {
  std::mt19937 random{17};
  constexpr char const* kMonths[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};
  for (int i = 0; i < 2000; ++i) {
    auto const on = parse_day("2020-01-01").value() + std::chrono::days{random() % 4000};
    auto const* month = kMonths[random() % 12];
    auto const past = read_date(month, {.reference = on}).value();
    auto const future = read_date(month, {.reference = on, .lean = leaning::future}).value();
    ASSERT_LE(past.first, on);
    ASSERT_GT(future.end, on);
    ASSERT_LE(on - past.first, std::chrono::days{366});
    ASSERT_LE(future.end - on, std::chrono::days{397});
    ASSERT_TRUE(past == future || past.before(future));
  }
}

TEST(read_date, refuses_what_is_no_date) {
  for (auto const* text : {"",
                           " ",
                           "soon",
                           "the year",
                           "2025-13",
                           "31 February 2025",
                           "32 May 2025",
                           "May 2025 2026",
                           "Q5 2025",
                           "Q0 2025",
                           "H3 2025",
                           "third half of 2025",
                           "by",
                           "since",
                           "between 2025",
                           "2025 to",
                           "16/06/2025",
                           "early 16 June 2025",
                           "winter 2022",
                           "winter 2022-24",
                           "2024 to 2023",
                           "before 1000",
                           "after 2999",
                           "FY1000",
                           "2025/26/27",
                           "\xff\xfe",
                           "in",
                           "~",
                           "mid",
                           "Mayo 2024",
                           "May 99999",
                           "5 May 24"}) {
    EXPECT_FALSE(read_date(text, {.fiscal_year_start = kFromJuly})) << text;
  }
  EXPECT_NE(read("winter 2022").find("winter 2022-23"), std::string::npos);
  EXPECT_NE(read("junk").find("\"junk\" is not a date"), std::string::npos);
  EXPECT_FALSE(read_date(std::string(5000, '1')));
}

TEST(read_date, makes_dates_that_read_back_from_any_words) {
  std::vector<std::string> const kWords{"2023",
                                        "FY2025-26",
                                        "2025/26",
                                        "May",
                                        "16",
                                        "3-5",
                                        "june",
                                        "Q2",
                                        "H1",
                                        "second",
                                        "quarter",
                                        "half",
                                        "of",
                                        "the",
                                        "by",
                                        "end",
                                        "since",
                                        "until",
                                        "early",
                                        "mid-",
                                        "late",
                                        "spring",
                                        "winter 2022-23",
                                        "about",
                                        "~",
                                        "in",
                                        "to",
                                        "-",
                                        ",",
                                        "last",
                                        "year",
                                        "1000",
                                        "2999",
                                        "today",
                                        "between",
                                        "and",
                                        "2024-02-29",
                                        "../2023",
                                        "fy",
                                        "99"};
  std::mt19937 random{23};
  date_context const context{.reference = parse_day("2026-11-23").value(),
                             .fiscal_year_start = kFromJuly};
  int read_some = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (auto n = random() % 6; n > 0; --n) {
      text += kWords[random() % kWords.size()] + (random() % 4 == 0 ? "" : " ");
    }
    auto const s = read_date(text, context);
    if (s) {
      ++read_some;
      ASSERT_LT(s->first, s->end) << text;
      ASSERT_EQ(parse_date_span(to_string(*s)).value(), *s) << text << " -> " << to_string(*s);
    }
  }
  EXPECT_GT(read_some, 200);
}

TEST(fiscal_year_of, holds_the_day_and_one_year) {
  std::mt19937 random{29};
  for (int i = 0; i < 5000; ++i) {
    auto const d = parse_day("1990-01-01").value() + std::chrono::days{random() % 20000};
    month_day const start{std::chrono::month{static_cast<unsigned>(random() % 12 + 1)},
                          std::chrono::day{static_cast<unsigned>(random() % 28 + 1)}};
    auto const y = fiscal_year_of(d, start);
    ASSERT_TRUE(y.contains(d));
    ASSERT_EQ(fiscal_year_of(y.first, start), y);
    ASSERT_EQ(fiscal_year_of(y.last(), start), y);
    ASSERT_EQ(fiscal_year_of(y.end, start).first, y.end);
  }
  EXPECT_EQ(to_string(fiscal_year_of(parse_day("2026-03-01").value(), kFromJuly)),
            "2025-07-01/2026-06-30");
  EXPECT_EQ(to_string(fiscal_year_of(parse_day("2026-03-01").value(), kFromJanuary)), "2026");
}

}  // namespace
}  // namespace karwan
