#include <gtest/gtest.h>

#include "hand_made.h"

// What a link takes. Numbers are worked out by hand beside each expectation.
namespace karwan::network::testing {
namespace {

hand_made links_with(std::string_view rows) {
  auto r = hand_made{R"(
places    p-a a country=xx kind=city
places    p-b b country=xx kind=city
places    p-s s country=xx kind=seaport
places    p-z z country=zz kind=seaport
countries c-x xx iso2=XX
)"};
  r += kAssumptions;
  r += rows;
  return r;
}

constexpr auto kRoad =
    "links l-1 road-ab from=a to=b mode=road country=xx length_km=1000 @grade=reported";

bounded<double> hours_of(built const& b, arc_ix a) {
  auto const& t = b.m.time[a].amount;
  return {static_cast<double>(t.low) / 3600, static_cast<double>(t.best) / 3600,
          static_cast<double>(t.high) / 3600};
}

TEST(link_time, is_length_over_an_assumed_speed_stretched_by_the_hours_driven) {
  auto const b = build(links_with(kRoad), at("2025-06-16"));
  auto const h = hours_of(b, b.link("road-ab"));
  EXPECT_NEAR(h.best, 1000 / 50.0 * 24 / 12, 1e-3);
  EXPECT_NEAR(h.low, 1000 / 100.0 * 24 / 24, 1e-3);
  EXPECT_NEAR(h.high, 1000 / 40.0 * 24 / 8, 1e-3);
  EXPECT_EQ(b.m.time[b.link("road-ab")].worst, record::grade::assumed);
  EXPECT_FLOAT_EQ(b.m.time[b.link("road-ab")].assumed_share, 1);
}

TEST(link_time, takes_the_countrys_speed_nearest_the_day_before_an_assumption) {
  auto r = links_with(kRoad);
  r += R"(
rates r-20 rate mode=road country=xx measure=speed_without_delay unit=km/h value=30 @grade=measured @observed=2020
rates r-23 rate mode=road country=xx measure=speed_without_delay unit=km/h value=40 @grade=measured @observed=2023
rates r-yy rate mode=road country=yy measure=speed_without_delay unit=km/h value=99 @grade=measured @observed=2025
)";
  auto const now = build(r, at("2025-06-16")), then = build(r, at("2020-06-16"));
  EXPECT_NEAR(now.hours(now.link("road-ab")), 1000 / 40.0 * 2, 1e-3);
  EXPECT_NEAR(then.hours(then.link("road-ab")), 1000 / 30.0 * 2, 1e-3);
  auto const measured = now.m.measurements_of(now.link("road-ab"));
  ASSERT_EQ(measured.size(), 1U);
  EXPECT_EQ(measured.front().what, "speed");
  EXPECT_EQ(r.id_of(measured.front().value), "r-23.value");
  EXPECT_EQ(to_string(measured.front().observed), "2023");
}

TEST(link_time, widens_a_measured_speed_by_the_dispersion_of_times) {
  auto r = links_with(kRoad);
  r += R"(
rates       r-23 rate mode=road country=xx measure=speed_without_delay unit=km/h value=40 @grade=measured @observed=2023
assumptions a-d  as key=time_dispersion mode=road unit=ratio low=0.8 best=1 high=1.5 @grade=assumed
assumptions a-24 as key=driving_h_day mode=road country=xx unit=h/day low=24 best=24 high=24 @grade=assumed
)";
  auto const b = build(r, at("2025-06-16"));
  auto const h = hours_of(b, b.link("road-ab"));
  EXPECT_NEAR(h.best, 25, 1e-3);
  EXPECT_NEAR(h.low, 20, 1e-3);
  EXPECT_NEAR(h.high, 37.5, 1e-3);
}

TEST(link_time, takes_the_spread_of_statements_that_disagree_before_the_dispersion) {
  auto r = links_with(kRoad);
  r += R"(
rates       r-a rate mode=road country=xx measure=speed_without_delay unit=km/h value=40 @grade=measured @observed=2023
rates       r-b rate mode=road country=xx measure=speed_without_delay unit=km/h value=50 @grade=reported @observed=2023
rates       r-c rate mode=road country=xx measure=speed_without_delay unit=km/h value=10 @grade=reported @observed=2019
assumptions a-d as key=time_dispersion mode=road unit=ratio low=0.1 best=1 high=9 @grade=assumed
assumptions a-24 as key=driving_h_day mode=road country=xx unit=h/day low=24 best=24 high=24 @grade=assumed
)";
  auto const h = hours_of(build(r, at("2025-06-16")), build(r, at("2025-06-16")).link("road-ab"));
  EXPECT_NEAR(h.best, 25, 1e-3);
  EXPECT_NEAR(h.low, 20, 1e-3) << "50 km/h of the same year";
  EXPECT_NEAR(h.high, 25, 1e-3) << "another year is no disagreement";
}

TEST(link_time, counts_the_terrain_once) {
  auto r = links_with(
      "links l-1 road-ab from=a to=b mode=road country=xx terrain=mountain length_km=100");
  r += R"(
assumptions a-t1 as key=terrain_factor mode=road terrain=mountain unit=ratio low=1 best=1.5 high=2 @grade=assumed
)";
  auto const factor = build(r, at("2025-06-16"));
  EXPECT_NEAR(factor.hours(factor.link("road-ab")), 100 / 50.0 * 2 * 1.5, 1e-3);
  r += R"(
assumptions a-t2 as key=speed_kmh mode=road terrain=mountain unit=km/h low=20 best=25 high=30 @grade=assumed
)";
  auto const speed = build(r, at("2025-06-16"));
  EXPECT_NEAR(speed.hours(speed.link("road-ab")), 100 / 25.0 * 2, 1e-3)
      << "a speed of that terrain";
}

TEST(link_time, runs_day_and_night_where_no_hours_are_stated) {
  auto const b = build(links_with("links l-1 rail-ab from=a to=b mode=rail gauge_from_mm=1520 "
                                  "gauge_to_mm=1520 country=xx length_km=500"),
                       at("2025-06-16"));
  EXPECT_NEAR(b.hours(b.link("rail-ab")), 20, 1e-3);
}

TEST(link_time, prefers_a_running_service_of_that_direction_at_sea) {
  auto r = links_with(
      "links l-1 sea-sz from=s to=z mode=sea length_km=1000 stated_h=45 @grade=reported");
  r += R"(
services sv-1 sv-1 mode=sea from=s to=z transit_h=50 status=running
services sv-2 sv-2 mode=sea from=z to=s transit_h=60 status=announced
services sv-3 sv-3 mode=sea from=s to=z transit_h=10 status=running carries=passengers
)";
  auto const b = build(r, at("2025-06-16"));
  EXPECT_NEAR(b.hours(b.link("sea-sz")), 50, 1e-3);
  EXPECT_NEAR(b.hours(b.link("sea-sz", true)), 45, 1e-3) << "the source's hours, else speed";
}

TEST(link_time, takes_stated_hours_on_land_only_before_an_assumed_speed) {
  auto r =
      links_with("links l-1 road-ab from=a to=b mode=road country=xx length_km=1000 stated_h=15");
  auto const assumed = build(r, at("2025-06-16"));
  EXPECT_NEAR(assumed.hours(assumed.link("road-ab")), 15, 1e-3);
  r += R"(
rates r-1 rate mode=road country=xx measure=speed_without_delay unit=km/h value=40 @grade=measured
assumptions a-24 as key=driving_h_day mode=road country=xx unit=h/day low=24 best=24 high=24 @grade=assumed
)";
  auto const measured = build(r, at("2025-06-16"));
  EXPECT_NEAR(measured.hours(measured.link("road-ab")), 25, 1e-3);
}

TEST(link_length, prefers_published_to_computed_and_spreads_what_disagrees) {
  auto const r = links_with(R"(
links l-1 road-ab from=a to=b mode=road country=xx length_km=700 @grade=computed
links l-2 road-ab length_km=615 @grade=official
links l-3 road-ab length_km=635 @grade=reported
)");
  auto const b = build(r, at("2025-06-16"));
  auto const a = b.link("road-ab");
  EXPECT_EQ(b.m.length_km[a], 615);
  auto const& e = b.m.emissions[a].amount;  // 100 g/tkm, 20 t
  EXPECT_EQ(e.low, 615 * 100 * 20);
  EXPECT_EQ(e.high, 635 * 100 * 20) << "the computed one is no disagreement";
}

TEST(link_cost, is_per_truck_by_the_rate_of_20_t_over_500_km) {
  auto r = links_with(kRoad);
  r += R"(
rates r-1 rate mode=road country=xx measure=freight_20t_500km unit=usd/20t/500km currency=USD basis=with_border_fees value=600 @grade=measured @observed=2023
)";
  auto o = at("2025-06-16");
  auto const one = build(r, o);
  EXPECT_NEAR(one.usd(one.link("road-ab")), 600 / 500.0 * 1000, 0.01);
  EXPECT_FLOAT_EQ(one.m.cost[one.link("road-ab")].assumed_share, 0);
  o.carried.tonnes = 41;
  auto const three = build(r, o);
  EXPECT_EQ(three.m.vehicles, 3);
  EXPECT_NEAR(three.usd(three.link("road-ab")), 3 * 600 / 500.0 * 1000, 0.01);
}

TEST(link_cost, takes_a_rate_of_the_load_unit_before_one_of_any_and_never_one_of_another) {
  auto r = links_with(kRoad);
  r += R"(
rates r-1 rate mode=road country=xx measure=freight_20t_500km unit=u currency=USD value=600 @grade=measured
rates r-2 rate mode=road country=xx measure=freight_20t_500km unit=u load_unit=reefer currency=USD value=900 @grade=reported
)";
  auto o = at("2025-06-16");
  auto const truck = build(r, o);
  EXPECT_NEAR(truck.usd(truck.link("road-ab")), 600 / 500.0 * 1000, 0.01);
  o.carried.unit = load_unit::reefer;
  auto const reefer = build(r, o);
  EXPECT_NEAR(reefer.usd(reefer.link("road-ab")), 900 / 500.0 * 1000, 0.01);
}

TEST(link_cost, does_not_read_rates_of_other_currencies) {
  auto r = links_with(kRoad);
  r += R"(
rates r-1 rate mode=road country=xx measure=freight_20t_500km unit=usd/20t/500km currency=KZT value=600000 @grade=measured
)";
  auto const b = build(r, at("2025-06-16"));
  EXPECT_NEAR(b.usd(b.link("road-ab")), 0.1 * 20 * 1000, 0.01) << "the assumption per tonne-km";
}

TEST(link_cost, is_per_tonne_by_rail) {
  auto r = links_with(
      "links l-1 rail-ab from=a to=b mode=rail gauge_from_mm=1520 gauge_to_mm=1520 "
      "country=xx length_km=1000");
  r += R"(
rates r-1 rate mode=rail country=xx measure=freight_20t_500km unit=usd/20t/500km currency=USD basis=with_border_fees value=600 @grade=measured
)";
  auto o = at("2025-06-16");
  o.carried.tonnes = 30;
  auto const b = build(r, o);
  EXPECT_NEAR(b.usd(b.link("rail-ab")), 600 / 10000.0 * 1000 * 30, 0.01);
}

TEST(link_cost, is_per_vehicle_on_a_ferry_per_kilo_in_the_air_and_per_tonne_at_sea) {
  auto const r = links_with(R"(
links l-1 sea-sz   from=s to=z mode=sea length_km=1000
links l-2 ferry-sz from=s to=z mode=ferry length_km=500
links l-3 air-ab   from=a to=b mode=air length_km=1600
)");
  auto o = at("2025-06-16");
  o.carried.tonnes = 25;
  auto const b = build(r, o);
  EXPECT_NEAR(b.usd(b.link("sea-sz")), 0.01 * 1000 * 25, 0.01);
  EXPECT_NEAR(b.usd(b.link("ferry-sz")), 0.1 * 500 * 40, 0.01) << "two trucks of 20 t";
  EXPECT_NEAR(b.usd(b.link("air-ab")), 2 * 25000, 0.01);
}

TEST(link_cost, adds_what_cold_takes_to_cost_and_emissions) {
  auto r = links_with(kRoad);
  r += "assumptions a-cold as key=cold_uplift unit=ratio low=1.1 best=1.2 high=1.3 @grade=assumed";
  auto o = at("2025-06-16");
  o.carried.unit = load_unit::reefer;
  auto const b = build(r, o);
  EXPECT_NEAR(b.usd(b.link("road-ab")), 0.1 * 20 * 1000 * 1.2, 0.01);
  EXPECT_NEAR(b.kg(b.link("road-ab")), 100 * 20 * 1.2, 0.01);
  EXPECT_NEAR(b.m.emissions[b.link("road-ab")].assumed_share, 0.2 / 1.2, 1e-6)
      << "only what cooling adds is assumed";
}

TEST(link_emissions, are_well_to_wheel_else_lifted_to_it) {
  auto r = links_with("links l-1 fly-ab from=a to=b mode=air length_km=1000");
  r += R"(
emissions   e-1  em factor_g_tkm=700 mode=air scope=well_to_wheel haul=long
emissions   e-2  em factor_g_tkm=900 mode=air scope=well_to_wheel haul=short
emissions   e-3  em factor_g_tkm=10 mode=air scope=tank_to_wheel haul=short @grade=measured
)";
  auto o = at("2025-06-16");
  o.carried.tonnes = 1;
  auto const b = build(r, o);
  EXPECT_NEAR(b.kg(b.link("fly-ab")), 900, 0.01) << "a short haul, from well to wheel";

  auto lifted = hand_made{R"(
places      p-a a country=xx kind=city
places      p-b b country=xx kind=city
emissions   e-1 em factor_g_tkm=20 mode=rail scope=tank_to_wheel
emissions   e-2 em factor_g_tkm=5 mode=rail scope=well_to_tank
assumptions a-1 as key=emission_uplift mode=rail unit=ratio low=1.1 best=1.2 high=1.3 @grade=assumed
links       l-1 rail-ab from=a to=b mode=rail country=xx length_km=1000
)"};
  auto const x = build(lifted, o);
  EXPECT_NEAR(x.kg(x.link("rail-ab")), 24, 0.01);
  EXPECT_FLOAT_EQ(x.m.emissions[x.link("rail-ab")].assumed_share, 1);
}

TEST(link_values, that_no_row_gives_bar_the_link_and_say_what_is_missing) {
  auto const r = hand_made{R"(
places p-a a country=xx kind=city
places p-b b country=xx kind=city
links  l-1 road-ab from=a to=b mode=road country=xx length_km=100
)"};
  auto const b = build(r, at("2025-06-16"));
  auto const a = b.link("road-ab");
  EXPECT_TRUE(b.barred(a)) << "what is not known is not free";
  ASSERT_EQ(b.m.barriers_of(a).size(), 1U);
  EXPECT_EQ(b.m.barriers_of(a).front().missing, "speed_kmh of road in xx");
  EXPECT_TRUE(b.m.barriers_of(a).front().for_good);
}

TEST(transfers, take_handling_and_leave_the_wait_to_what_is_boarded) {
  auto const r = links_with(R"(
links l-1 sea-sz  from=s to=z mode=sea length_km=1000
links l-2 road-as from=a to=s mode=road country=xx length_km=10
)");
  auto const b = build(r, at("2025-06-16"));
  auto const on = b.transfer("s", mode::road, mode::sea),
             off = b.transfer("s", mode::sea, mode::road);
  EXPECT_NEAR(b.hours(on), 30, 1e-3) << "the ship is awaited apart";
  EXPECT_NEAR(static_cast<double>(b.m.boarding_of(on)->wait.amount.best) / 3600, 84, 1e-3);
  EXPECT_EQ(b.m.boarding_of(off), nullptr) << "a truck waits for nothing";
  EXPECT_NEAR(b.hours(off), 40, 1e-3);
  EXPECT_NEAR(b.usd(on), 8 * 20, 0.01);
  EXPECT_NEAR(b.kg(on), 0, 0.01);
  auto const again = b.transfer("z", mode::sea, mode::sea);
  EXPECT_NEAR(b.hours(again), 36, 1e-3);
}

TEST(metric, masks_modes_and_what_is_to_be_avoided) {
  auto const r = links_with(R"(
links l-1 road-ab from=a to=b mode=road country=xx length_km=10
links l-2 rail-ab from=a to=b mode=rail gauge_from_mm=1520 gauge_to_mm=1520 country=xx length_km=10
links l-3 sea-sz  from=s to=z mode=sea length_km=100
)");
  auto o = at("2025-06-16");
  o.modes = 1;
  auto const roads = build(r, o);
  EXPECT_FALSE(roads.barred(roads.link("road-ab")));
  EXPECT_TRUE(roads.barred(roads.link("rail-ab")));
  EXPECT_TRUE(roads.barred(roads.transfer("a", mode::road, mode::rail)));
  EXPECT_TRUE(roads.m.barriers.empty()) << "a wish is no barrier";

  auto avoiding = at("2025-06-16");
  avoiding.avoid_places = {*roads.t.find_place("b")};
  avoiding.avoid_countries = {*roads.t.find_country("zz")};
  auto const without = build(r, avoiding);
  EXPECT_TRUE(without.barred(without.link("road-ab")));
  EXPECT_TRUE(without.barred(without.link("sea-sz")));
}

}  // namespace
}  // namespace karwan::network::testing
