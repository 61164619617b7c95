#include "karwan/network/explain.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "hand_made.h"

// A derivation gives the number that the metric has, from rows that the metric lists.
namespace karwan::network::testing {
namespace {

constexpr auto kExplainRows = R"(
countries c-x xx iso2=XX utc_offset_min=300
countries c-y yy iso2=YY
places p-a a country=xx kind=city lat=1 lon=2
places p-b b country=xx kind=border
places p-c c country=yy kind=city
places p-s s country=yy kind=seaport
places p-t t country=zz kind=seaport
links l-1 road-ab from=a to=b mode=road country=xx terrain=mountain @grade=reported
links l-2 road-ab length_km=100 @grade=computed
links l-3 road-ab length_km=120 @grade=reported
links l-4 road-ab length_km=110 @grade=official
links l-5 rail-ab from=a to=b mode=rail gauge_from_mm=1520 gauge_to_mm=1520 country=xx length_km=90
links l-6 road-bc from=b to=c mode=road country=yy length_km=200 terrain=plain crossing=x crossing_at=from
links l-7 rail-bc from=b to=c mode=rail gauge_from_mm=1520 gauge_to_mm=1435 country=yy length_km=210 stated_h=9 crossing=y crossing_at=to
links l-8 road-cs from=c to=s mode=road country=yy terrain=hills length_km=50 stated_h=2
links l-9 sea-st from=s to=t mode=sea length_km=2000 stated_h=90 @grade=reported
rates r-1 r mode=road country=xx measure=speed_without_delay unit=km/h value=30 @grade=measured @observed=2022
rates r-2 r mode=road country=xx measure=speed_without_delay unit=km/h value=35 @grade=reported @observed=2022
rates r-3 r mode=road country=xx measure=freight_20t_500km unit=u currency=USD basis=with_border_fees value=600 @grade=measured @observed=2022
rates r-4 r mode=road country=yy measure=border_time unit=h value=12 @grade=measured @observed=2022
crossings d-1 x mode=road post_a=b country_a=xx side=exit from_country=xx to_country=yy dwell_h=20 dwell_basis=post fee_usd=30 @grade=measured @observed=2022
crossings d-2 x mode=road side=unknown dwell_h=18 dwell_basis=post @observed=2021
crossings d-3 x mode=road exchange=trailer_swap
services sv-1 sv mode=sea from=s to=t transit_h=80 transit_low_h=70 transit_high_h=100 status=running carries=freight
assumptions a-t1 as key=terrain_factor mode=road terrain=mountain unit=ratio low=1 best=1.5 high=2 @grade=assumed
assumptions a-d1 as key=time_dispersion mode=road unit=ratio low=0.8 best=1 high=1.5 @grade=assumed
assumptions a-d2 as key=dwell_dispersion unit=ratio low=0.5 best=1 high=3 @grade=assumed
assumptions a-r1 as key=transfer_h mode=road to_mode=road unit=h low=2 best=5 high=12 @grade=assumed
assumptions a-r2 as key=transfer_usd_t mode=road to_mode=road unit=usd/t low=1 best=3 high=8 @grade=assumed
assumptions a-c1 as key=cold_uplift unit=ratio low=1.1 best=1.2 high=1.3 @grade=assumed
)";

double best_of(term const& t) {
  switch (t.is) {
    case term::kind::row:
    case term::kind::constant:
      return t.v.best;
    case term::kind::product:
      return best_of(*t.parts[0]) * best_of(*t.parts[1]);
    case term::kind::quotient:
      return best_of(*t.parts[0]) / best_of(*t.parts[1]);
    case term::kind::sum:
      return best_of(*t.parts[0]) + best_of(*t.parts[1]);
    case term::kind::spread:
      break;
  }
  return best_of(*t.parts[0]);
}

void rows_of(term const& t, std::set<record::statement_ix>& out) {
  out.insert(t.from.begin(), t.from.end());
  for (auto const& p : t.parts) {
    rows_of(*p, out);
  }
}

void check(metric_options const& o) {
  auto r = hand_made{kExplainRows};
  r += kAssumptions;
  auto const facts = r.read();
  auto const topo = build_topology(*facts);
  auto const m = build_metric(topo, *facts, o);
  std::vector<arc_ix> arcs;
  for (std::uint32_t i = 0; i < topo.arcs.size(); ++i) {
    arcs.emplace_back(i);
  }
  auto const all = explain(topo, *facts, o, arcs);
  ASSERT_EQ(all.size(), arcs.size());
  int told = 0;
  for (auto const a : arcs) {
    auto const& e = all[*a];
    std::set<record::statement_ix> from;
    auto const same = [&](derivation const& d, arc_value const& v, double per) {
      if (d) {
        EXPECT_EQ(std::llround(best_of(*d) * per), v.amount.best) << "arc " << *a;
        rows_of(*d, from);
        ++told;
      }
    };
    same(e.hours, m.time[a], 3600);
    same(e.usd, m.cost[a], 100);
    same(e.grams, m.emissions[a], 1);
    auto const listed = m.statements_of(a);
    for (auto const s : from) {
      EXPECT_TRUE(std::ranges::binary_search(listed, s)) << r.id_of(s) << " of arc " << *a;
    }
  }
  EXPECT_GT(told, 40);
}

TEST(explain, gives_the_numbers_of_the_metric_for_a_truck) {
  check(at("2025-06-16"));
}

TEST(explain, gives_the_numbers_of_the_metric_for_a_reefer) {
  auto o = at("2025-06-16");
  o.carried = {load_unit::reefer, 45, true};
  check(o);
}

}  // namespace
}  // namespace karwan::network::testing
