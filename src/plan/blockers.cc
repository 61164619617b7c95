#include "plan/blockers.h"

#include <algorithm>
#include <functional>
#include <map>
#include <tuple>

#include "karwan/network/lifting.h"
#include "plan/evidence.h"
#include "plan/least_sets.h"

namespace karwan::plan {
namespace {

using namespace network;

constexpr std::size_t kWaysTold = 8;
constexpr std::size_t kSetsCompared = 16;

bool in_force(barrier const& b, day d) {
  return (!b.from || *b.from <= d) && (!b.to || d <= *b.to);
}

// Barriers of a way, by entity and target: each that a row of its own states.
using found_barriers = std::map<std::pair<std::string, std::string>, std::vector<barrier const*>>;

template <typename Predicate>
found_barriers barriers_on(metric const& m, std::vector<arc_ix> const& arcs,
                           Predicate const& counts) {
  found_barriers out;
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

std::vector<blocker> listed(scene const& in, task const& t, found_barriers const& barriers) {
  std::vector<record::statement_ix> all;
  for (auto const& [_, rows] : barriers) {
    for (auto const* b : rows) {
      all.insert(all.end(), b->statements.begin(), b->statements.end());
    }
  }
  evidence const known{in.record, in.read, t.options.view, all};
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

// Does what bars it wait for a world that would build it?
bool is_promised(topology const& topo, barrier const& b) {
  auto const& a = topo.arcs[b.on];
  return a.kind != arc_kind::transfer && !b.entity.empty() && topo.links[a.on].world == b.entity;
}

trace traced(scene const& in, task const& t, way const& w) {
  return replay(in.topo, in.metric, w, t.stops.front(), t.stops.back());
}

route::metric searchable_with(network::metric const& m, opened const& with) {
  auto out = searchable(m);
  out.duration_s = with.duration_s;
  out.opens = with.opens;
  out.first_window = with.first_window;
  out.windows = with.windows;
  return out;
}

bool keeps_waiting(route::metric const& m, std::int64_t leaves_s, patience const& patient,
                   way const& w) {
  auto now = leaves_s;
  for (auto const a : w.arcs) {
    auto const left = route::arrival(m, *a, now);
    if (left == route::kBarred || left - m.duration_s[*a] - now > patient.closed_s) {
      return true;
    }
    now = left;
  }
  return false;
}

// The fastest way on which nothing keeps one waiting too long, or nullptr.
way const* fastest(patience const& patient, route::metric const& m, std::int64_t leaves_s,
                   front const& f) {
  auto const at = std::ranges::find_if_not(
      f.ways, [&](way const& w) { return keeps_waiting(m, leaves_s, patient, w); });
  return at == f.ways.end() ? nullptr : &*at;  // they are sorted by time
}

// The smallest sets of what may be lifted that open a way; of several, the one that opens the
// fastest: what it lifts on that way.
class least_blocking {
 public:
  least_blocking(scene const& in, task const& t, passage& ways, patience const& patient,
                 network::metric const& m, std::function<bool(barrier const&)> const& may)
      : ways_{ways}, patient_{patient}, metric_{m}, lift_{in.topo, m, t.options, may} {}

  found_barriers barriers() {
    found_barriers out;
    auto best = route::kBarred;
    auto const opens = [&](flags const& lifted) { return is_open(lifted); };
    for (auto const& set : least_sets(lift_.entities().size(), opens, kSetsCompared)) {
      flags lifted(lift_.entities().size(), false);
      std::ranges::for_each(set, [&](auto i) { lifted[i] = true; });
      auto const open = lift_.with(lifted);
      auto const m = searchable_with(metric_, open);
      auto const f = ways_.find(m);
      auto const* way = fastest(patient_, m, metric_.leaves_s, f);
      if (way != nullptr && way->total[route::kTime] < best) {
        best = way->total[route::kTime];
        out = barriers_on(metric_, way->arcs, [&](barrier const& b) { return lifts(lifted, b); });
      }
    }
    return out;
  }

 private:
  // The search that answers tells only some of all ways: what it tells must be among them.
  bool is_open(flags const& lifted) {
    auto const open = lift_.with(lifted);
    auto const m = searchable_with(metric_, open);
    if (!ways_.is_open(m, patient_)) {
      return false;
    }
    auto const f = ways_.find(m);
    return fastest(patient_, m, metric_.leaves_s, f) != nullptr;
  }

  bool lifts(flags const& lifted, barrier const& b) const {
    auto const& all = lift_.entities();
    auto const at = std::ranges::lower_bound(all, b.entity);
    return at != all.end() && *at == b.entity && lifted[static_cast<std::size_t>(at - all.begin())];
  }

  passage& ways_;
  patience const& patient_;
  network::metric const& metric_;
  lifting lift_;
};

// The metric with all promises taken as kept, where each link that only a promise would build is
// barred by it.
network::metric with_promises(scene const& in, task const& t, facts const& all_facts,
                              std::vector<rules::rule> const& bans) {
  auto options = t.options;
  for (auto const& l : in.topo.links) {
    auto const known = std::any_of(options.view.worlds.begin(), options.view.worlds.end(),
                                   [&](auto const& w) { return w.id == l.world; });
    if (!l.world.empty() && !known) {
      options.view.worlds.push_back({l.world, std::nullopt});
    }
  }
  auto built = build_metric(in.topo, all_facts, options);
  built.leaves_s = in.metric.leaves_s;
  rules::bar(built, in.topo, bans, in.under);
  for (auto const& b : in.metric.barriers) {
    if (b.for_good && is_promised(in.topo, b)) {
      built.duration_s[*b.on] = route::kBarred;
      built.barriers.push_back(b);
    }
  }
  std::ranges::stable_sort(built.barriers, {}, &barrier::on);
  return built;
}

}  // namespace

barrier_kinds::barrier_kinds(network::rows_read const& read, std::vector<rules::rule> const& bans,
                             record::view_spec const& view)
    : closures_{read.entities("closures", view)}, openings_{read.entities("openings", view)} {
  for (auto const& b : bans) {
    bans_.insert(b.entity);
  }
}

std::vector<blocker> closures_felt(scene const& in, task const& t, passage& ways,
                                   barrier_kinds const& kinds) {
  auto const counts = [&](barrier const& b) {
    return (kinds.is_closure(b) || kinds.is_ban(b)) && in_force(b, t.options.depart);
  };
  lifting lift{in.topo, in.metric, t.options, counts};
  if (lift.entities().empty()) {
    return {};
  }
  auto const open = lift.with(flags(lift.entities().size(), true));
  auto const m = searchable_with(in.metric, open);
  auto const f = ways.find(m);
  std::vector<trace> traces;
  std::transform(f.ways.begin(), f.ways.end(), std::back_inserter(traces),
                 [&](way const& w) { return traced(in, t, w); });
  found_barriers felt;
  for (auto const& c : choose(traces, kWaysTold)) {
    felt.merge(barriers_on(in.metric, f.ways[c.index].arcs, counts));
  }
  return listed(in, t, felt);
}

std::vector<blocker> blocked_by(scene const& in, task const& t, passage& ways,
                                barrier_kinds const& kinds, patience const& patient,
                                facts const& all_facts, std::vector<rules::rule> const& bans) {
  auto const attempt = [&](network::metric const& m, auto const& may_lift) {
    return listed(in, t, least_blocking{in, t, ways, patient, m, may_lift}.barriers());
  };
  // What is shut comes first, then what is not built, then what nobody has stated.
  auto const shut = [&](barrier const& b) {
    return kinds.is_closure(b) || kinds.is_opening(b) || kinds.is_ban(b);
  };
  if (auto out = attempt(in.metric, shut); !out.empty()) {
    return out;
  }
  auto const built = with_promises(in, t, all_facts, bans);
  if (auto out = attempt(built, [](barrier const& b) { return b.missing.empty(); }); !out.empty()) {
    return out;
  }
  return attempt(built, [](barrier const&) { return true; });
}

}  // namespace karwan::plan
