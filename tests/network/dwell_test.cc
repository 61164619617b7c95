#include <gtest/gtest.h>

#include "hand_made.h"

// Border posts: what is added, what stands in, and when fees are paid.
namespace karwan::network::testing {
namespace {

//  a (xx) == b (yy)
hand_made border_posts_with(std::string_view rows) {
  auto r = hand_made{R"(
places p-a a country=xx kind=border
places p-b b country=yy kind=border
links  l-1 road-ab from=a to=b mode=road country=xx length_km=10 crossing=x crossing_at=to
)"};
  r += kAssumptions;
  r += rows;
  return r;
}

constexpr auto kAverages = R"(
rates v-x rate mode=road country=xx measure=border_time unit=h value=5 @grade=measured @observed=2022
rates v-y rate mode=road country=yy measure=border_time unit=h value=7 @grade=measured @observed=2022
)";

double dwell(hand_made const& r, bool reversed = false, std::string_view day = "2025-06-16") {
  auto const b = build(r, at(day));
  return b.hours(b.crossing("x", reversed));
}

TEST(dwell, adds_the_exit_and_the_entry_post_of_the_direction) {
  auto const r = border_posts_with(R"(
crossings d-1 x mode=road from_country=xx to_country=yy side=exit dwell_h=20 dwell_basis=post
crossings d-2 x mode=road from_country=xx to_country=yy side=entry dwell_h=30 dwell_basis=post
crossings d-3 x mode=road from_country=yy to_country=xx side=exit dwell_h=1 dwell_basis=post
crossings d-4 x mode=road from_country=yy to_country=xx side=entry dwell_h=2 dwell_basis=post
)");
  EXPECT_NEAR(dwell(r), 50, 1e-3);
  EXPECT_NEAR(dwell(r, true), 3, 1e-3);
}

TEST(dwell, takes_a_total_of_both_posts_where_one_of_them_is_not_known) {
  auto r = border_posts_with(R"(
crossings d-1 x mode=road from_country=xx to_country=yy side=exit dwell_h=20 dwell_basis=post
crossings d-2 x mode=road side=both dwell_h=24 dwell_basis=post
)");
  EXPECT_NEAR(dwell(r), 24, 1e-3);
  r += "crossings d-3 x mode=road from_country=xx to_country=yy side=entry dwell_h=30 "
       "dwell_basis=post";
  EXPECT_NEAR(dwell(r), 50, 1e-3);
}

TEST(dwell, lets_no_claim_of_a_total_stand_before_a_measured_post) {
  auto r = border_posts_with(R"(
crossings d-1 x mode=road from_country=xx to_country=yy side=exit dwell_h=20 dwell_basis=post
crossings d-2 x mode=road side=both dwell_h=4 dwell_basis=claim
)");
  r += kAverages;
  EXPECT_NEAR(dwell(r), 27, 1e-3);
  EXPECT_NEAR(dwell(r, true), 4, 1e-3) << "better than two averages";
}

TEST(dwell, fills_a_side_by_its_countrys_mean_and_never_adds_that_to_its_own_value) {
  auto r = border_posts_with(
      "crossings d-1 x mode=road from_country=xx to_country=yy side=exit dwell_h=20 "
      "dwell_basis=post");
  r += kAverages;
  EXPECT_NEAR(dwell(r), 20 + 7, 1e-3);
  EXPECT_NEAR(dwell(r, true), 7 + 5, 1e-3) << "no own value at all";
  r += "crossings d-2 x mode=road from_country=xx to_country=yy side=entry dwell_h=3 "
       "dwell_basis=country_average";
  EXPECT_NEAR(dwell(r), 20 + 3, 1e-3) << "the mean given with the post before the general one";
}

TEST(dwell, takes_a_mean_of_the_direction_before_one_of_both) {
  auto r = border_posts_with("");
  r += kAverages;
  r += R"(
rates v-i rate mode=road country=yy direction=inbound measure=border_time unit=h value=9 @grade=reported @observed=2015
rates v-o rate mode=road country=yy direction=outbound measure=border_time unit=h value=1 @grade=measured @observed=2025
)";
  EXPECT_NEAR(dwell(r), 5 + 9, 1e-3);
  EXPECT_NEAR(dwell(r, true), 1 + 5, 1e-3);
}

TEST(dwell, adds_half_of_both_means_to_a_post_whose_side_is_not_stated) {
  auto r = border_posts_with("crossings d-1 x mode=road side=unknown dwell_h=40 dwell_basis=post");
  r += kAverages;
  EXPECT_NEAR(dwell(r), 40 + (5 + 7) / 2.0, 1e-3);
}

TEST(dwell, is_assumed_per_side_where_nothing_is_measured) {
  auto const b = build(border_posts_with(""), at("2025-06-16"));
  auto const a = b.crossing("x");
  EXPECT_NEAR(b.hours(a), 16, 1e-3);
  EXPECT_FLOAT_EQ(b.m.time[a].assumed_share, 1);
  EXPECT_EQ(b.m.time[a].amount.low, 4 * 3600);
  EXPECT_EQ(b.m.time[a].amount.high, 48 * 3600);
}

TEST(dwell, shares_its_assumption_by_the_parts_of_the_sum) {
  auto const r = border_posts_with(
      "crossings d-1 x mode=road from_country=xx to_country=yy side=exit dwell_h=24 "
      "dwell_basis=post");
  auto const b = build(r, at("2025-06-16"));
  EXPECT_NEAR(b.hours(b.crossing("x")), 24 + 8, 1e-3);
  EXPECT_FLOAT_EQ(b.m.time[b.crossing("x")].assumed_share, 0.25);
}

TEST(dwell, is_carried_to_the_nearest_year_with_its_age) {
  auto const r = border_posts_with(R"(
crossings d-20 x mode=road from_country=xx to_country=yy side=exit dwell_h=10 dwell_basis=post @observed=2020 @grade=measured
crossings d-22 x mode=road from_country=xx to_country=yy side=exit dwell_h=30 dwell_basis=post @observed=2022 @grade=measured
)");
  EXPECT_NEAR(dwell(r, false, "2025-06-16"), 30 + 8, 1e-3);
  EXPECT_NEAR(dwell(r, false, "2019-06-16"), 10 + 8, 1e-3) << "a back-cast";
  auto const b = build(r, at("2025-06-16"));
  auto const m = b.m.measurements_of(b.crossing("x"));
  ASSERT_EQ(m.size(), 1U);
  EXPECT_EQ(m.front().what, "dwell");
  EXPECT_EQ(r.id_of(m.front().value), "d-22.dwell_h");
  EXPECT_EQ(to_string(m.front().observed), "2022");
}

TEST(dwell, reads_a_median_only_where_no_mean_is_and_no_technical_operation) {
  auto r = border_posts_with(R"(
crossings d-1 x mode=road from_country=xx to_country=yy side=exit dwell_median_h=2 dwell_basis=post @grade=measured @observed=2025
crossings d-2 x mode=road from_country=xx to_country=yy side=entry dwell_h=9 dwell_basis=operation
)");
  EXPECT_NEAR(dwell(r), 2 + 8, 1e-3);
  r += "crossings d-3 x mode=road from_country=xx to_country=yy side=exit dwell_h=12 "
       "dwell_basis=post @observed=2015";
  EXPECT_NEAR(dwell(r), 12 + 8, 1e-3);
}

TEST(dwell, has_the_width_of_its_dispersion_or_of_what_disagrees) {
  auto r = border_posts_with(R"(
crossings   d-1 x mode=road side=both dwell_h=20 dwell_basis=post @observed=2022 @grade=measured
assumptions a-d as key=dwell_dispersion mode=road unit=ratio low=0.5 best=1 high=3 @grade=assumed
)");
  auto const alone = build(r, at("2025-06-16"));
  EXPECT_EQ(alone.m.time[alone.crossing("x")].amount.high, 60 * 3600);
  EXPECT_FLOAT_EQ(alone.m.time[alone.crossing("x")].assumed_share, 0) << "the mean is measured";
  r += "crossings d-2 x mode=road side=both dwell_h=26 dwell_basis=post @observed=2022 "
       "@grade=reported";
  auto const two = build(r, at("2025-06-16"));
  EXPECT_EQ(two.m.time[two.crossing("x")].amount.low, 20 * 3600);
  EXPECT_EQ(two.m.time[two.crossing("x")].amount.high, 26 * 3600);
}

TEST(border_cost, is_nothing_where_the_rates_of_both_sides_hold_it) {
  auto const r = border_posts_with(R"(
rates f-x rate mode=road country=xx measure=freight_20t_500km unit=u currency=USD basis=with_border_fees value=600 @grade=measured
rates f-y rate mode=road country=yy measure=freight_20t_500km unit=u currency=USD basis=with_border_fees value=600 @grade=measured
crossings d-1 x mode=road from_country=xx to_country=yy side=exit fee_usd=250
)");
  auto const b = build(r, at("2025-06-16"));
  EXPECT_EQ(b.usd(b.crossing("x")), 0) << "one source, used once";
}

TEST(border_cost, is_paid_per_vehicle_on_a_side_whose_rates_do_not_hold_it) {
  auto r = border_posts_with(R"(
rates f-x rate mode=road country=xx measure=freight_20t_500km unit=u currency=USD basis=with_border_fees value=600 @grade=measured
)");
  auto o = at("2025-06-16");
  o.carried.tonnes = 40;
  auto const assumed = build(r, o);
  EXPECT_NEAR(assumed.usd(assumed.crossing("x")), 2 * 100, 0.01);
  r += "rates c-y rate mode=road country=yy measure=border_cost unit=usd currency=USD value=70 "
       "@grade=measured";
  auto const mean = build(r, o);
  EXPECT_NEAR(mean.usd(mean.crossing("x")), 2 * 70, 0.01);
  r += "crossings d-1 x mode=road from_country=xx to_country=yy side=entry fee_usd=30";
  auto const own = build(r, o);
  EXPECT_NEAR(own.usd(own.crossing("x")), 2 * 30, 0.01);
}

//  a (xx, 1520) == b (yy, 1435)
hand_made railway(std::string_view rows) {
  auto r = hand_made{R"(
places p-a a country=xx kind=border
places p-b b country=yy kind=border
links  l-1 rail-ab from=a to=b mode=rail gauge_from_mm=1520 gauge_to_mm=1435 country=xx length_km=10 crossing=x crossing_at=to
)"};
  r += kAssumptions;
  r += rows;
  return r;
}

TEST(gauge, changes_at_the_border_unless_the_dwell_holds_it) {
  auto const plain = build(railway(""), at("2025-06-16"));
  EXPECT_NEAR(plain.hours(plain.crossing("x")), 16 + 16 + 20, 1e-3);
  EXPECT_NEAR(plain.usd(plain.crossing("x")), 50 + 50 + 14 * 20, 0.01);
  auto const held = build(railway("crossings d-1 x mode=rail side=both dwell_h=30 dwell_basis=post "
                                  "dwell_holds_exchange=yes"),
                          at("2025-06-16"));
  EXPECT_NEAR(held.hours(held.crossing("x")), 30, 1e-3);
}

TEST(gauge, costs_nothing_more_where_border_costs_are_in_the_rates) {
  auto const b = build(railway(R"(
rates f-x rate mode=rail country=xx measure=freight_20t_500km unit=u currency=USD basis=with_border_fees value=600 @grade=measured
)"),
                       at("2025-06-16"));
  EXPECT_NEAR(b.usd(b.crossing("x")), 50, 0.01) << "the other side's fee alone";
}

TEST(vehicles, are_changed_at_a_road_post_that_says_so) {
  auto r = border_posts_with(R"(
crossings   d-1 x mode=road exchange=trailer_swap
assumptions a-1 as key=transfer_h mode=road to_mode=road unit=h low=2 best=5 high=12 @grade=assumed
assumptions a-2 as key=transfer_usd_t mode=road to_mode=road unit=usd/t low=1 best=3 high=8 @grade=assumed
)");
  auto const b = build(r, at("2025-06-16"));
  EXPECT_NEAR(b.hours(b.crossing("x")), 16 + 5, 1e-3);
  EXPECT_NEAR(b.usd(b.crossing("x")), 200 + 60, 0.01);
}

TEST(borders, are_counted_at_posts_and_where_a_ship_lands_abroad) {
  auto r = border_posts_with(R"(
places p-s s country=xx kind=seaport
places p-t t country=yy kind=seaport
places p-u u country=xx kind=seaport
links  l-2 sea-st from=s to=t mode=sea length_km=100
links  l-3 sea-su from=s to=u mode=sea length_km=100
)");
  auto const b = build(r, at("2025-06-16"));
  EXPECT_EQ(b.m.borders[*b.crossing("x")], 1);
  EXPECT_EQ(b.m.borders[*b.link("road-ab")], 0) << "its border is the crossing arc";
  EXPECT_EQ(b.m.borders[*b.link("sea-st")], 1);
  EXPECT_EQ(b.m.borders[*b.link("sea-su")], 0);
}

}  // namespace
}  // namespace karwan::network::testing
