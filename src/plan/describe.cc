#include "plan/describe.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "plan/evidence.h"
#include "plan/text_hash.h"

namespace karwan::plan {
namespace {

using namespace network;

amount amount_of(arc_value const& v) {
  return {v.amount, v.assumed_share};
}

record::grade worst_of(metric const& m, arc_ix a) {
  return std::max({m.time[a].worst, m.cost[a].worst, m.emissions[a].worst});
}

// All at which a clock of the step may come to the arc.
std::vector<record::statement_ix> entry_statements(metric const& m, step const& s) {
  std::vector<record::statement_ix> out;
  for (auto const t : {s.reached.low, s.reached.best, s.reached.high}) {
    auto const at = m.statements_of_entry(s.on, t);
    out.insert(out.end(), at.begin(), at.end());
  }
  return out;
}

std::string entity_of(topology const& topo, arc const& a) {
  switch (a.kind) {
    case arc_kind::link:
      return topo.links[a.on].entity;
    case arc_kind::crossing:
      return topo.crossings[a.over].entity;
    case arc_kind::transfer:
      break;
  }
  return {};
}

// The posts on both sides of a border, in the direction of travel.
std::pair<place_ix, place_ix> posts_of(topology const& topo, arc const& a) {
  auto const& over = topo.crossings[a.over];
  auto const& on = topo.links[a.on];
  auto const origin = topo.places[a.reversed ? on.to : on.from].in;
  auto const forth = origin == over.country_a;
  return forth ? std::pair{over.post_a, over.post_b} : std::pair{over.post_b, over.post_a};
}

leg leg_of(scene const& in, arc const& a) {
  leg l;
  l.by = in.topo.nodes[a.tail].on;
  l.entity = entity_of(in.topo, a);
  l.from = refer_to(in, in.topo.nodes[a.tail].at);
  l.to = refer_to(in, in.topo.nodes[a.head].at);
  if (a.kind == arc_kind::transfer) {
    l.kind = leg_kind::transfer;
    l.to_mode = in.topo.nodes[a.head].on;
  } else if (a.kind == arc_kind::crossing) {
    l.kind = leg_kind::crossing;
    l.name = in.names.of(l.entity);
    auto const [out_of, into] = posts_of(in.topo, a);
    l.from = out_of.valid() ? refer_to(in, out_of) : l.from;
    l.to = into.valid() ? refer_to(in, into) : l.to;
  } else {
    l.line = in.topo.links[a.on].line;
    if (a.reversed) {
      std::reverse(l.line.begin(), l.line.end());
    }
  }
  return l;
}

void sum_up(told& t) {
  auto& j = t.as;
  text_hash id;
  for (auto const& l : j.legs) {
    j.time += l.time;
    j.cost += l.cost;
    j.emissions += l.emissions;
    j.metres += l.metres;
    if (l.kind == leg_kind::wait) {
      continue;  // a way is the same on whatever day it waits
    }
    // Which posts a crossing has does not make it another one: its countries tell the direction.
    auto const border = l.kind == leg_kind::crossing;
    for (auto const part : {name_of(l.kind), name_of(l.by), std::string_view{l.entity},
                            std::string_view{border ? l.from.country : l.from.id},
                            std::string_view{border ? l.to.country : l.to.id}}) {
      id.add(part);
    }
    if (l.kind == leg_kind::link &&
        std::find(j.modes.begin(), j.modes.end(), l.by) == j.modes.end()) {
      j.modes.push_back(l.by);
    }
  }
  j.id = fmt::format("j{:012x}", id.value() & 0xFFFFFFFFFFFFU);
  for (std::size_t i = 0; i < j.legs.size(); ++i) {
    j.legs[i].id = fmt::format("{}.{}", j.id, i + 1);
  }
}

}  // namespace

place_ref refer_to(scene const& in, place_ix p) {
  auto const& at = in.topo.places[p];
  auto const& country = in.topo.countries[at.in];
  return {at.entity, in.names.of(at.entity), country.iso2, at.at, country.utc_offset_min};
}

std::string name_in(scene const& in, std::string_view entity) {
  if (auto const link = in.topo.find_link(entity); link && in.names.of(entity) == entity) {
    auto const& l = in.topo.links[*link];
    return fmt::format("{}–{}", in.names.of(in.topo.places[l.from].entity),
                       in.names.of(in.topo.places[l.to].entity));
  }
  return in.names.of(entity);
}

told describe(scene const& in, trace const& way, std::vector<label> labels) {
  told out;
  auto const epoch = instant{in.metric.epoch};
  for (auto const& s : way.steps) {
    auto const& arc = in.topo.arcs[s.on];
    auto next = leg_of(in, arc);
    auto const own = in.metric.statements_of(s.on);
    std::vector<record::statement_ix> behind{own.begin(), own.end()};
    auto const entry = entry_statements(in.metric, s);
    if (s.wait.high > 0) {
      leg wait;
      wait.kind = leg_kind::wait;
      wait.by = next.by;
      wait.entity = next.entity;
      wait.name = next.name;
      wait.from = wait.to = refer_to(in, in.topo.nodes[arc.tail].at);
      wait.starts = epoch + std::chrono::seconds{s.reached.best};
      wait.time = {s.wait, 0};
      out.as.legs.push_back(std::move(wait));
      out.behind.push_back(entry);
      out.arcs.push_back(s.on);
    } else {
      behind.insert(behind.end(), entry.begin(), entry.end());
    }
    next.starts = epoch + std::chrono::seconds{s.reached.best + s.wait.best};
    next.metres = std::llround(in.metric.length_km[s.on] * 1000);
    next.time = amount_of(in.metric.time[s.on]);
    next.cost = amount_of(in.metric.cost[s.on]);
    next.emissions = amount_of(in.metric.emissions[s.on]);
    next.worst = worst_of(in.metric, s.on);
    out.as.legs.push_back(std::move(next));
    out.behind.push_back(std::move(behind));
    out.arcs.push_back(s.on);
  }
  out.as.labels = std::move(labels);
  for (auto const c : way.countries) {
    out.as.countries.push_back(in.topo.countries[c].iso2);
  }
  out.as.borders = way.borders();
  out.as.arrives = epoch + std::chrono::seconds{way.arrives};
  sum_up(out);
  for (std::size_t i = 0; i < out.behind.size(); ++i) {
    out.as.legs[i].statements = in.ids.of(out.behind[i]);
  }
  return out;
}

}  // namespace karwan::plan
