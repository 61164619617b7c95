#pragma once

#include "karwan/plan/answer.h"

namespace karwan::plan {

// An answer written by hand: two journeys, a closed border, warnings, old evidence.
inline answer sample() {
  using std::chrono::sys_days;
  using std::chrono::year;
  day const leaves = sys_days{year{2025} / 12 / 1};
  auto const hours = [](double low, double best, double high, double assumed) {
    auto const s = [](double h) { return static_cast<std::int64_t>(h * 3600); };
    return amount{{s(low), s(best), s(high)}, assumed};
  };
  auto const usd = [](double low, double best, double high) {
    auto const c = [](double d) { return static_cast<std::int64_t>(d * 100); };
    return amount{{c(low), c(best), c(high)}, 0.25};
  };
  place_ref const multan{"multan", "Multan", "pk", {30.1575, 71.5249}};
  place_ref const sost{"sost", "Sost", "pk", {36.7, 74.82}};
  place_ref const tashkurgan{"tashkurgan", "Tashkurgan", "cn", {37.77, 75.23}};
  place_ref const almaty{"almaty", "Almaty", "kz", {43.238, 76.945}};

  answer a;
  a.from = multan;
  a.to = almaty;
  a.product = {"product-mango", "Mango, fresh", "080450"};
  a.carried = {network::load_unit::reefer, 20, true};
  a.modes = 1U << static_cast<unsigned>(network::mode::road);
  a.depart = a.view.as_of = leaves;
  a.today = leaves;
  a.record_version = "7";
  a.front_size = 12;

  journey j;
  j.id = "j0123456789ab";
  j.labels = {label::fastest, label::fewest_borders};
  leg road{.id = j.id + ".1",
           .kind = leg_kind::link,
           .entity = "link-road-multan-sost",
           .from = multan,
           .to = sost,
           .starts = instant{leaves},
           .metres = 1'412'300,
           .time = hours(30, 40.26, 60, 0.4),
           .cost = usd(900, 1320.456, 2000),
           .emissions = {{1'000'000, 1'234'560, 2'000'000}, 0},
           .worst = record::grade::assumed,
           .statements = id_list{{"ass-1.best", "l-1.length_km"}},
           .line = {{30.1575, 71.5249}, {36.7, 74.82}}};
  leg wait{.id = j.id + ".2",
           .kind = leg_kind::wait,
           .entity = "x-road-khunjerab",
           .from = sost,
           .to = sost,
           .starts = instant{leaves} + std::chrono::hours{40},
           .time = hours(0, 30, 62, 0),
           .statements = id_list{{"op-1.weekdays"}}};
  leg over{.id = j.id + ".3",
           .kind = leg_kind::crossing,
           .entity = "x-road-khunjerab",
           .name = "Khunjerab",
           .from = sost,
           .to = tashkurgan,
           .starts = instant{leaves} + std::chrono::hours{70},
           .time = hours(5, 12, 40, 0),
           .cost = usd(0, 311, 311),
           .worst = record::grade::measured,
           .statements = id_list{{"x-1.dwell_h"}}};
  leg on{.id = j.id + ".4",
         .kind = leg_kind::link,
         .entity = "link-road-tashkurgan-almaty",
         .from = tashkurgan,
         .to = almaty,
         .starts = instant{leaves} + std::chrono::hours{82},
         .metres = 1'500'000,
         .time = hours(40, 50, 70, 0),
         .cost = usd(2000, 2500, 4000),
         .emissions = {{1'000'000, 1'500'000, 2'000'000}, 0},
         .worst = record::grade::official,
         .statements = id_list{{"l-2.length_km"}}};
  for (auto const& l : {road, wait, over, on}) {
    j.time += l.time;
    j.cost += l.cost;
    j.emissions += l.emissions;
    j.metres += l.metres;
    j.legs.push_back(l);
  }
  j.borders = 2;
  j.countries = {"pk", "cn", "kz"};
  j.modes = {network::mode::road};
  j.arrives = instant{leaves} + std::chrono::hours{132};
  j.warnings = {{warning_kind::calendar,
                 said_text("Waits 30 h at Sost until it opens on Wed 3 Dec"),
                 {"op-1.weekdays"}},
                {warning_kind::assumed,
                 said_text("Assumed, under 12 % of the time: speed by road"),
                 {"ass-1.best"}}};
  auto second = j;
  second.id = "jba9876543210";
  second.labels = {label::cheapest, label::cleanest};
  second.warnings.erase(second.warnings.begin());
  a.journeys = {j, second};
  a.closures = {{"cl-1",
                 "border clashes",
                 "x-road-torkham",
                 "Torkham",
                 sys_days{year{2025} / 10 / 11},
                 std::nullopt,
                 sys_days{year{2025} / 11 / 20},
                 11,
                 {"cl-1.closed_from"}}};
  a.freshness = {{said_text("Torkham closed, last confirmed 2025-11-20, 11 days before"),
                  "cl-1.evidence_last_on", sys_days{year{2025} / 11 / 20}, 11, false,
                  "A Newspaper"}};
  return a;
}

}  // namespace karwan::plan
