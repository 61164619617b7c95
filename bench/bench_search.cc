#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "generated.h"
#include "karwan/route/dijkstra.h"
#include "measure.h"
#include "peers.h"

// The search on generated networks. First one criterion against Boost.Graph and LEMON on the same
// graph and sources, in alternating order; then four criteria. Prints Markdown; exit status 1 and
// no times where answers differ.
namespace karwan::bench {

namespace {

constexpr int kRounds = 7;
constexpr std::uint32_t kSources = 40;

struct solver {
  std::string name;
  std::function<void(route::node)> run;
  std::function<std::uint64_t()> answer;    // checksum of the last run's distances
  std::vector<double> wall_ms{}, cpu_ms{};  // per round, mean over the sources
};

template <typename Distances>
std::uint64_t checksum_of(Distances const& distances) {
  return checksum(std::vector<std::int64_t>(distances.begin(), distances.end()));
}

std::vector<route::node> draw_sources(generated const& n) {
  random_numbers random{11};
  std::vector<route::node> sources;
  for (std::uint32_t i = 0; i < kSources; ++i) {
    sources.push_back(random.below(static_cast<std::uint32_t>(n.shape().nodes())));
  }
  return sources;
}

bool answers_agree(std::vector<solver>& solvers, std::vector<route::node> const& sources) {
  for (auto const s : sources) {
    for (auto& solver : solvers) {
      solver.run(s);
      if (solver.answer() != solvers.front().answer()) {
        fmt::print(stderr, "{} and {} differ from node {}\n", solver.name, solvers.front().name, s);
        return false;
      }
    }
  }
  return true;
}

void time_rounds(std::vector<solver>& solvers, std::vector<route::node> const& sources) {
  for (int round = 0; round < kRounds; ++round) {
    for (std::size_t i = 0; i < solvers.size(); ++i) {
      auto& solver = solvers[(i + round) % solvers.size()];
      auto const took = measure([&] {
        for (auto const s : sources) {
          solver.run(s);
        }
      });
      solver.wall_ms.push_back(took.wall_ms / kSources);
      solver.cpu_ms.push_back(took.cpu_ms / kSources);
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

bool one_criterion(generated const& n) {
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
  auto const sources = draw_sources(n);
  if (!answers_agree(solvers, sources)) {
    return false;
  }
  time_rounds(solvers, sources);
  auto const own_ms = median(solvers.front().cpu_ms);  // others may use the machine
  for (auto const& s : solvers) {
    fmt::print("| {} / {} | {} | {:.4f} | {:.4f} | {:.2f} |\n", n.shape().nodes(), n.head.size(),
               s.name, median(s.wall_ms), median(s.cpu_ms), own_ms / median(s.cpu_ms));
  }
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

}  // namespace

}  // namespace karwan::bench

int main() {
  using namespace karwan::bench;
  auto const small = generate(1'000);
  auto const large = generate(10'000);
  fmt::print("| nodes / arcs | one-to-all Dijkstra | wall ms | CPU ms | own / this (CPU) |\n");
  fmt::print("| --- | --- | --- | --- | --- |\n");
  if (!one_criterion(small) || !one_criterion(large)) {
    return EXIT_FAILURE;
  }
  fmt::print(
      "\n| nodes / arcs | queries | mean CPU ms | median | p99 | max | mean points | median | max "
      "| max labels | cut | checksum |\n");
  fmt::print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
  four_criteria(small, 500);
  four_criteria(large, 50);
}
