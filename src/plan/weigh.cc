#include "plan/weigh.h"

#include "plan/odds.h"

namespace karwan::plan {
namespace {

bool is_open(network::metric const& m, way_arcs const& arcs) {
  auto const windows = searchable(m);
  auto now = m.leaves_s;
  for (auto const a : arcs) {
    now = route::arrival(windows, *a, now);
    if (now == route::kBarred) {
      return false;
    }
  }
  return true;
}

leg_kind kind_of(network::arc_kind k) {
  switch (k) {
    case network::arc_kind::link:
      return leg_kind::link;
    case network::arc_kind::crossing:
      return leg_kind::crossing;
    case network::arc_kind::transfer:
      break;
  }
  return leg_kind::transfer;
}

}  // namespace

std::optional<trace> taken(scene const& in, task const& t, patience const& patient,
                           way_arcs const& arcs) {
  if (!is_open(in.metric, arcs)) {
    return std::nullopt;
  }
  auto out = replay(in.topo, in.metric, {.arcs = arcs, .swaps = {}, .total = {}}, t.stops.front(),
                    t.stops.back());
  return out.longest_wait() <= patient.closed_s ? std::optional{std::move(out)} : std::nullopt;
}

weighed_way weighed(scene const& in, trace const& way) {
  weighed_way out;
  for (auto const& s : way.steps) {
    auto const& arc = in.topo.arcs[s.on];
    out.arcs.push_back(s.on);
    out.steps.push_back({luck_of(in.topo, arc), kind_of(arc.kind), in.topo.nodes[arc.tail].on,
                         spent_on(in.metric, s), s.wait.best, in.metric.cost[s.on].amount});
  }
  out.time = way.time;
  out.cost = way.cost;
  out.emissions = way.emissions;
  out.borders = way.borders();
  out.corridor = way.corridor;
  return out;
}

}  // namespace karwan::plan
