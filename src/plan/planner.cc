#include "karwan/plan/planner.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <tuple>

#include "karwan/base/text.h"
#include "plan/corridors.h"
#include "plan/crew.h"
#include "plan/derive.h"
#include "plan/odds.h"
#include "plan/shut.h"
#include "plan/warnings.h"
#include "plan/ways.h"
#include "plan/weigh.h"

namespace karwan::plan {
namespace {

constexpr std::size_t kJourneysTold = 8;

// What of a view decides which rows are read at all: the rest is the metric's business.
bool same_rows(record::view_spec const& a, record::view_spec const& b) {
  return a.known_at == b.known_at && a.published_by == b.published_by && a.without == b.without &&
         a.hidden == b.hidden && a.layers == b.layers;
}

front find_ways(scene const& in, task const& t, passage& ways) {
  return find_ways(in.topo, in.metric, t, truck_rules(in.topo, in.truck_bans, in.under), in.charges,
                   ways);
}

std::vector<trace> replay_all(scene const& in, task const& t, patience const& patient,
                              front const& f) {
  return replay_all(in.topo, in.metric, t, patient, in.charges, f);
}

// Tells ways as journeys, with their odds and, where a crew was asked for, its hours kept.
class teller {
 public:
  teller(scene const& in, task const& t, patience const& patient)
      : in_{in}, task_{t}, patient_{patient} {
    if (t.options.drivers) {
      hours_ = read_crew_hours(in.record, t.options.view, *t.options.drivers);
    }
  }

  told tell(trace const& way, std::vector<label> labels) const {
    auto out = describe(in_, way, std::move(labels));
    if (hours_) {
      auto& crew = out.as.crew.emplace();
      if (auto const kept = keep_hours(in_.metric, way, *hours_)) {
        crew = {kept->took_s, kept->breaks, kept->rests, kept->week_rests, {}};
      }
      crew.statements = in_.ids.of(hours_->statements);
    }
    add_shelf_life(in_, task_, out.as);
    add_odds(in_, task_, way, patient_.closed_s, in_.times, out);
    return out;
  }

 private:
  scene const& in_;
  task const& task_;
  patience const& patient_;
  std::optional<crew_hours> hours_;
};

std::vector<record::statement_ix> all_statements(scene const& in, std::vector<told> const& journeys,
                                                 std::vector<blocker> const& shut) {
  std::vector<record::statement_ix> out;
  for (auto const& j : journeys) {
    for (auto const& leg : j.behind) {
      out.insert(out.end(), leg.begin(), leg.end());
    }
  }
  for (auto const& b : shut) {
    for (auto const& id : b.statements) {
      if (auto const s = in.ids.find(id)) {
        out.push_back(*s);
      }
    }
  }
  return out;
}

answer understood(scene const& in, task const& t) {
  answer a;
  a.from = refer_to(in, t.stops.front());
  a.to = refer_to(in, t.stops.back());
  for (std::size_t i = 1; i + 1 < t.stops.size(); ++i) {
    a.via.push_back(refer_to(in, t.stops[i]));
  }
  if (t.product) {
    a.product = {t.product->id, t.product->name, t.product->hs_code};
  }
  a.carried = t.options.carried;
  a.vehicles = static_cast<int>(in.metric.vehicles);
  a.modes = t.options.modes;
  a.drivers = t.options.drivers;
  a.carrier = t.carrier;
  a.under = t.under;
  a.avoid = t.avoid;
  a.depart = t.options.depart;
  a.depart_at = t.depart_at;
  a.deadline = t.deadline;
  a.eps = t.eps;
  a.value_usd = t.value_usd;
  a.today = t.today;
  a.view = t.options.view;
  a.record_version = in.record.version(t.options.view);
  return a;
}

// What part of the goods' value the way costs, where that is said.
void add_share(task const& t, journey& j) {
  if (t.value_usd) {
    auto const share = [&](std::int64_t c) {
      return static_cast<double>(c) / (100 * *t.value_usd);
    };
    auto const& cents = j.cost.value;
    j.of_value = bounded<double>{share(cents.low), share(cents.best), share(cents.high)};
  }
}

std::vector<told> told_of(scene const& in, task const& t, patience const& patient,
                          std::vector<trace> const& traces) {
  std::vector<told> journeys;
  teller const say{in, t, patient};
  for (auto& c : choose(traces, kJourneysTold)) {
    journeys.push_back(say.tell(traces[c.index], std::move(c.labels)));
    add_share(t, journeys.back().as);
  }
  label_most_reliable(journeys);
  return journeys;
}

answer answered(scene const& in, task const& t, network::facts const& facts,
                std::vector<rules::rule> const& bans, route::searcher& search, detail much) {
  auto a = understood(in, t);
  auto const ways = anywhere(search, in.topo, t.stops, in.metric.leaves_s, t.eps);
  auto const found = find_ways(in, t, *ways);
  auto const patient = read_patience(in.read, t.options.view);
  auto const traces = replay_all(in, t, patient, found);
  a.front_size = traces.size();
  auto journeys = told_of(in, t, patient, traces);
  if (much == detail::totals && !journeys.empty()) {
    for (auto& j : journeys) {
      if (auto late = shelf_life(in, t, j.as)) {
        j.as.warnings.push_back(std::move(*late));
      }
      a.journeys.push_back(std::move(j.as));
    }
    return a;
  }
  barrier_kinds const kinds{in.read, bans, t.options.view};
  if (journeys.empty()) {
    a.no_route = blocked_by(in, t, *ways, kinds, patient, facts, bans);
  } else {
    a.closures = closures_felt(in, t, *ways, kinds);
  }
  auto const& shut = a.no_route ? *a.no_route : a.closures;
  evidence const known{in.record, in.read, t.options.view, all_statements(in, journeys, shut)};
  for (auto& j : journeys) {
    grade_entries(known, j);
    add_warnings(in, t, known, patient, j);
  }
  a.freshness = freshness_of(in, t, known, patient, a, journeys);
  for (auto& j : journeys) {
    a.journeys.push_back(std::move(j.as));
  }
  a.warnings = general_warnings(in, t, patient, a, found.cut);
  return a;
}

// The best of the ways by one criterion; ties go to the faster, then cheaper, then cleaner.
trace const& best_of(std::vector<trace> const& all, label by) {
  for (auto const& c : choose(all, 0)) {
    if (std::ranges::find(c.labels, by) != c.labels.end()) {
      return all[c.index];
    }
  }
  return all.front();
}

of_corridor by_corridor(scene const& in, task const& t, corridor const& c, label by,
                        network::facts const& facts, std::vector<rules::rule> const& bans) {
  of_corridor out{c.entity, in.names.of(c.entity), std::nullopt, {}};
  auto const ways = along(c, in.topo, t.stops.front(), t.stops.back(), in.metric.leaves_s);
  auto const found = ways->find(searchable(in.metric));
  auto const patient = read_patience(in.read, t.options.view);
  auto const traces = replay_all(in, t, patient, found);
  out.cut = found.cut;
  if (traces.empty()) {
    barrier_kinds const kinds{in.read, bans, t.options.view};
    out.blocked_by = blocked_by(in, t, *ways, kinds, patient, facts, bans);
    return out;
  }
  auto const& best = best_of(traces, by);
  std::vector<told> one{teller{in, t, patient}.tell(best, {by})};
  add_share(t, one.front().as);
  evidence const known{in.record, in.read, t.options.view, all_statements(in, one, {})};
  grade_entries(known, one.front());
  add_warnings(in, t, known, patient, one.front());
  out.best = std::move(one.front().as);
  return out;
}

comparison side_by_side(scene const& in, task const& t, label by, network::facts const& facts,
                        std::vector<rules::rule> const& bans) {
  comparison out{understood(in, t), by, {}};
  if (t.stops.size() > 2) {
    throw failure{{error_kind::bad_input, "a comparison takes the way of each corridor", "via",
                   "Leave it out, or plan without --compare"}};
  }
  for (auto const& c : read_corridors(in.record, t.options.view)) {
    out.corridors.push_back(by_corridor(in, t, c, by, facts, bans));
  }
  if (out.corridors.empty()) {
    throw failure{{error_kind::bad_data, "the record knows no corridors", "compare",
                   "Fill the table corridors of the pack"}};
  }
  return out;
}

// By number, from 1, or by label.
std::size_t number_of(std::string const& wanted, std::vector<told> const& journeys) {
  for (std::size_t i = 0; i < journeys.size(); ++i) {
    auto const& labels = journeys[i].as.labels;
    auto const has = [&](label l) { return name_of(l) == wanted; };
    if (wanted == std::to_string(i + 1) || std::ranges::any_of(labels, has)) {
      return i;
    }
  }
  throw failure{{error_kind::bad_input, fmt::format("there is no journey {}", in_quotes(wanted)),
                 "explain",
                 journeys.empty() ? "Plan without --explain: it says what bars the way"
                                  : fmt::format("Give 1 to {}, or a label", journeys.size())}};
}

explanation explained_by(scene const& in, task const& t, network::facts const& facts,
                         route::searcher& search, explain_wish const& wish) {
  auto const ways = anywhere(search, in.topo, t.stops, in.metric.leaves_s, t.eps);
  auto const found = find_ways(in, t, *ways);
  auto const patient = read_patience(in.read, t.options.view);
  auto const traces = replay_all(in, t, patient, found);
  auto journeys = told_of(in, t, patient, traces);
  auto& one = journeys[number_of(wish.journey, journeys)];
  return {understood(in, t), one.as.id, one.as.labels, derive(in, t, facts, one, wish)};
}

// Departure in seconds since the metric's epoch.
std::int64_t leaves_s(task const& t, network::topology const& topo, network::metric const& m) {
  if (!t.depart_at) {
    return 0;
  }
  auto const offset = m.utc_offset_min[topo.places[t.stops.front()].in];
  return std::chrono::seconds{*t.depart_at - std::chrono::minutes{offset}}.count();
}

front_ways ways_of(scene const& in, task const& t, route::searcher& search) {
  auto const ways = anywhere(search, in.topo, t.stops, in.metric.leaves_s, t.eps);
  auto const found = ways->find(searchable(in.metric));
  auto const patient = read_patience(in.read, t.options.view);
  front_ways out{understood(in, t), {}, found.cut};
  for (auto const& w : found.ways) {
    if (taken(in, t, patient, w.arcs)) {
      out.ways.push_back(w.arcs);
    }
  }
  return out;
}

std::vector<std::optional<weighed_way>> weigh_all(scene const& in, task const& t,
                                                  std::span<way_arcs const> ways) {
  auto const patient = read_patience(in.read, t.options.view);
  std::vector<std::optional<weighed_way>> out;
  for (auto const& w : ways) {
    auto const way = taken(in, t, patient, w);
    out.push_back(way ? std::optional{weighed(in, *way)} : std::nullopt);
  }
  return out;
}

journey told_as(scene const& in, task const& t, way_arcs const& arcs) {
  auto const patient = read_patience(in.read, t.options.view);
  auto const way = taken(in, t, patient, arcs);
  if (!way) {
    throw failure{{error_kind::bad_input, "the way cannot be taken in this view", {}, {}}};
  }
  auto out = teller{in, t, patient}.tell(*way, {}).as;
  add_share(t, out);
  return out;
}

void refuse_carrier(question const& q) {
  if (!q.carrier.empty()) {
    throw failure{{error_kind::bad_input, "ways are weighed without rules on carriers", "carrier",
                   "Leave it out"}};
  }
}

}  // namespace

// The rules of one choice of worlds.
struct rules_of_worlds {
  std::vector<record::world_choice> worlds;
  rules::bans bans;
  std::optional<rules::memberships> members;         // read where somebody asks under an instrument
  std::optional<std::vector<rules::priced>> prices;  // and these, where of a carrier

  std::vector<rules::priced> const& priced(record::store const& store,
                                           record::view_spec const& view) {
    if (!prices) {
      prices = rules::priced_rules(rules::read_rules(store, view));
    }
    return *prices;
  }

  rules::regime regime_of(network::topology const& topo, record::store const& store,
                          record::view_spec const& view, rules::shipment const& s) {
    if (!s.instruments) {
      return {};
    }
    if (!members && !s.instruments->empty()) {
      members.emplace(store, view);
    }
    return members ? rules::regime{topo, s, *members} : rules::regime{topo, s, {}};
  }
};

// What was made of the record, for views that see the same rows of it.
struct planner::base {
  base(record::store const& store, record::view_spec const& view)
      : version{store.version(view.layers)},
        rows{view},
        facts{network::read_facts(store, view)},
        read{*facts},
        topo{network::build_topology(*facts)},
        search{searchable(topo)},
        ids{store, read} {}

  // Facts hold the rows of all worlds, rules those of chosen ones. Of two views that are compared
  // both are kept.
  rules_of_worlds& rules_of(record::store const& store, record::view_spec const& view) {
    constexpr std::size_t kMost = 4;
    auto const at = std::ranges::find_if(
        ruled, [&](rules_of_worlds const& r) { return r.worlds == view.worlds; });
    if (at != ruled.end()) {
      std::rotate(ruled.begin(), at, at + 1);  // the last asked first
    } else {
      ruled.push_front({view.worlds, rules::read_bans(store, view), {}, {}});
      ruled.resize(std::min(ruled.size(), kMost));
    }
    return ruled.front();
  }

  std::string version;
  record::view_spec rows;
  std::shared_ptr<network::facts const> facts;
  network::rows_read read;
  network::topology topo;
  route::searcher search;
  std::deque<rules_of_worlds> ruled;
  statement_ids ids;
  route::known_times times;
};

// The names that views see, whatever they lift or hide.
struct planner::named {
  named(record::store const& store, record::view_spec const& view)
      : version{store.version(view.layers)}, rows{without_wishes(view)}, index{store, rows} {}

  static record::view_spec without_wishes(record::view_spec view) {
    view.without.clear();
    view.hidden.clear();
    view.worlds.clear();
    return view;
  }

  // Of many questions under one scenario it is resolved once.
  record::view_spec resolved(question const& q, record::store const& store) {
    if (q.view.worlds.empty()) {
      return resolve_view(q, store, index);
    }
    auto const same = scenario_asked && scenario_asked->as_of == q.view.as_of &&
                      same_rows(*scenario_asked, q.view) && scenario_asked->worlds == q.view.worlds;
    if (!same) {
      scenario = resolve_view(q, store, index);
      scenario_asked = q.view;
    }
    return scenario;
  }

  std::string version;
  record::view_spec rows;
  record::name_index index;
  std::optional<record::view_spec> scenario_asked;  // the last
  record::view_spec scenario;                       // and what it is
};

// Metrics made for earlier questions, without bans: questions that differ in their ends, product
// or deadline share one, and those of one load share its values, whatever the day and the ways. The
// longest unused make room.
struct planner::kept_metrics {
  static constexpr std::size_t kMost = 16, kMostLoads = 32;  // each some 300 kB

  struct entry {
    network::metric_options options;
    std::shared_ptr<network::metric const> metric;
  };
  std::deque<entry> entries, by_load;  // the last used first

  // One record's planner reads the same rows for both: what is left is what a metric takes of them.
  static bool same(network::metric_options const& a, network::metric_options const& b) {
    return network::same_values(a, b) && a.depart == b.depart && a.modes == b.modes &&
           a.who == b.who && a.avoid_places == b.avoid_places &&
           a.avoid_countries == b.avoid_countries;
  }

  // The one that is alike, now the first; or nullptr.
  static network::metric const* find(std::deque<entry>& all, network::metric_options const& o,
                                     bool (*alike)(network::metric_options const&,
                                                   network::metric_options const&)) {
    auto const at = std::ranges::find_if(all, [&](entry const& e) { return alike(e.options, o); });
    if (at == all.end()) {
      return nullptr;
    }
    std::rotate(all.begin(), at, at + 1);
    return all.front().metric.get();
  }

  static network::metric const& keep(std::deque<entry>& all, std::size_t most, entry e) {
    all.push_front(std::move(e));
    all.resize(std::min(all.size(), most));
    return *all.front().metric;
  }

  network::metric const& of(base const& on, network::metric_options const& o) {
    if (auto const* known = find(entries, o, same)) {
      return *known;
    }
    auto const* values = find(by_load, o, network::same_values);
    auto made = std::make_shared<network::metric const>(
        values == nullptr ? network::build_metric(on.topo, *on.facts, o)
                          : network::build_metric(on.topo, *on.facts, o, *values));
    if (values == nullptr) {
      keep(by_load, kMostLoads, {o, made});
    }
    return keep(entries, kMost, {o, std::move(made)});
  }
};

planner::planner(record::store const& store) : record_{store} {}
planner::~planner() = default;
planner::planner(planner&&) noexcept = default;

template <typename Tell>
auto planner::with(question const& q, Tell const& tell) {
  record::reading const one_state{record_};
  auto const version = record_.version(q.view.layers);
  if (!named_ || named_->version != version ||
      !same_rows(named_->rows, named::without_wishes(q.view))) {
    named_ = std::make_unique<named>(record_, q.view);
  }
  auto const view = named_->resolved(q, record_);
  if (!base_ || base_->version != version || !same_rows(base_->rows, view)) {
    base_ = std::make_unique<base>(record_, view);
    metrics_ = std::make_unique<kept_metrics>();
  }
  auto& ruled = base_->rules_of(record_, view);
  namer const names{named_->index, q.lang};
  auto const t = resolve(q, view, record_, base_->topo, names);
  auto const* metric = &metrics_->of(*base_, t.options);
  auto const goods = shipment_of(base_->topo, t);
  auto const bans = rules::bans_on(ruled.bans.goods, goods);
  auto const truck_bans =
      t.carrier ? rules::bans_on(ruled.bans.trucks, trucks_of(goods)) : std::vector<rules::rule>{};
  auto const under =
      ruled.regime_of(base_->topo, record_, view, t.carrier ? trucks_of(goods) : goods);
  auto left = rules::bans_left(ruled.bans.goods, goods);
  if (t.carrier) {
    std::ranges::move(rules::bans_left(ruled.bans.trucks, trucks_of(goods)),
                      std::back_inserter(left));
  }
  auto const leaves = leaves_s(t, base_->topo, *metric);
  std::optional<network::metric> own;
  if (!bans.empty() || leaves != 0 || !q.shut.empty()) {
    own.emplace(*metric);
    rules::bar(*own, base_->topo, bans, under);
    shut(*own, base_->topo, q.shut);
    own->leaves_s = leaves;
    metric = &*own;
  }
  std::vector<rules::priced> const none;
  auto const& prices = t.carrier ? ruled.priced(record_, view) : none;
  auto const charges = rules::charges_on(base_->topo, *metric, prices, trucks_of(goods), under);
  return tell(scene{record_, base_->read, base_->topo, *metric, names, base_->ids, truck_bans,
                    under, left, prices, charges, base_->times},
              t, bans);
}

answer planner::operator()(question const& q, detail much) {
  return with(q, [&](scene const& in, task const& t, auto const& bans) {
    return answered(in, t, *base_->facts, bans, base_->search, much);
  });
}

comparison planner::compare(question const& q, label by) {
  return with(q, [&](scene const& in, task const& t, auto const& bans) {
    return side_by_side(in, t, by, *base_->facts, bans);
  });
}

explanation planner::explain(question const& q, explain_wish const& wish) {
  return with(q, [&](scene const& in, task const& t, auto const&) {
    return explained_by(in, t, *base_->facts, base_->search, wish);
  });
}

front_ways planner::ways(question const& q) {
  refuse_carrier(q);
  return with(q, [&](scene const& in, task const& t, auto const&) {
    return ways_of(in, t, base_->search);
  });
}

std::vector<std::optional<weighed_way>> planner::weigh(question const& q,
                                                       std::span<way_arcs const> ways) {
  refuse_carrier(q);
  return with(q,
              [&](scene const& in, task const& t, auto const&) { return weigh_all(in, t, ways); });
}

journey planner::tell(question const& q, way_arcs const& arcs) {
  refuse_carrier(q);
  return with(q, [&](scene const& in, task const& t, auto const&) { return told_as(in, t, arcs); });
}

answer plan(record::store const& store, question const& q) {
  return planner{store}(q);
}

}  // namespace karwan::plan
