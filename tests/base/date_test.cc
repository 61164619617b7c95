#include "karwan/base/date.h"

#include <random>

#include <gtest/gtest.h>

namespace karwan {
namespace {

day on(int y, unsigned m, unsigned d) {
  return std::chrono::sys_days{std::chrono::year{y} / std::chrono::month{m} / std::chrono::day{d}};
}

TEST(date_span, reads_every_precision) {
  auto const whole_day = parse_date_span("2025-06-16").value();
  EXPECT_EQ(whole_day.first, on(2025, 6, 16));
  EXPECT_EQ(whole_day.end, on(2025, 6, 17));
  auto const month = parse_date_span("2024-02").value();
  EXPECT_EQ(month.last(), on(2024, 2, 29));
  EXPECT_EQ(month.precision, date_precision::month);
  auto const quarter = parse_date_span("2025-Q4").value();
  EXPECT_EQ(quarter.first, on(2025, 10, 1));
  EXPECT_EQ(quarter.end, on(2026, 1, 1));
  auto const about = parse_date_span("~2025").value();
  EXPECT_TRUE(about.approximate);
  EXPECT_EQ(about.end, on(2026, 1, 1));
}

TEST(date_span, reads_intervals_with_open_sides) {
  auto const both = parse_date_span("2022/2025-Q2").value();
  EXPECT_EQ(both.first, on(2022, 1, 1));
  EXPECT_EQ(both.end, on(2025, 7, 1));
  EXPECT_EQ(parse_date_span("../2025").value().first, day::min());
  EXPECT_EQ(parse_date_span("2025/").value().end, day::max());
  EXPECT_EQ(parse_date_span("2025/..").value(), parse_date_span("2025/").value());
  EXPECT_TRUE(parse_date_span("2024/~2025").value().approximate);
}

TEST(date_span, refuses_what_is_not_a_date) {
  for (auto const* text : {"",           "~",
                           "..",         "2025-02-29",
                           "2100-02-29", "2025-13",
                           "2025-00",    "2025-Q5",
                           "2025-Q0",    "25",
                           "2025-6-16",  "2025-06-16T00:00",
                           "2025/2024",  "2025-06-16/2025-06-15",
                           "FY2025",     "0999",
                           "3000",       "2025-26",
                           "2025-",      "2025/2026/2027",
                           " 2025",      "2025 ",
                           "+025",       "-025",
                           "20 5",       "2025-+1",
                           "2025-06--1", "\xff\xfe",
                           "2025-06-1a"}) {
    EXPECT_FALSE(parse_date_span(text)) << text;
  }
  EXPECT_NE(parse_date_span("junk").error().sentence().find("\"junk\" is not a date"),
            std::string::npos);
}

TEST(date_span, knows_leap_days) {
  EXPECT_TRUE(parse_day("2024-02-29"));
  EXPECT_TRUE(parse_day("2000-02-29"));
  EXPECT_FALSE(parse_day("1900-02-29"));
  EXPECT_FALSE(parse_day("2024-02"));
}

TEST(date_span, before_and_overlaps_are_half_open) {
  auto const june = parse_date_span("2025-06").value();
  auto const july = parse_date_span("2025-07").value();
  EXPECT_TRUE(june.before(july));
  EXPECT_FALSE(june.overlaps(july));
  EXPECT_TRUE(june.overlaps(parse_date_span("2025-06-30").value()));
  EXPECT_TRUE(date_span{}.contains(on(1, 1, 1)));
}

TEST(date_span, reads_back_what_it_writes) {
  std::mt19937 random{7};
  auto const number = [&](int low, int high) {
    return std::uniform_int_distribution{low, high}(random);
  };
  auto const side = [&]() -> std::string {
    auto const y = number(1000, 2999);
    switch (number(0, 4)) {
      case 0:
        return std::to_string(y);
      case 1:
        return std::to_string(y) + "-Q" + std::to_string(number(1, 4));
      case 2:
        return to_string(day{std::chrono::days{number(-350000, 370000)}}).substr(0, 7);
      case 3:
        return "..";
      default:
        return to_string(day{std::chrono::days{number(-350000, 370000)}});
    }
  };
  for (int i = 0; i < 20000; ++i) {
    auto text = number(0, 3) == 0 ? side() + "/" + side() : side();
    if (number(0, 4) == 0) {
      text.insert(0, "~");
    }
    auto const once = parse_date_span(text);
    if (once) {
      auto const written = to_string(*once);
      auto const again = parse_date_span(written);
      ASSERT_TRUE(again) << text << " -> " << written;
      ASSERT_EQ(*once, *again) << text << " -> " << written;
      ASSERT_LT(once->first, once->end);
    }
  }
}

TEST(date_span, is_endless_where_a_side_is_open) {
  EXPECT_EQ(value_or_throw(parse_date_span("2024-02")).length(), std::chrono::days{29});
  for (auto const* open : {"2024-02-08/", "/2024-02-08"}) {
    EXPECT_EQ(value_or_throw(parse_date_span(open)).length(), std::chrono::days::max()) << open;
  }
}

TEST(date_span, survives_any_bytes) {
  std::mt19937 random{11};
  std::uniform_int_distribution<std::size_t> length{0, 24};
  std::string const likely = "0123456789-/~.QTZ:";
  for (int i = 0; i < 50000; ++i) {
    std::string text(length(random), ' ');
    for (auto& c : text) {
      c = random() % 8 == 0 ? static_cast<char>(random() % 256) : likely[random() % likely.size()];
    }
    (void)parse_date_span(text);
    (void)parse_day(text);
    (void)parse_instant(text);
  }
}

TEST(instant, reads_and_writes_utc) {
  auto const t = parse_instant("2025-06-16T08:30:05Z").value();
  EXPECT_EQ(to_string(t), "2025-06-16T08:30:05Z");
  EXPECT_EQ(parse_instant("2025-06-16T08:30").value() + std::chrono::seconds{5}, t);
  EXPECT_EQ(to_string(parse_instant("2025-06-16").value()), "2025-06-16T00:00:00Z");
  for (auto const* text : {"", "2025-06-16T", "2025-06-16T24:00", "2025-06-16T08:60", "2025",
                           "2025-06-16 08:30", "2025-06-16T08:30:61Z", "2025-06-16Z"}) {
    EXPECT_FALSE(parse_instant(text)) << text;
  }
}

TEST(weekday, starts_on_monday) {
  EXPECT_EQ(weekday_of(on(2025, 6, 16)), 0U);
  EXPECT_EQ(weekday_of(on(2025, 6, 22)), 6U);
}

}  // namespace
}  // namespace karwan
