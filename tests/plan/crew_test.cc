#include "plan/crew.h"

#include <gtest/gtest.h>

#include <random>

namespace karwan::plan {
namespace {

constexpr std::int64_t kHour = 3600, kMinute = 60;

crew_hours single() {
  return {.drive_before_break_s = 9 * kHour / 2,
          .break_s = 45 * kMinute,
          .drive_before_rest_s = 9 * kHour,
          .rest_s = 11 * kHour,
          .drive_a_week_s = 56 * kHour,
          .week_rest_s = 45 * kHour,
          .statements = {}};
}

// One arc after the other: hours at the wheel where above 0, else hours without driving.
struct line {
  network::metric metric;
  trace way;

  void add(std::int64_t wheel_s, std::int64_t idle_s) {
    auto const on = network::arc_ix{static_cast<std::uint32_t>(metric.duration_s.size())};
    auto const s = wheel_s + idle_s;
    metric.duration_s.push_back(s);
    metric.opens.push_back(route::kAlwaysOpen);
    metric.time.add({{s, s, s}, record::grade::official, 0});
    metric.wheel_s.add(wheel_s);
    way.steps.push_back({on, {}, {}, {}});
  }
  void drive(std::int64_t s) { add(s, 0); }
  void idle(std::int64_t s) { add(0, s); }
};

TEST(keep_hours, stops_for_breaks_and_rests_when_they_are_due) {
  line l;
  l.drive(20 * kHour);
  auto const kept = keep_hours(l.metric, l.way, single());
  ASSERT_TRUE(kept);
  // 4.5 h, break, 4.5 h, rest, 4.5 h, break, 4.5 h, rest, 2 h.
  EXPECT_EQ(kept->breaks, 2);
  EXPECT_EQ(kept->rests, 2);
  EXPECT_EQ(kept->took_s, 20 * kHour + 2 * 45 * kMinute + 22 * kHour);
}

TEST(keep_hours, takes_a_long_border_for_a_rest_and_a_short_one_for_a_break) {
  line l;
  l.drive(4 * kHour);
  l.idle(12 * kHour);
  l.drive(4 * kHour);
  l.idle(kHour);
  l.drive(4 * kHour);
  auto const kept = keep_hours(l.metric, l.way, single());
  EXPECT_EQ(kept->breaks, 0);
  EXPECT_EQ(kept->rests, 0);
  EXPECT_EQ(kept->took_s, 25 * kHour);
}

TEST(keep_hours, rests_a_week_after_so_many_hours) {
  line l;
  l.drive(60 * kHour);
  auto const kept = keep_hours(l.metric, l.way, single());
  EXPECT_EQ(kept->week_rests, 1);
  EXPECT_EQ(kept->rests, 6);  // after 9, 18, .. 54 hours; the week is full after 56
}

TEST(keep_hours, waits_for_windows_at_the_hour_it_really_comes) {
  line l;
  l.drive(10 * kHour);  // 10 h at the wheel take 21 h 45
  l.idle(kHour);
  l.metric.opens[1] = 0;
  l.metric.first_window = {0, 2};
  l.metric.windows = {{8 * kHour, 12 * kHour}, {32 * kHour, 36 * kHour}};
  EXPECT_EQ(keep_hours(l.metric, l.way, single())->took_s, 33 * kHour);
  l.metric.windows.pop_back();
  l.metric.first_window = {0, 1};
  EXPECT_FALSE(keep_hours(l.metric, l.way, single()));
}

// The same told second by second.
std::int64_t by_the_second(std::vector<std::pair<std::int64_t, std::int64_t>> const& legs,
                           crew_hours const& h) {
  std::int64_t now = 0, since_break = 0, since_rest = 0, week = 0;
  auto const stop = [&](std::int64_t s) {
    now += s;
    week = s >= h.week_rest_s ? 0 : week;
    since_rest = s >= h.rest_s ? 0 : since_rest;
    since_break = s >= h.break_s ? 0 : since_break;
  };
  for (auto const& [wheel, idle] : legs) {
    for (std::int64_t s = 0; s < wheel; ++s) {
      while (week == h.drive_a_week_s || since_rest == h.drive_before_rest_s ||
             since_break == h.drive_before_break_s) {
        stop(week == h.drive_a_week_s              ? h.week_rest_s
             : since_rest == h.drive_before_rest_s ? h.rest_s
                                                   : h.break_s);
      }
      ++now, ++since_break, ++since_rest, ++week;
    }
    if (wheel == 0) {
      stop(idle);
    }
  }
  return now;
}

TEST(keep_hours, is_what_a_second_by_second_diary_says) {
  std::mt19937 random{5};
  auto const upto = [&](std::int64_t n) { return static_cast<std::int64_t>(random() % (n + 1)); };
  for (int round = 0; round < 3000; ++round) {
    crew_hours h{};
    h.drive_before_break_s = 1 + upto(8);
    h.break_s = 1 + upto(3);
    h.drive_before_rest_s = h.drive_before_break_s + upto(9);
    h.rest_s = h.break_s + upto(9);
    h.drive_a_week_s = h.drive_before_rest_s + upto(20);
    h.week_rest_s = h.rest_s + upto(20);
    line l;
    std::vector<std::pair<std::int64_t, std::int64_t>> legs;
    for (auto n = upto(8); n >= 0; --n) {
      auto const drives = upto(1) == 1;
      legs.emplace_back(drives ? 1 + upto(40) : 0, drives ? 0 : upto(25));
      l.add(legs.back().first, legs.back().second);
    }
    ASSERT_EQ(keep_hours(l.metric, l.way, h)->took_s, by_the_second(legs, h)) << round;
  }
}

}  // namespace
}  // namespace karwan::plan
