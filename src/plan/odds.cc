#include "plan/odds.h"

#include <algorithm>
#include <cmath>

#include "karwan/base/text_hash.h"
#include "plan/lognormal.h"

namespace karwan::plan {
namespace {

using namespace network;

constexpr double kSpreadTold = 0.8;  // of the variance
constexpr std::size_t kPartsTold = 5;

bounded<std::int64_t> change_of(metric const& m, step const& s) {
  return s.changed_by == kNoRule ? bounded<std::int64_t>{} : m.change.time->amount;
}

}  // namespace

std::uint64_t luck_of(topology const& topo, arc const& a) {
  text_hash h;
  h.add(a.kind == arc_kind::link       ? topo.links[a.on].entity
        : a.kind == arc_kind::crossing ? topo.crossings[a.over].entity
                                       : topo.places[topo.nodes[a.tail].at].entity);
  for (auto const end : {a.tail, a.head}) {
    h.add(topo.places[topo.nodes[end].at].entity);
    h.add(name_of(topo.nodes[end].on));
  }
  return h.value();
}

bounded<std::int64_t> spent_on(metric const& m, step const& s) {
  auto spent = m.time[s.on].amount;
  spent += s.boarding;
  spent += change_of(m, s);
  return spent;
}

namespace {

route::shut_chance shut_of(metric const& m, arc const& a) {
  if (a.kind != arc_kind::crossing || *a.over >= m.shut.size()) {
    return {};
  }
  auto const& s = m.shut[a.over];
  return {s.per_s, s.log_mean, s.log_sigma};
}

std::vector<route::chance_arc> chances_of(topology const& topo, metric const& m, trace const& way) {
  std::vector<route::chance_arc> out;
  out.reserve(way.steps.size());
  for (auto const& s : way.steps) {
    auto const spent = spent_on(m, s);
    auto const seconds =
        bounded<double>{static_cast<double>(spent.low), static_cast<double>(spent.best),
                        static_cast<double>(spent.high)};
    auto const& a = topo.arcs[s.on];
    out.push_back({*s.on, seconds.best, sigma_of(seconds), luck_of(topo, a), shut_of(m, a)});
  }
  return out;
}

// How much trips differ, and what was shut of the borders passed.
std::vector<record::statement_ix> statements_of(scene const& in, trace const& way) {
  auto out = in.metric.trip_statements;
  for (auto const& s : way.steps) {
    auto const& a = in.topo.arcs[s.on];
    if (a.kind == arc_kind::crossing && *a.over < in.metric.shut.size()) {
      auto const& closures = in.metric.shut[a.over].statements;
      out.insert(out.end(), closures.begin(), closures.end());
    }
  }
  return out;
}

// Whole seconds sum up exactly, in whatever order.
std::optional<std::int64_t> mean_of(std::vector<std::int64_t> const& took) {
  double sum = 0;
  std::size_t arrived = 0;
  for (auto const each : took) {
    if (each < route::kBarred) {
      sum += static_cast<double>(each);
      ++arrived;
    }
  }
  return arrived == 0 ? std::nullopt
                      : std::optional{std::llround(sum / static_cast<double>(arrived))};
}

// Seconds from departure to the end of the day at the place where the journey ends.
std::int64_t end_of(scene const& in, task const& t, day deadline) {
  auto const& place = in.topo.places[t.stops.back()];
  auto const end = instant{deadline + std::chrono::days{1}} -
                   std::chrono::minutes{in.metric.utc_offset_min[place.in]};
  return (end - instant{in.metric.epoch}).count() - in.metric.leaves_s;
}

// Steps and legs go in one order, but a wait or a change of trucks is a leg of its own before its
// step's.
std::vector<chances::part> largest_parts(std::vector<double> const& part_of_step, told const& t) {
  std::vector<chances::part> all;
  std::size_t step = 0;
  for (std::size_t i = 0; i < t.as.legs.size(); ++i) {
    if (t.as.legs[i].kind != leg_kind::wait && t.arcs[i].valid()) {
      all.push_back({t.as.legs[i].id, part_of_step[step++]});
    }
  }
  std::ranges::stable_sort(all, std::greater{}, &chances::part::share);
  double told = 0;
  auto const enough = std::ranges::find_if(all, [&](chances::part const& p) {
    auto const done = told >= kSpreadTold || p.share <= 0;
    told += p.share;
    return done;
  });
  all.erase(enough, all.end());
  all.resize(std::min(all.size(), kPartsTold));
  return all;
}

}  // namespace

route::simulated simulated(topology const& topo, metric const& m, trace const& way,
                           route::draw_options draws, route::known_times& times) {
  draws.trip_sigma = sigma_of(m.trip_dispersion);
  draws.leaves_s = m.leaves_s;
  return route::simulate(searchable(m), chances_of(topo, m, way), draws, times);
}

void add_odds(scene const& in, task const& t, trace const& way, std::int64_t patience_s,
              route::known_times& times, told& journey) {
  auto options = t.draws;
  options.patience_s = patience_s;
  auto found = simulated(in.topo, in.metric, way, options, times);
  auto& took = found.took_s;
  std::ranges::sort(took);
  auto& out = journey.as.odds;
  out.seed = t.draws.seed;
  out.draws = t.draws.draws;
  out.p10_s = route::quantile(took, 0.1);
  out.p50_s = route::quantile(took, 0.5);
  out.p90_s = route::quantile(took, 0.9);
  out.mean_s = mean_of(took);
  out.shut = static_cast<double>(found.shut) / static_cast<double>(options.draws);
  if (t.deadline) {
    auto const in_time = std::ranges::upper_bound(took, end_of(in, t, *t.deadline));
    out.by_deadline =
        static_cast<double>(in_time - took.begin()) / static_cast<double>(took.size());
  }
  out.spread = largest_parts(found.part, journey);
  out.statements = in.ids.of(statements_of(in, way));
}

void label_most_reliable(std::vector<told>& journeys) {
  told* best = nullptr;
  for (auto& j : journeys) {
    auto const& p90 = j.as.odds.p90_s;
    if (p90 && (best == nullptr || *p90 < *best->as.odds.p90_s)) {
      best = &j;
    }
  }
  if (best != nullptr) {
    best->as.labels.push_back(label::most_reliable);
  }
}

}  // namespace karwan::plan
