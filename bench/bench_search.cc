#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <string_view>

#include "chart.h"
#include "generated.h"
#include "karwan/route/dijkstra.h"
#include "karwan/route/tradeoff.h"
#include "measure.h"
#include "peers.h"
#include "roads.h"

// The search on generated networks: one criterion against Boost.Graph and LEMON on the same graph
// and sources, then with windows and queues, then fronts of two to five sums, then four criteria
// with windows. What is compared runs in one round, in alternating order; times are CPU times,
// since others may use the machine, and each the least of the rounds. Prints Markdown; exit status
// 1 and no times where answers differ.
namespace karwan::bench {

namespace {

constexpr int kRounds = 5;

// How the times grow, for a page.
struct charts {
  chart one_to_all{"One-to-all, ns a node of the network", 4, 0};
  chart windows{"Arcs with windows, time over that of the static search", 0.05, 2};
  chart criteria{"Sums, exact unless eps is named: mean time over one-to-all", 0.5, 1};
};

struct solver {
  std::string name;
  std::function<void(route::node)> run;
  std::function<std::uint64_t()> answer;  // checksum of the last run's distances; empty: not asked
  double ms{0};                           // mean over the sources of the least of the rounds
};

template <typename Distances>
std::uint64_t checksum_of(Distances const& distances) {
  return checksum(std::vector<std::int64_t>(distances.begin(), distances.end()));
}

// Sources from which most of the network is reached.
std::vector<route::node> draw_sources(generated const& n, int count) {
  random_numbers random{11};
  route::dijkstra search{n.shape()};
  search.weigh(n.duration_s);
  std::vector<route::node> sources;
  while (static_cast<int>(sources.size()) < count) {
    auto const s = random.below(static_cast<std::uint32_t>(n.shape().nodes()));
    search.run(std::array{s});
    auto const unreached = std::ranges::count(search.distance(), route::kUnreached);
    if (static_cast<std::size_t>(unreached) < n.shape().nodes() / 2) {
      sources.push_back(s);
    }
  }
  return sources;
}

bool answers_agree(std::vector<solver>& solvers, std::vector<route::node> const& sources) {
  for (auto const s : sources) {
    for (auto& solver : solvers) {
      solver.run(s);
      if (solver.answer && solver.answer() != solvers.front().answer()) {
        fmt::print(stderr, "{} and {} differ from node {}\n", solver.name, solvers.front().name, s);
        return false;
      }
    }
  }
  return true;
}

void time_rounds(std::vector<solver>& solvers, std::vector<route::node> const& sources) {
  constexpr int kInner = 20;  // runs of a small network are too short for the clock
  for (auto const s : sources) {
    std::vector<double> least(solvers.size(), 1e9);
    for (int round = 0; round < kRounds; ++round) {
      for (std::size_t i = 0; i < solvers.size(); ++i) {
        auto const k = (i + static_cast<std::size_t>(round)) % solvers.size();
        auto once = measure([&] { solvers[k].run(s); }).cpu_ms;
        if (once < 1) {
          once = measure([&] {
                   for (int r = 0; r < kInner; ++r) {
                     solvers[k].run(s);
                   }
                 }).cpu_ms /
                 kInner;
        }
        least[k] = std::min(least[k], once);
      }
    }
    for (std::size_t i = 0; i < solvers.size(); ++i) {
      solvers[i].ms += least[i] / static_cast<double>(sources.size());
    }
  }
}

arc_ends ends_of(route::graph g) {
  arc_ends ends;
  for (route::node v = 0; v < g.nodes(); ++v) {
    for (auto a = g.first_out[v]; a < g.first_out[v + 1]; ++a) {
      ends.emplace_back(v, g.head[a]);
    }
  }
  return ends;
}

bool one_criterion(std::uint32_t size, int sources_wanted, chart& bars) {
  auto const n = generate_roads(size);
  auto const nodes = static_cast<int>(n.shape().nodes());
  route::dijkstra own{n.shape()};
  own.weigh(n.duration_s);
  boost_csr boost{nodes, ends_of(n.shape()), n.duration_s};
  lemon_static lemon{nodes, ends_of(n.shape()), n.duration_s};
  std::vector<solver> solvers{
      {"own", [&](auto s) { own.run(std::array{s}); }, [&] { return checksum_of(own.distance()); }},
      {"Boost.Graph CSR, no_color_map", [&](auto s) { boost.run(static_cast<int>(s)); },
       [&] { return checksum(boost.distances()); }},
      {"LEMON StaticDigraph, QuadHeap", [&](auto s) { lemon.run(static_cast<int>(s)); },
       [&] { return checksum(lemon.distances()); }},
  };
  auto const sources = draw_sources(n, sources_wanted);
  if (!answers_agree(solvers, sources)) {
    return false;
  }
  time_rounds(solvers, sources);
  for (auto const& s : solvers) {
    fmt::print("| {} / {} | {} | {:.3f} | {:.0f} | {:.2f} |\n", nodes, n.head.size(), s.name, s.ms,
               1e6 * s.ms / nodes, solvers.front().ms / s.ms);
    bars.add(std::to_string(nodes), s.name.substr(0, s.name.find_first_of(". ")),
             1e6 * s.ms / nodes);
  }
  return true;
}

// Whether these are the earliest arrivals: no arc improves one, and each is that of the arc by
// which it was reached.
bool are_earliest(route::dijkstra const& search, generated const& n) {
  auto const m = n.weights();
  auto const at = search.distance();
  for (route::node v = 0; v < n.shape().nodes(); ++v) {
    for (auto a = n.first_out[v]; at[v] != route::kUnreached && a < n.first_out[v + 1]; ++a) {
      auto const then = route::arrival(m, a, at[v]);
      auto const head = n.head[a];
      if (then < at[head] || (search.via()[head] == a && then != at[head])) {
        fmt::print(stderr, "node {} is not reached at its earliest by arc {}\n", head, a);
        return false;
      }
    }
  }
  return true;
}

bool with_windows(std::uint32_t size, int sources_wanted, chart& bars) {
  constexpr std::array<std::uint32_t, 5> kShares{0, 10, 100, 1'000, 10'000};  // of 10,000 arcs
  auto n = generate_roads(size);
  auto const sources = draw_sources(n, sources_wanted);
  for (auto const share : kShares) {
    add_windows(n, share);
    route::dijkstra own{n.shape()};
    own.weigh(n.duration_s);
    route::dijkstra timed{n.shape()};
    timed.weigh(n.weights());
    std::vector<solver> solvers{{"static", [&](auto s) { own.run(std::array{s}); }, {}},
                                {"timed", [&](auto s) { timed.run(std::array{s}); }, {}}};
    timed.run(std::array{sources.front()});
    if (!are_earliest(timed, n)) {
      return false;
    }
    time_rounds(solvers, sources);
    fmt::print("| {} | {} % | {:.3f} | {:.3f} | {:.2f} |\n", n.shape().nodes(),
               static_cast<double>(share) / 100, solvers[0].ms, solvers[1].ms,
               solvers[1].ms / solvers[0].ms);
    bars.add(std::to_string(n.shape().nodes()),
             fmt::format("{} %", static_cast<double>(share) / 100), solvers[1].ms / solvers[0].ms);
  }
  return true;
}

// Roads and what is summed along them: time, length, by chance 1..100, emissions, arcs.
struct summed {
  generated net;
  std::vector<std::int64_t> by_chance{}, arcs{};

  explicit summed(std::uint32_t size) : net{generate_roads(size)} {
    random_numbers random{3};
    for (std::size_t a = 0; a < net.head.size(); ++a) {
      by_chance.push_back(1 + random.below(100));
    }
    arcs.assign(net.head.size(), 1);
  }

  std::vector<std::span<std::int64_t const>> first(std::size_t count) const {
    std::vector<std::span<std::int64_t const>> all{net.duration_s, net.cost_cents, by_chance,
                                                   net.emissions_g, arcs};
    all.resize(count);
    return all;
  }
};

using total = std::array<std::int64_t, route::kMostSums>;

bool is_within(total const& a, total const& b, double eps) {
  return std::ranges::equal(a, b, [&](auto x, auto y) {
    return static_cast<double>(x) <= (1 + eps) * static_cast<double>(y);
  });
}

// Every path walked again; and no answer beats another.
bool holds(route::tradeoffs const& found, summed const& s, std::size_t count) {
  auto const sums = s.first(count);
  for (auto const& t : found.front) {
    total walked{};
    for (auto const a : t.arcs) {
      for (std::size_t i = 0; i < count; ++i) {
        walked[i] += sums[i][a];
      }
    }
    auto const beaten = std::ranges::any_of(found.front, [&](auto const& other) {
      return &other != &t && is_within(other.total, t.total, 0);
    });
    if (walked != t.total || beaten) {
      fmt::print(stderr, "a path does not come to its total, or its total is beaten\n");
      return false;
    }
  }
  return true;
}

// The search over four criteria is other code: with no emissions or borders it must find as much.
bool same_as_searcher(route::tradeoffs const& found, summed const& s, std::size_t count,
                      route::tradeoff_query const& q) {
  std::vector<std::int64_t> const none(s.net.head.size(), 0);
  auto m = s.net.weights();
  m.emissions_g = count == 3 ? std::span<std::int64_t const>{s.by_chance} : none;
  route::searcher search{s.net.shape()};
  std::array<route::start, 1> const starts{{{q.from, {}}}};
  auto const front = search.run(m, {starts, {&q.to, 1}}).front;
  auto const same = std::ranges::equal(found.front, front, [](auto const& a, auto const& b) {
    return std::equal(b.total.begin(), b.total.begin() + 3, a.total.begin());
  });
  if (!same) {
    fmt::print(stderr, "two searches find other fronts of {} sums\n", count);
  }
  return same;
}

std::vector<route::tradeoff_query> draw_pairs(generated const& n, int count, std::uint32_t apart) {
  random_numbers random{23};
  auto const side = static_cast<std::uint32_t>(std::lround(std::sqrt(n.shape().nodes())));
  route::dijkstra search{n.shape()};
  search.weigh(n.duration_s);
  std::vector<route::tradeoff_query> pairs;
  while (static_cast<int>(pairs.size()) < count) {
    auto const from = random.below(side * side);
    auto const x = from % side + random.below(2 * apart) - apart;
    auto const y = from / side + random.below(2 * apart) - apart;
    if (x >= side || y >= side) {
      continue;
    }
    search.run(std::array{from});
    if (auto const to = y * side + x; search.distance()[to] != route::kUnreached) {
      pairs.push_back({.from = from, .to = to});
    }
  }
  return pairs;
}

struct front_case {
  std::uint32_t size;
  std::size_t sums;
  std::optional<double> eps;
  int pairs;
  std::uint32_t apart;  // ends lie at most so many junctions apart, each way
};

bool fronts(front_case const& c, chart& bars) {
  summed const s{c.size};
  route::dijkstra own{s.net.shape()};
  own.weigh(s.net.duration_s);
  route::tradeoff_searcher search{s.net.shape()};
  search.weigh(s.first(c.sums));
  std::vector<double> ms, one_ms, points, labels;
  auto sum = checksum({});
  auto eps = 0.0;
  auto cut = 0;
  for (auto q : draw_pairs(s.net, c.pairs, c.apart)) {
    q.eps = c.eps;
    one_ms.push_back(measure([&] { own.run(std::array{q.from}); }).cpu_ms);
    route::tradeoffs found;
    ms.push_back(measure([&] { found = search.run(q); }).cpu_ms);
    points.push_back(static_cast<double>(found.front.size()));
    labels.push_back(static_cast<double>(found.labels));
    eps = found.eps;
    cut += found.cut ? 1 : 0;
    auto const first = ms.size() == 1 && c.sums <= 3;
    if (!holds(found, s, c.sums) || (first && !same_as_searcher(found, s, c.sums, q))) {
      return false;
    }
    for (auto const& t : found.front) {
      sum = checksum(t.total, sum);
    }
  }
  fmt::print(
      "| {} | {} | {} | {} | {:.0f} | {:.0f} | {:.0f} | {:.1f} | {:.1f} | {:.1f} | {:.2f} | {:.1f} "
      "| {} | {:016x} |\n",
      s.net.shape().nodes(), c.sums, eps, c.pairs, mean(points), median(points),
      quantile(points, 1), mean(ms), median(ms), quantile(ms, 1), mean(one_ms),
      mean(ms) / mean(one_ms), cut, sum);
  bars.add(std::to_string(s.net.shape().nodes()),
           fmt::format("{} sums{}", c.sums, eps > 0 ? fmt::format(", eps {}", eps) : ""),
           mean(ms) / mean(one_ms), fmt::format("{:.0f} points", mean(points)));
  return true;
}

void four_criteria(generated const& n, int queries) {
  route::searcher search{n.shape()};
  random_numbers random{7};
  std::vector<double> ms, points, labels;
  auto cut = 0;
  auto sum = checksum({});
  while (queries > 0) {
    auto const places = static_cast<std::uint32_t>(n.nodes_at.size());
    auto const from = random.below(places);
    auto const to = random.below(places);
    auto const depart = static_cast<std::int64_t>(random.below(7 * 24)) * 3600;
    if (from == to) {
      continue;
    }
    --queries;
    std::vector<route::start> starts;
    for (auto const v : n.nodes_at[from]) {
      starts.push_back({v, {depart, 0, 0, 0}});
    }
    route::answer found;
    ms.push_back(measure([&] {
                   found = search.run(n.weights(), {starts, n.nodes_at[to]});
                 }).cpu_ms);
    points.push_back(static_cast<double>(found.front.size()));
    labels.push_back(static_cast<double>(found.labels));
    cut += found.cut ? 1 : 0;
    for (auto const& p : found.front) {
      sum = checksum(p.total, sum);
    }
  }
  fmt::print(
      "| {} / {} | {} | {:.1f} | {:.2f} | {:.1f} | {:.1f} | {:.0f} | {} | {} | {} | {} | {:016x} "
      "|\n",
      n.shape().nodes(), n.head.size(), ms.size(), mean(ms), median(ms), quantile(ms, 0.99),
      quantile(ms, 1), mean(points), median(points), quantile(points, 1), quantile(labels, 1), cut,
      sum);
}

int report(bool large) {
  charts grown;
  fmt::print(
      "| nodes / arcs | one-to-all | CPU ms | ns a node | own / this |\n"
      "| --- | --- | --- | --- | --- |\n");
  auto& bars = grown.one_to_all;
  if (!one_criterion(1'000, 20, bars) || !one_criterion(10'000, 10, bars) ||
      !one_criterion(264'000, 3, bars) || !one_criterion(1'000'000, 1, bars)) {
    return EXIT_FAILURE;
  }
  fmt::print(
      "\n| nodes | arcs with windows | static CPU ms | timed CPU ms | timed / static |\n"
      "| --- | --- | --- | --- | --- |\n");
  if (!with_windows(10'000, 10, grown.windows) || !with_windows(264'000, 3, grown.windows)) {
    return EXIT_FAILURE;
  }
  fmt::print(
      "\n| nodes | sums | eps | pairs | mean points | median | max | mean CPU ms | median | max "
      "| one-to-all ms | mean / one-to-all | cut | checksum |\n| --- | --- | --- | --- | --- | --- "
      "| --- | --- | --- | --- | --- | --- | --- | --- |\n");
  std::vector<front_case> cases{{1'000, 2, {}, 20, 30},    {10'000, 2, {}, 20, 100},
                                {264'000, 2, {}, 10, 170}, {1'000, 3, {}, 20, 30},
                                {10'000, 3, {}, 20, 50},   {10'000, 4, {}, 20, 50},
                                {10'000, 4, 0.01, 20, 50}, {10'000, 5, {}, 20, 50},
                                {1'000, 4, 0.0, 20, 30},   {1'000, 5, 0.0, 20, 30}};
  if (large) {
    cases.insert(cases.end(), {{264'000, 2, {}, 50, 514},
                               {10'000, 3, {}, 50, 100},
                               {10'000, 4, 0.0, 20, 50},
                               {10'000, 5, 0.0, 20, 50}});
  }
  for (auto const& c : cases) {
    if (!fronts(c, grown.criteria)) {
      return EXIT_FAILURE;
    }
  }
  fmt::print(
      "\n| nodes / arcs | queries | mean CPU ms | median | p99 | max | mean points | median | max "
      "| max labels | cut | checksum |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- | "
      "--- | --- | --- |\n");
  four_criteria(generate(1'000), 500);
  four_criteria(generate(10'000), large ? 50 : 10);
  fmt::print("\n```\n{}\n{}\n{}```\n", grown.one_to_all.text(), grown.windows.text(),
             grown.criteria.text());
  return EXIT_SUCCESS;
}

}  // namespace

}  // namespace karwan::bench

// bench_search [large]: `large` adds fronts that take minutes.
int main(int argc, char** argv) {
  return karwan::bench::report(argc > 1 && std::string_view{argv[1]} == "large");
}
