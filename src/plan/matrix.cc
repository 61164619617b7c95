#include "karwan/plan/matrix.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <map>
#include <set>
#include <thread>

#include "karwan/base/text.h"
#include "karwan/route/dijkstra.h"
#include "karwan/rules/bans.h"
#include "plan/front.h"
#include "plan/odds.h"
#include "plan/patience.h"
#include "plan/task.h"
#include "plan/trace.h"

namespace karwan::plan {
namespace {

using network::place_ix;

// The metric of one set of bans, and the weights of each criterion on it.
struct weights {
  network::metric metric;
  std::vector<std::int64_t> borders;  // per arc, kBarred where it is barred
  std::vector<std::int64_t> cost, emissions;

  explicit weights(network::metric m) : metric{std::move(m)} {
    for (std::size_t a = 0; a < metric.duration_s.size(); ++a) {
      auto const barred = metric.duration_s[a] == route::kBarred;
      cost.push_back(barred ? route::kBarred : metric.cost_cents[a]);
      emissions.push_back(barred ? route::kBarred : metric.emissions_g[a]);
      borders.push_back(barred ? route::kBarred : metric.borders[a]);
    }
  }

  std::vector<std::int64_t> const& of(route::criterion c) const {
    return c == route::kCost ? cost : c == route::kEmissions ? emissions : borders;
  }
};

std::int64_t value_of(trace const& t, route::criterion c) {
  switch (c) {
    case route::kTime:
      return t.arrives;
    case route::kCost:
      return t.cost.value.best;
    case route::kEmissions:
      return t.emissions.value.best;
    case route::kBorders:
      break;
  }
  return t.borders();
}

// All that is made of the record before the pairs are gone through.
struct ground {
  network::topology topo;
  network::metric_options options;
  std::string product;  // HS code
  patience patient;
  route::draw_options draws;
  std::vector<rules::rule> bans;
  std::vector<place_ix> places;
  std::vector<std::uint32_t> tail;  // per arc
  std::vector<weights> metrics;     // the first one without bans
  std::map<std::pair<network::country_ix, network::country_ix>, std::size_t> metric_of;

  void bar_pairs() {
    std::map<std::vector<std::string>, std::size_t> known{{{}, 0}};
    std::set<network::country_ix> countries;
    for (auto const p : places) {
      countries.insert(topo.places[p].in);
    }
    for (auto const from : countries) {
      for (auto const to : countries) {
        auto const on = rules::bans_on(bans, {topo.countries[from].entity,
                                              topo.countries[to].entity, product, options.depart});
        std::vector<std::string> ids;
        for (auto const& b : on) {
          ids.push_back(b.entity);
        }
        auto const [at, is_new] = known.try_emplace(ids, metrics.size());
        if (is_new) {
          auto barred = metrics.front().metric;
          rules::bar(barred, topo, on);
          metrics.emplace_back(std::move(barred));
        }
        metric_of[{from, to}] = at->second;
      }
    }
  }
};

// One thread's tools: from one place to all others.
class explorer {
 public:
  explorer(ground const& on, matrix_question const& q, watch const& by, matrix& out)
      : on_{on},
        q_{q},
        by_{by},
        out_{out},
        one_{searchable(on.topo)},
        search_{searchable(on.topo)} {}

  void from(std::size_t row) {
    std::set<std::size_t> needed;
    for (std::size_t to = 0; to < on_.places.size(); ++to) {
      needed.insert(metric_of(row, to));
    }
    for (auto const m : needed) {
      for (std::size_t c = 0; c < q_.by.size(); ++c) {
        explore(row, m, q_.by[c], [&](std::size_t to, trace const& t) {
          out_.best[c][row * on_.places.size() + to] = value_of(t, q_.by[c]);
        });
      }
      if (q_.quantiles) {
        explore(row, m, route::kTime,
                [&](std::size_t to, trace const& t) { draw(row, to, on_.metrics[m].metric, t); });
      }
    }
  }

  std::size_t searched() const { return searched_; }

 private:
  std::size_t metric_of(std::size_t from, std::size_t to) const {
    auto const in = [&](std::size_t i) { return on_.topo.places[on_.places[i]].in; };
    return on_.metric_of.at({in(from), in(to)});
  }

  // The best way to each place whose pair has this metric.
  template <typename Tell>
  void explore(std::size_t row, std::size_t m, route::criterion c, Tell const& tell) {
    auto const& w = on_.metrics[m];
    auto const sources = nodes_of(on_.topo, on_.places[row]);
    if (c == route::kTime) {
      one_.weigh(searchable(w.metric));
    } else {
      one_.weigh(w.of(c));
    }
    one_.run(sources);
    for (std::size_t to = 0; to < on_.places.size() && !by_.stop.stop_requested(); ++to) {
      if (to == row || metric_of(row, to) != m) {
        continue;
      }
      if (auto const t = settle(row, to, w, c)) {
        tell(to, *t);
      }
    }
  }

  // The way that one criterion found, where it can be lived through; else the best that a search of
  // all criteria finds. Nothing leads there where one criterion found nothing.
  std::optional<trace> settle(std::size_t row, std::size_t to, weights const& w,
                              route::criterion c) {
    auto const value = one_.distance();
    auto const via = one_.via();
    auto const targets = nodes_of(on_.topo, on_.places[to]);
    auto const best =
        std::ranges::min_element(targets, {}, [&](route::node n) { return value[n]; });
    if (best == targets.end() || value[*best] == route::kUnreached) {
      return std::nullopt;
    }
    std::vector<network::arc_ix> arcs;
    for (auto n = *best; via[n] != route::kNoArc; n = on_.tail[via[n]]) {
      arcs.emplace_back(via[n]);
    }
    std::ranges::reverse(arcs);
    if (c != route::kBorders && is_open(w.metric, arcs)) {
      auto t = replay(on_.topo, w.metric, way{arcs, {}, {}}, on_.places[row], on_.places[to]);
      if (t.longest_wait() <= on_.patient.closed_s) {
        return t;
      }
    }
    return searched(row, to, w, c);
  }

  bool is_open(network::metric const& m, std::vector<network::arc_ix> const& arcs) const {
    auto const windows = searchable(m);
    std::int64_t now = 0;
    for (auto const a : arcs) {
      now = route::arrival(windows, *a, now);
      if (now == route::kBarred) {
        return false;
      }
    }
    return true;
  }

  std::optional<trace> searched(std::size_t row, std::size_t to, weights const& w,
                                route::criterion c) {
    ++searched_;
    auto const from = on_.places[row], end = on_.places[to];
    auto const found =
        find_front(search_, on_.topo, searchable(w.metric), {from, end}, w.metric.leaves_s);
    std::optional<trace> best;
    for (auto const& each : found.ways) {
      auto t = replay(on_.topo, w.metric, each, from, end);
      if (t.longest_wait() <= on_.patient.closed_s &&
          (!best || value_of(t, c) < value_of(*best, c))) {
        best = std::move(t);
      }
    }
    return best;
  }

  void draw(std::size_t row, std::size_t to, network::metric const& m, trace const& t) {
    auto took = simulated(on_.topo, m, t, on_.draws, times_).took_s;
    std::ranges::sort(took);
    constexpr std::array kShares{0.1, 0.5, 0.9};
    for (std::size_t q = 0; q < kShares.size(); ++q) {
      out_.quantiles_s[q][row * on_.places.size() + to] = route::quantile(took, kShares[q]);
    }
  }

  ground const& on_;
  matrix_question const& q_;
  watch const& by_;
  matrix& out_;
  route::dijkstra one_;
  route::searcher search_;
  route::known_times times_;
  std::size_t searched_{0};
};

// Places by id; those of the countries and those named. All where neither is named.
std::vector<place_ix> places_of(matrix_question const& q, network::topology const& topo,
                                record::name_index const& names) {
  auto const entity = [&](std::string const& text, std::string_view kind, char const* option) {
    std::array const kinds{kind};
    auto found = names.resolve(text, kinds);
    if (!found) {
      found.error().place = option;
    }
    return value_or_throw(std::move(found));
  };
  std::set<place_ix> out;
  for (auto const& text : q.places) {
    auto const place = topo.find_place(entity(text, "place", "places"));
    if (!place || topo.nodes_at[**place].empty()) {
      throw failure{{error_kind::bad_input, "the network does not reach " + in_quotes(text),
                     "places", "Name a place nearby"}};
    }
    out.insert(*place);
  }
  std::set<std::string> countries;
  for (auto const& text : q.countries) {
    countries.insert(entity(text, "country", "countries"));
  }
  for (std::uint32_t i = 0; i < topo.places.size(); ++i) {
    auto const p = place_ix{i};
    auto const in = countries.contains(topo.countries[topo.places[p].in].entity);
    if ((in || (q.places.empty() && countries.empty())) && !topo.nodes_at[i].empty()) {
      out.insert(p);
    }
  }
  if (out.size() < 2) {
    throw failure{{error_kind::bad_input, "a matrix needs at least two places", "places",
                   "Name more places or countries"}};
  }
  return {out.begin(), out.end()};
}

ground prepare(record::store const& store, matrix_question const& q, matrix& out) {
  if (q.common.depart_at) {
    throw failure{{error_kind::bad_input, "all ways of a matrix leave at midnight UTC", "depart",
                   "Give a day without an hour"}};
  }
  record::name_index const names{store, q.common.view};
  auto const view = resolve_view(q.common, store, names);
  auto const facts = network::read_facts(store, view);
  ground on;
  on.topo = network::build_topology(*facts);
  on.places = places_of(q, on.topo, names);
  namer const called{names, q.common.lang};
  if (q.common.depart_at) {
    throw failure{
        {error_kind::bad_input, "a matrix is told by the day", "depart", "Leave the hour out"}};
  }
  auto between = q.common;
  between.from = on.topo.places[on.places.front()].entity;
  between.to = on.topo.places[on.places.back()].entity;
  auto const t = resolve(between, view, store, on.topo, called);
  on.options = t.options;
  on.product = t.product ? t.product->hs_code : "";
  on.patient = read_patience(network::rows_read{*facts}, view);
  on.draws = t.draws;
  on.draws.patience_s = on.patient.closed_s;
  on.bans = rules::read_bans(store, view).goods;
  on.metrics.emplace_back(network::build_metric(on.topo, *facts, on.options));
  for (std::uint32_t n = 0; n + 1 < on.topo.first_out.size(); ++n) {
    on.tail.insert(on.tail.end(), on.topo.first_out[n + 1] - on.topo.first_out[n], n);
  }
  on.bar_pairs();
  for (auto const p : on.places) {
    auto const& at = on.topo.places[p];
    auto const& country = on.topo.countries[at.in];
    out.places.push_back({at.entity, called.of(at.entity), country.iso2, at.at,
                          on.metrics.front().metric.utc_offset_min[at.in]});
  }
  out.carried = on.options.carried;
  out.depart = on.options.depart;
  out.record_version = store.version(view);
  return on;
}

}  // namespace

matrix make_matrix(record::store const& store, matrix_question const& q, watch const& by) {
  record::reading const one_state{store};
  matrix out;
  out.by = q.by;
  auto const on = prepare(store, q, out);
  auto const n = on.places.size();
  out.best.assign(q.by.size(), matrix_values(n * n));
  if (q.quantiles) {
    out.quantiles_s.fill(matrix_values(n * n));
  }
  std::atomic<std::size_t> next{0}, searched{0};
  steps counted{by, n};
  auto const work = [&] {
    explorer one{on, q, by, out};
    for (auto row = next++; row < n && !by.stop.stop_requested(); row = next++) {
      one.from(row);
      counted.one_done();
    }
    searched += one.searched();
  };
  {
    std::vector<std::jthread> threads;
    for (unsigned job = 1; job < std::min<std::size_t>(std::max(q.jobs, 1U), n); ++job) {
      threads.emplace_back(work);
    }
    work();
  }
  by.check();
  out.searched = searched;
  return out;
}

}  // namespace karwan::plan
