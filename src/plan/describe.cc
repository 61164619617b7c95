#include "plan/describe.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "karwan/base/text_hash.h"
#include "plan/evidence.h"

namespace karwan::plan {
namespace {

using namespace network;

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
    if (in.under.names_any()) {
      auto const& link = in.topo.links[a.on];
      l.under = in.under.between(in.topo.places[link.from].in, in.topo.places[link.to].in);
    }
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

// A wait before an arc, of which `next` is the leg.
leg wait_of(scene const& in, leg const& next, arc const& a, waiting what) {
  leg wait;
  wait.kind = leg_kind::wait;
  wait.waits_for = what;
  wait.by = next.by;
  wait.entity = next.entity;
  wait.name = next.name;
  wait.from = wait.to = refer_to(in, in.topo.nodes[a.tail].at);
  return wait;
}

// For the next of what leaves by that mode, with a link or after a transfer, of which `next` is the
// leg.
leg boarding_of(scene const& in, leg const& next, boarding const& b) {
  leg wait;
  wait.kind = leg_kind::wait;
  wait.waits_for = waiting::boarding;
  wait.by = next.to_mode.value_or(next.by);
  wait.entity = next.entity;
  wait.name = b.service.empty() ? std::string{} : in.names.of(b.service);
  wait.from = wait.to = next.from;
  wait.time = amount_of(b.wait);
  wait.worst = b.wait.worst;
  return wait;
}

// Into another truck, at the post, because of the rule.
leg change_of(scene const& in, leg const& next, arc const& a, rules::rule const& why) {
  leg change;
  change.kind = leg_kind::transfer;
  change.by = next.by;
  change.to_mode = next.by;
  change.entity = why.entity;
  change.name = why.title;
  change.from = change.to = refer_to(in, in.topo.nodes[a.tail].at);
  change.time = amount_of(*in.metric.change.time);
  change.cost = amount_of(*in.metric.change.cost);
  change.cost_parts = {{cost_kind::exchange, change.cost.value.best}};
  change.worst = std::max({why.worst, in.metric.change.time->worst, in.metric.change.cost->worst});
  return change;
}

void add(told& to, leg l, std::vector<record::statement_ix> behind, arc_ix on) {
  to.as.legs.push_back(std::move(l));
  to.behind.push_back(std::move(behind));
  to.arcs.push_back(on);
  to.charges.emplace_back();
}

// What the truck is charged there goes to the leg's cost.
void charge(scene const& in, std::span<rules::charge const> charges, leg& l,
            std::vector<record::statement_ix>& behind, bounded<std::int64_t>& sum) {
  for (auto const& c : charges) {
    if (c.is != rules::charged::added) {
      continue;
    }
    auto const& why = in.prices[c.rule];
    l.cost += amount{c.cents, 0};
    sum += c.cents;
    if (c.cents.best != 0) {
      l.cost_parts.emplace_back(why.of, c.cents.best);
    }
    l.worst = std::max(l.worst, why.what.worst);
    behind.insert(behind.end(), why.what.statements.begin(), why.what.statements.end());
  }
}

// The wait for what leaves, if any; `ready` is when it begins, then when it ends.
void add_boarding(scene const& in, step const& s, leg const& next, instant& ready, told& out) {
  auto const* board = in.metric.boarding_of(s.on);
  if (board == nullptr || s.boarding.high <= 0) {
    return;
  }
  auto wait = boarding_of(in, next, *board);
  wait.starts = ready;
  ready += std::chrono::seconds{wait.time.value.best};
  add(out, std::move(wait), board->statements, s.on);
}

void add_change(scene const& in, step const& s, leg const& next, instant& ready, told& out) {
  if (s.changed_by == kNoRule) {
    return;
  }
  auto const& why = in.truck_bans[s.changed_by];
  auto change = change_of(in, next, in.topo.arcs[s.on], why);
  change.starts = ready;
  ready += std::chrono::seconds{change.time.value.best};
  auto behind = why.statements;
  behind.insert(behind.end(), in.metric.change.statements.begin(),
                in.metric.change.statements.end());
  add(out, std::move(change), std::move(behind), arc_ix{});
}

// The wait for something to open, or the statements because of which there is none.
std::vector<record::statement_ix> add_wait(scene const& in, step const& s, leg const& next,
                                           told& out) {
  auto const own = in.metric.statements_of(s.on);
  std::vector<record::statement_ix> behind{own.begin(), own.end()};
  auto entry = entry_statements(in.metric, s);
  if (s.wait.high > 0) {
    auto const what = in.metric.leaves_by_timetable(s.on) ? waiting::timetable : waiting::opening;
    auto wait = wait_of(in, next, in.topo.arcs[s.on], what);
    wait.starts = instant{in.metric.epoch} + std::chrono::seconds{s.reached.best};
    wait.time = {s.wait, 0};
    add(out, std::move(wait), std::move(entry), s.on);
  } else {
    behind.insert(behind.end(), entry.begin(), entry.end());
  }
  return behind;
}

// In the order in which it is lived through: one waits before a link, but after a transfer.
void add_step(scene const& in, step const& s, told& out) {
  auto const& arc = in.topo.arcs[s.on];
  auto next = leg_of(in, arc);
  auto behind = add_wait(in, s, next, out);
  auto ready = instant{in.metric.epoch} + std::chrono::seconds{s.reached.best + s.wait.best};
  auto const transfer = arc.kind == arc_kind::transfer;
  if (!transfer) {
    add_boarding(in, s, next, ready, out);
  }
  add_change(in, s, next, ready, out);
  next.starts = ready;
  next.metres = std::llround(in.metric.length_km[s.on] * 1000);
  next.time = amount_of(in.metric.time[s.on]);
  next.cost = amount_of(in.metric.cost[s.on]);
  next.emissions = amount_of(in.metric.emissions[s.on]);
  next.worst = worst_of(in.metric, s.on);
  for (auto const& part : in.metric.cost_parts_of(s.on)) {
    next.cost_parts.emplace_back(part.of, part.cents);
  }
  auto const charges = charges_of(s, in.charges);
  charge(in, charges, next, behind, out.as.charged);
  ready += std::chrono::seconds{next.time.value.best};
  add(out, next, std::move(behind), s.on);
  out.charges.back() = charges;
  if (transfer) {
    add_boarding(in, s, next, ready, out);
  }
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
  return {at.entity, in.names.of(at.entity), country.iso2, at.at, in.metric.utc_offset_min[at.in]};
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
    add_step(in, s, out);
  }
  out.as.labels = std::move(labels);
  for (auto const c : way.countries) {
    out.as.countries.push_back(in.topo.countries[c].iso2);
  }
  out.as.borders = way.borders();
  out.as.arrives = epoch + std::chrono::seconds{way.arrives};
  sum_up(out);
  for (std::size_t i = 0; i < out.behind.size(); ++i) {
    out.as.legs[i].statements = in.ids.list(out.behind[i]);
  }
  return out;
}

}  // namespace karwan::plan
