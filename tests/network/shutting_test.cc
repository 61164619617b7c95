#include <gtest/gtest.h>

#include <cmath>

#include "hand_made.h"

// How often borders are shut by chance: fitted to closures, worked out by hand.
namespace karwan::network::testing {
namespace {

//  a (xx) == b (yy) over x; c (xx) == b over z
hand_made two_borders_with(std::string_view rows) {
  auto r = hand_made{R"(
countries c-x xx iso2=XX utc_offset_min=0
places p-a a country=xx kind=city
places p-b b country=yy kind=city
places p-c c country=xx kind=city
links  l-1 road-ab from=a to=b mode=road country=xx length_km=10 crossing=x crossing_at=to
links  l-2 road-cb from=c to=b mode=road country=xx length_km=10 crossing=z crossing_at=to
crossings x-1 x mode=road post_a=a post_b=b
crossings z-1 z mode=road post_a=c post_b=b
assumptions a-years as key=closure_prior_years unit=year low=1 best=2 high=4 @grade=assumed
assumptions a-spells as key=closure_prior_spells unit=closure low=1 best=2 high=4 @grade=assumed
)"};
  r += kAssumptions;
  r += rows;
  return r;
}

constexpr auto kTwo = R"(
closures k-1 k1 target=x traffic=trade effect=closed closed_from=2021-01-01 closed_to=2021-01-04
closures k-2 k2 target=x traffic=all effect=closed closed_from=2022-01-01 closed_to=2022-01-16
)";

TEST(shuttings, are_those_of_a_border_pooled_with_those_of_all) {
  auto const b = build(two_borders_with(kTwo), at("2025-01-01"));
  auto const days = 1461.0;  // 2021 to 2024
  auto const& x = b.m.shut[*b.t.find_crossing("x")];
  auto const& z = b.m.shut[*b.t.find_crossing("z")];
  auto const pooled = 2 / (2 * days - 20);
  auto const prior = 2 * 365.25;
  EXPECT_NEAR(x.per_s * kDay, (2 + pooled * prior) / (days - 20 + prior), 1e-9);
  EXPECT_NEAR(z.per_s * kDay, pooled * prior / (days + prior), 1e-9);
  auto const mean = (std::log(4) + std::log(16)) / 2;
  EXPECT_NEAR(x.log_mean, mean + std::log(kDay), 1e-9);
  EXPECT_NEAR(x.log_sigma, (std::log(16) - std::log(4)) / 2, 1e-9);
  EXPECT_EQ(z.log_mean, x.log_mean);
}

TEST(shuttings, learn_nothing_of_what_came_later_and_of_what_the_calendar_knows) {
  auto const before = build(two_borders_with(kTwo), at("2021-12-31"));
  EXPECT_EQ(before.m.shut[*before.t.find_crossing("x")].per_s, 0) << "one closure is no spread";
  auto const whole = build(two_borders_with(kTwo), at("2025-01-01"));
  auto const more = build(two_borders_with(std::string{kTwo} + R"(
closures k-3 k3 target=z traffic=passenger effect=closed closed_from=2023-01-01 closed_to=2023-02-01
closures k-4 k4 target=z traffic=all effect=closed season_from=12-01 season_to=12-31
closures k-5 k5 target=z traffic=all effect=closed closed_from=2023-12-05 closed_to=2023-12-31
holidays h-1 h country=xx on=2023-05-01 name=May closes_border=yes
closures k-6 k6 target=z traffic=all effect=closed closed_from=2023-05-01 closed_to=2023-05-01
)"),
                          at("2025-01-01"));
  for (auto const* name : {"x", "z"}) {
    auto const ix = *whole.t.find_crossing(name);
    EXPECT_EQ(whole.m.shut[ix].per_s, more.m.shut[ix].per_s) << name;
    EXPECT_EQ(whole.m.shut[ix].log_mean, more.m.shut[ix].log_mean) << name;
  }
}

TEST(shuttings, join_what_several_rows_say_of_one_closure_and_end_it_when_it_reopens) {
  auto const b = build(two_borders_with(std::string{kTwo} + R"(
closures k-3 k2 target=x traffic=all effect=closed closed_from=2022-01-03
closures k-4 k2 target=x traffic=all effect=reopened closed_from=2022-01-17
)"),
                       at("2025-01-01"));
  auto const whole = build(two_borders_with(kTwo), at("2025-01-01"));
  auto const ix = *b.t.find_crossing("x");
  EXPECT_EQ(b.m.shut[ix].per_s, whole.m.shut[ix].per_s);
  EXPECT_EQ(b.m.shut[ix].log_mean, whole.m.shut[ix].log_mean);
}

}  // namespace
}  // namespace karwan::network::testing
