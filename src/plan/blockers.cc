#include "plan/blockers.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "plan/evidence.h"

namespace karwan::plan {
namespace {

using namespace network;

constexpr std::size_t kWaysTold = 8;

std::set<std::string, std::less<>> entities_of(record::store const& store,
                                               record::view_spec const& view,
                                               std::string_view table) {
  std::set<std::string, std::less<>> out;
  for (auto const& row : store.rows(*record::find_table(table), view)) {
    out.insert(row.entity);
  }
  return out;
}

bool permits(topology const& topo, metric_options const& o, node_ix n) {
  auto const& node = topo.nodes[n];
  auto const in = topo.places[node.at].in;
  auto const avoided = [](auto const& list, auto const& what) {
    return std::find(list.begin(), list.end(), what) != list.end();
  };
  return has_mode(o.modes, node.on) && !avoided(o.avoid_places, node.at) &&
         !avoided(o.avoid_countries, in);
}

// The arrays of a metric with some barriers lifted: arcs that only those keep shut can be used at
// any time. What the question itself rules out (modes, places and countries avoided) stays shut.
struct lifted {
  std::vector<std::int64_t> duration_s;
  std::vector<std::uint32_t> opens;
  bool any{false};  // something was lifted

  route::metric searchable_of(metric const& m) const {
    auto out = searchable(m);
    out.duration_s = duration_s;
    out.opens = opens;
    return out;
  }
};

template <typename Predicate>
lifted lift(topology const& topo, metric const& m, metric_options const& o,
            Predicate const& may_lift) {
  lifted out{m.duration_s, m.opens};
  for (auto at = m.barriers.begin(); at != m.barriers.end();) {
    auto const a = at->on;
    bool some = false, all = true;
    for (; at != m.barriers.end() && at->on == a; ++at) {
      some = some || may_lift(*at);
      all = all && (may_lift(*at) || !at->for_good);
    }
    if (some && all && permits(topo, o, topo.arcs[a].tail) && permits(topo, o, topo.arcs[a].head)) {
      out.duration_s[*a] = m.time[a].amount.best;
      out.opens[*a] = route::kAlwaysOpen;
      out.any = true;
    }
  }
  return out;
}

bool in_force(barrier const& b, day d) {
  return (!b.from || *b.from <= d) && (!b.to || d <= *b.to);
}

// Barriers of a way, by entity and target: each that a row of its own states.
using found = std::map<std::pair<std::string, std::string>, std::vector<barrier const*>>;

template <typename Predicate>
found barriers_on(metric const& m, std::vector<arc_ix> const& arcs, Predicate const& counts) {
  found out;
  for (auto const a : arcs) {
    for (auto const& b : m.barriers_of(a)) {
      if (counts(b)) {
        auto& rows = out[{b.entity, b.target}];
        auto const same = [&](barrier const* other) { return other->statements == b.statements; };
        if (std::none_of(rows.begin(), rows.end(), same)) {
          rows.push_back(&b);
        }
      }
    }
  }
  return out;
}

std::string name_of_barrier(scene const& in, barrier const& b, evidence const& known) {
  if (!b.missing.empty()) {
    return "no " + b.missing + " is known";
  }
  for (auto const s : b.statements) {
    if (auto const at = known.find(s); at.row != nullptr) {
      for (auto const column : {"reason", "summary", "what_changes", "requirement"}) {
        auto const& table = record::tables()[*at.row->table];
        auto const has = std::any_of(table.columns.begin(), table.columns.end(),
                                     [&](auto const& c) { return c.name == column; });
        if (has && !at.row->text(column).empty()) {
          return std::string{at.row->text(column)};
        }
      }
    }
  }
  return name_in(in, b.entity);
}

// The later of two days up to `on`; of days after it, the earlier.
std::optional<day> nearer(std::optional<day> a, std::optional<day> b, day on) {
  if (!a || !b) {
    return a ? a : b;
  }
  return (*a <= on && *b <= on) ? std::max(a, b) : std::min(a, b);
}

// What several rows state of one barrier: from the first day of any to the last of any, confirmed
// by the latest that was not after the day.
barrier as_one(std::vector<barrier const*> const& rows, day on) {
  auto out = *rows.front();
  for (auto const* b : rows) {
    out.from = !out.from || !b->from ? std::nullopt : std::min(out.from, b->from);
    out.to = !out.to || !b->to ? std::nullopt : std::max(out.to, b->to);
    out.evidence_last_on = nearer(out.evidence_last_on, b->evidence_last_on, on);
    for (auto const s : b->statements) {
      if (std::find(out.statements.begin(), out.statements.end(), s) == out.statements.end()) {
        out.statements.push_back(s);
      }
    }
  }
  return out;
}

std::vector<blocker> listed(scene const& in, task const& t, found const& barriers) {
  std::vector<record::statement_ix> all;
  for (auto const& [_, rows] : barriers) {
    for (auto const* b : rows) {
      all.insert(all.end(), b->statements.begin(), b->statements.end());
    }
  }
  evidence const known{in.record, t.options.view, all};
  std::vector<blocker> out;
  for (auto const& [key, rows] : barriers) {
    auto const b = as_one(rows, t.options.view.as_of);
    blocker next{.entity = b.entity,
                 .name = name_of_barrier(in, b, known),
                 .target = b.target,
                 .target_name = b.target.empty() ? "" : name_in(in, b.target),
                 .from = b.from,
                 .to = b.to,
                 .last_confirmed = b.evidence_last_on,
                 .age_days = std::nullopt,
                 .statements = in.ids.of(b.statements)};
    if (next.last_confirmed) {
      next.age_days =
          std::max(0, static_cast<int>((t.options.view.as_of - *next.last_confirmed).count()));
    }
    out.push_back(std::move(next));
  }
  return out;
}

trace traced(scene const& in, task const& t, way const& w) {
  return replay(in.topo, in.metric, w.arcs, t.stops.front(), t.stops.back());
}

// What keeps the arcs of a way out of use, or makes them wait too long: each thing that does so
// alone, or, where none does, what is shut when they are reached, or all that there is.
found blocking(scene const& in, task const& t, patience const& patient, way const& w) {
  found out;
  for (auto const& s : traced(in, t, w).steps) {
    auto const barred = in.metric.duration_s[*s.on] == route::kBarred;
    if (!barred && s.wait.best <= patient.closed_s) {
      continue;
    }
    auto const reached = t.options.depart + std::chrono::days{s.reached.best / 86400};
    auto here = barriers_on(in.metric, {s.on}, [](barrier const& b) { return b.for_good; });
    if (here.empty()) {
      here = barriers_on(in.metric, {s.on},
                         [&](barrier const& b) { return b.from && in_force(b, reached); });
    }
    if (here.empty()) {
      here = barriers_on(in.metric, {s.on}, [](barrier const&) { return true; });
    }
    out.merge(here);
  }
  return out;
}

// Of the way that the fewest things block; of the fastest of those.
found least_blocking(scene const& in, task const& t, patience const& patient, front const& f) {
  found best;
  bool first = true;
  for (auto const& w : f.ways) {
    auto here = blocking(in, t, patient, w);
    if (first || here.size() < best.size()) {
      best = std::move(here);
      first = false;
    }
  }
  return best;
}

}  // namespace

barrier_kinds::barrier_kinds(record::store const& store, record::view_spec const& view)
    : closures_{entities_of(store, view, "closures")},
      openings_{entities_of(store, view, "openings")},
      bans_{entities_of(store, view, "procedures")} {}

std::vector<blocker> closures_felt(scene const& in, task const& t, route::searcher& search,
                                   barrier_kinds const& kinds) {
  auto const counts = [&](barrier const& b) {
    return (kinds.is_closure(b) || kinds.is_ban(b)) && in_force(b, t.options.depart);
  };
  auto const open = lift(in.topo, in.metric, t.options, counts);
  if (!open.any) {
    return {};
  }
  auto const f = find_front(search, in.topo, open.searchable_of(in.metric), t.stops);
  std::vector<trace> traces;
  std::transform(f.ways.begin(), f.ways.end(), std::back_inserter(traces),
                 [&](way const& w) { return traced(in, t, w); });
  found felt;
  for (auto const& c : choose(traces, kWaysTold)) {
    felt.merge(barriers_on(in.metric, f.ways[c.index].arcs, counts));
  }
  return listed(in, t, felt);
}

std::vector<blocker> blocked_by(scene const& in, task const& t, route::searcher& search,
                                barrier_kinds const& kinds, patience const& patient,
                                facts const& all_facts, std::vector<rules::rule> const& bans) {
  auto const attempt = [&](metric const& m, auto const& may_lift) {
    auto const open = lift(in.topo, m, t.options, may_lift);
    auto const f = find_front(search, in.topo, open.searchable_of(m), t.stops);
    return listed(in, t, least_blocking(in, t, patient, f));
  };
  // What is shut comes first, then what is not built, then what nobody has stated.
  auto const shut = [&](barrier const& b) {
    return kinds.is_closure(b) || kinds.is_opening(b) || kinds.is_ban(b);
  };
  if (auto out = attempt(in.metric, shut); !out.empty()) {
    return out;
  }
  auto options = t.options;
  for (auto const& l : in.topo.links) {
    auto const known = std::any_of(options.view.worlds.begin(), options.view.worlds.end(),
                                   [&](auto const& w) { return w.id == l.world; });
    if (!l.world.empty() && !known) {
      options.view.worlds.push_back({l.world, std::nullopt});
    }
  }
  auto built = build_metric(in.topo, all_facts, options);
  rules::bar(built, in.topo, bans);
  if (auto out = attempt(built, shut); !out.empty()) {
    return out;
  }
  return attempt(built, [](barrier const&) { return true; });
}

}  // namespace karwan::plan
