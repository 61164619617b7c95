#include "evidence.h"

#include <gtest/gtest.h>

#include "hand_made.h"

// Retracting a listed statement changes its arc; retracting any other does not.
namespace karwan::network::testing {
namespace {

//  a (xx) ~road,rail~ b (xx) == c (yy) ~road~ s (yy) ...sea... t (zz)
constexpr auto kEvidenceRows = R"(
countries c-x xx iso2=XX utc_offset_min=300
countries c-y yy iso2=YY
places p-a a country=xx kind=city lat=1 lon=2
places p-b b country=xx kind=border
places p-c c country=yy kind=city
places p-s s country=yy kind=seaport
places p-t t country=zz kind=seaport
places p-v v country=yy kind=airport
places p-w w country=zz kind=airport
links l-1 road-ab from=a to=b mode=road country=xx terrain=mountain @grade=reported
links l-2 road-ab length_km=100 @grade=computed
links l-3 road-ab length_km=120 @grade=reported
links l-4 road-ab length_km=110 @grade=official
links l-5 road-ab length_km=115 @grade=reported
links l-6 rail-ab from=a to=b mode=rail gauge_from_mm=1520 gauge_to_mm=1520 country=xx length_km=90
links l-7 road-bc from=b to=c mode=road country=yy length_km=200 terrain=plain crossing=x crossing_at=from
links l-8 rail-bc from=b to=c mode=rail gauge_from_mm=1520 gauge_to_mm=1435 country=yy length_km=210 stated_h=9 crossing=y crossing_at=to
links l-9 road-cs from=c to=s mode=road country=yy terrain=hills length_km=50 stated_h=2
links l-10 sea-st from=s to=t mode=sea length_km=2000 stated_h=90 @grade=reported
links l-11 fly-vw from=v to=w mode=air length_km=1700 @grade=computed
links l-12 road-ab2 from=a to=b mode=road country=xx length_km=130 @world=promise
rates r-1 r mode=road country=xx measure=speed_without_delay unit=km/h value=30 @grade=measured @observed=2022
rates r-2 r mode=road country=xx measure=speed_without_delay unit=km/h value=35 @grade=reported @observed=2022
rates r-3 r mode=road country=xx measure=speed_without_delay unit=km/h value=20 @grade=measured @observed=2020
rates r-4 r mode=road country=xx measure=freight_20t_500km unit=u currency=USD basis=with_border_fees value=600 @grade=measured @observed=2022
rates r-5 r mode=rail country=xx measure=freight_20t_500km unit=u currency=USD value=500 low=400 high=700 @grade=measured @observed=2022
rates r-6 r mode=road country=yy measure=border_time unit=h value=12 @grade=measured @observed=2022
rates r-7 r mode=road country=xx direction=outbound measure=border_time unit=h value=4 @grade=measured @observed=2022
rates r-8 r mode=road country=xx measure=border_time unit=h value=6 @grade=measured @observed=2022
rates r-9 r mode=road country=yy measure=border_cost unit=usd currency=USD value=80 @grade=measured @observed=2022
crossings d-1 x mode=road post_a=b country_a=xx side=exit from_country=xx to_country=yy dwell_h=20 dwell_basis=post fee_usd=30 @grade=measured @observed=2022
crossings d-2 x mode=road side=entry from_country=yy to_country=xx dwell_h=15 dwell_basis=claim
crossings d-3 x mode=road side=unknown dwell_h=18 dwell_basis=post @observed=2021
crossings d-4 x mode=road exchange=trailer_swap
crossings d-5 y mode=rail side=both dwell_h=40 dwell_basis=post dwell_holds_exchange=yes
crossings d-6 y mode=rail side=both dwell_h=60 dwell_basis=post
services sv-1 sv mode=sea from=s to=t transit_h=80 transit_low_h=70 transit_high_h=100 status=running carries=freight
assumptions a-t1 as key=terrain_factor mode=road terrain=mountain unit=ratio low=1 best=1.5 high=2 @grade=assumed
assumptions a-t2 as key=terrain_factor mode=road terrain=plain unit=ratio low=1 best=1 high=1 @grade=assumed
assumptions a-t3 as key=speed_kmh mode=road country=yy terrain=hills unit=km/h low=30 best=40 high=60 @grade=assumed
assumptions a-t4 as key=driving_h_day mode=road country=yy unit=h/day low=24 best=24 high=24 @grade=assumed
assumptions a-d1 as key=time_dispersion mode=road unit=ratio low=0.8 best=1 high=1.5 @grade=assumed
assumptions a-d2 as key=dwell_dispersion unit=ratio low=0.5 best=1 high=3 @grade=assumed
assumptions a-d3 as key=cost_dispersion mode=road unit=ratio low=0.5 best=1 high=3 @grade=assumed
assumptions a-d4 as key=emission_dispersion unit=ratio low=0.5 best=1 high=3 @grade=assumed
assumptions a-r1 as key=transfer_h mode=road to_mode=road unit=h low=2 best=5 high=12 @grade=assumed
assumptions a-r2 as key=transfer_usd_t mode=road to_mode=road unit=usd/t low=1 best=3 high=8 @grade=assumed
assumptions a-c1 as key=cold_uplift unit=ratio low=1.1 best=1.2 high=1.3 @grade=assumed
emissions em-1 em factor_g_tkm=90 mode=road scope=well_to_wheel load_unit=reefer @grade=reported
emissions em-2 em factor_g_tkm=700 mode=air scope=well_to_wheel haul=medium @grade=official
)";

void check_all(metric_options const& o) {
  auto r = hand_made{kEvidenceRows};
  r += kAssumptions;
  auto const whole = build(r, o);
  auto index = std::map<std::string, record::statement_ix>{};
  for (auto i = std::uint32_t{0}; i < r.statement_ids().size(); ++i) {
    index.emplace(r.id_of(record::statement_ix{i}), record::statement_ix{i});
  }
  for (auto const& [id, s] : index) {
    auto const without = build(r, o, {id});
    EXPECT_EQ(compare({whole.t, whole.m}, {without.t, without.m}, s), "") << id;
  }
}

TEST(evidence, is_exact_for_a_truck) {
  check_all(at("2025-06-16"));
}

TEST(evidence, is_exact_for_a_reefer_of_40_t) {
  auto o = at("2019-01-01");
  o.carried = {load_unit::reefer, 40, true};
  check_all(o);
}

TEST(evidence, is_exact_in_a_world_that_is_chosen) {
  auto o = at("2025-06-16");
  o.view.worlds = {{"promise", {}}};
  o.carried.unit = load_unit::wagon;
  check_all(o);
}

}  // namespace
}  // namespace karwan::network::testing
