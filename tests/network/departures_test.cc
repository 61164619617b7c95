#include <fmt/core.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>

#include "hand_made.h"

// Waiting for what leaves by itself: by a timetable, a frequency, or nobody knows when.
namespace karwan::network::testing {
namespace {

//  p (UTC+5) ~~ q (UTC+8) by sea
hand_made sea_line_with(std::string_view rows) {
  auto r = hand_made{R"(
countries c-x xx iso2=XX utc_offset_min=300
countries c-y yy iso2=YY utc_offset_min=480
places p-p p country=xx kind=seaport
places p-q q country=yy kind=seaport
links  l-1 sea-pq from=p to=q mode=sea length_km=100
)"};
  r += kAssumptions;
  r += rows;
  return r;
}

std::string const kService =
    "services s-1 line from=p to=q mode=sea carries=freight status=running ";

double waits(built const& b, arc_ix a) {
  auto const* board = b.m.boarding_of(a);
  return board == nullptr ? 0 : static_cast<double>(board->wait.amount.best) / kHour;
}

// 2025-06-16 is a Monday.
TEST(departures, of_which_only_the_frequency_is_known_are_awaited_half_of_what_lies_between) {
  auto const b = build(sea_line_with(kService + "frequency_week=2"), at("2025-06-16"));
  auto const on = b.link("sea-pq"), back = b.link("sea-pq", true);
  EXPECT_EQ(waits(b, on), 42);
  EXPECT_EQ(b.m.boarding_of(on)->wait.amount.low, 0);
  EXPECT_EQ(b.m.boarding_of(on)->wait.amount.high, 84 * kHour);
  EXPECT_EQ(b.m.boarding_of(on)->service, "line");
  EXPECT_EQ(b.m.duration_s[*on], b.m.time[on].amount.best + 42 * kHour);
  EXPECT_EQ(waits(b, back), 0) << "nobody says what leaves the other way: who changes waits";
}

TEST(departures, of_several_services_add_up_and_of_one_service_the_better_row_counts) {
  auto const b =
      build(sea_line_with(kService + "frequency_week=2\n"
                                     "services s-2 line from=p to=q mode=sea carries=freight "
                                     "status=running frequency_week=7 @grade=measured\n"
                                     "services s-3 other from=p to=q mode=sea carries=both "
                                     "status=running frequency_week=1"),
            at("2025-06-16"));
  EXPECT_EQ(waits(b, b.link("sea-pq")), 168.0 / 8 / 2);
  EXPECT_EQ(b.m.boarding_of(b.link("sea-pq"))->service, "");
}

TEST(departures, of_ships_that_carry_no_freight_or_do_not_sail_are_not_waited_for) {
  for (auto const* other : {"carries=passengers status=running", "carries=freight status=unknown",
                            "carries=freight status=suspended"}) {
    auto const b = build(sea_line_with("services s-1 line from=p to=q mode=sea frequency_week=2 " +
                                       std::string{other}),
                         at("2025-06-16"));
    EXPECT_EQ(waits(b, b.link("sea-pq")), 0) << other;
  }
}

//  r ~~ p ~~ q: what leaves p for r is not known, for q it is
TEST(departures, are_waited_for_by_link_where_any_is_known_and_else_after_the_change) {
  auto const rows = kService +
                    "frequency_week=2\n"
                    "places p-r r country=yy kind=seaport\n"
                    "places p-c c country=xx kind=city\n"
                    "links  l-2 sea-pr from=p to=r mode=sea length_km=100\n"
                    "links  l-3 road-cp from=c to=p mode=road country=xx length_km=10\n"
                    "links  l-4 sea-rq from=r to=q mode=sea length_km=100";
  auto const b = build(sea_line_with(rows), at("2025-06-16"));
  EXPECT_EQ(waits(b, b.link("sea-pq")), 42);
  EXPECT_EQ(waits(b, b.link("sea-pr")), 84) << "assumed";
  EXPECT_EQ(waits(b, b.transfer("p", mode::road, mode::sea)), 0);
  EXPECT_EQ(waits(b, b.link("sea-rq")), 0);
  EXPECT_EQ(waits(b, b.transfer("r", mode::sea, mode::sea)), 84);
  EXPECT_EQ(b.m.boarding_of(b.transfer("r", mode::sea, mode::sea))->wait.worst,
            record::grade::assumed);
}

TEST(departures, by_a_timetable_are_met_to_the_second) {
  auto const b =
      build(sea_line_with(kService + "weekdays=wed;sat departs=15:00"), at("2025-06-16"));
  auto const a = b.link("sea-pq");
  EXPECT_EQ(b.m.boarding_of(a), nullptr);
  EXPECT_TRUE(b.m.leaves_by_timetable(a));
  auto const w = b.windows(a);
  auto const wednesday = 2 * kDay + 10 * kHour;  // 15:00 at UTC+5
  ASSERT_GE(w.size(), 2U);
  EXPECT_EQ(w[0], (interval<std::int64_t>{wednesday, wednesday + 1})) << "a second late is late";
  EXPECT_EQ(w[1].from, wednesday + 3 * kDay);
}

TEST(departures, without_an_hour_take_along_who_is_there_that_day) {
  auto const b = build(sea_line_with(kService + "weekdays=wed"), at("2025-06-16"));
  auto const w = b.windows(b.link("sea-pq"));
  ASSERT_GE(w.size(), 1U);
  EXPECT_EQ(w[0].from, 2 * kDay - 5 * kHour);
  EXPECT_EQ(w[0].to, 3 * kDay - 5 * kHour);
}

TEST(departures, follow_the_timetable_that_holds_when_they_are_awaited) {
  auto const b =
      build(sea_line_with(kService + "weekdays=wed departs=00:00 @valid=../2025-06-22\n"
                                     "services s-2 line from=p to=q mode=sea carries=freight "
                                     "status=running weekdays=fri departs=00:00 "
                                     "@valid=2025-06-23/2025-06-29"),
            at("2025-06-16"));
  auto const w = b.windows(b.link("sea-pq"));
  ASSERT_EQ(w.size(), 2U) << "nothing is known to leave later";
  EXPECT_EQ(w[0].from, 2 * kDay - 5 * kHour);
  EXPECT_EQ(w[1].from, 11 * kDay - 5 * kHour);
}

// The next departure of a random timetable, told minute by minute.
TEST(departures, are_the_next_that_a_calendar_shows) {
  constexpr std::array<char const*, 7> kNames{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  auto random = std::mt19937{11};
  auto const upto = [&](int n) { return std::uniform_int_distribution<int>{0, n}(random); };
  for (auto round = 0; round < 200; ++round) {
    struct line {
      int days{0}, minute{0};
    };
    auto lines = std::vector<line>{};
    auto rows = std::string{};
    auto const services = 1 + upto(2);
    for (auto i = 0; i < services; ++i) {
      auto const l = line{1 + upto(126), upto(1439)};
      auto days = std::string{};
      for (auto d = 0; d < 7; ++d) {
        if ((l.days >> d & 1) != 0) {
          days += (days.empty() ? "" : ";") + std::string{kNames[static_cast<std::size_t>(d)]};
        }
      }
      rows += fmt::format(
          "services s-{} line{} from=p to=q mode=sea carries=freight status=running weekdays={} "
          "departs={:02}:{:02}\n",
          i, i, days, l.minute / 60, l.minute % 60);
      lines.push_back(l);
    }
    auto const b = build(sea_line_with(rows), at("2025-06-16"));
    auto const windows = b.windows(b.link("sea-pq"));
    for (auto n = 0; n < 20; ++n) {
      auto const t = std::int64_t{upto(30 * 24 * 3600)};
      auto minute = (t + 59) / 60;  // the first not before t
      auto const leaves = [&] {
        auto const local = minute + 5 * 60;
        return std::ranges::any_of(lines, [&](line const& l) {
          return local % 1440 == l.minute && (l.days >> (local / 1440 % 7) & 1) != 0;
        });
      };
      while (!leaves()) {
        ++minute;
      }
      auto const next = std::ranges::find_if(windows, [&](auto const& w) { return w.to > t; });
      ASSERT_EQ(std::max(next->from, t), minute * 60) << rows << " from second " << t;
    }
  }
}

TEST(entry, rests_on_the_timetable_that_is_met) {
  auto const r =
      sea_line_with(kService +
                    "weekdays=wed\n"
                    "services s-2 other from=p to=q mode=sea carries=freight status=running "
                    "weekdays=thu");
  auto const b = build(r, at("2025-06-16"));
  auto const ids = r.ids_of(b.m.statements_of_entry(b.link("sea-pq"), 0));
  EXPECT_TRUE(ids.contains("s-1.weekdays"));
  EXPECT_FALSE(ids.contains("s-2.weekdays"));
}

}  // namespace
}  // namespace karwan::network::testing
