#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <thread>

#include "generated.h"
#include "karwan/network/metric.h"
#include "karwan/record/pack.h"
#include "karwan/route/search.h"
#include "karwan/route/simulation.h"
#include "measure.h"
#include "temporary_file.h"

// The search on a pack's network as plans ask it: real cases and random pairs of places. Prints
// Markdown; exit status 1 where a front is wrong: a path that does not replay to its total.
namespace karwan::bench {

namespace {

constexpr int kRounds = 5;  // the least of so many runs is told: others may use the machine
constexpr int kPairs = 500;

struct real_case {
  char const *from, *to;
  network::load_unit unit;
  double tonnes;
  int year;
  unsigned month, day;
};

using network::load_unit;
constexpr real_case kCases[] = {
    {"multan", "almaty", load_unit::reefer, 20, 2025, 6, 16},
    {"multan", "almaty", load_unit::reefer, 20, 2025, 12, 1},
    {"kostanay", "karachi", load_unit::wagon, 5'000, 2025, 6, 16},
    {"kostanay", "karachi", load_unit::truck, 20, 2026, 7, 1},
    {"sialkot", "astana", load_unit::truck, 2, 2025, 6, 16},
    {"sialkot", "astana", load_unit::air, 2, 2025, 6, 16},
    {"karachi", "baku", load_unit::feu, 18, 2025, 6, 16},
    {"almaty", "mombasa", load_unit::teu, 18, 2025, 6, 16},
    {"almaty", "mombasa", load_unit::teu, 18, 2026, 4, 15},
};

struct measured {
  double ms;
  route::answer found;
};

std::shared_ptr<network::facts const> read_pack(std::filesystem::path const& dir) {
  temporary_file const file;
  auto store = value_or_throw(record::store::open(file.name, record::store::mode::write));
  auto const report = value_or_throw(record::load_pack(store, dir));
  if (!report.pack.faults.empty()) {
    throw failure{{error_kind::bad_data, report.pack.faults.front().sentence()}};
  }
  return network::read_facts(store, {});
}

struct loaded_pack {
  std::shared_ptr<network::facts const> facts;
  network::topology topo{network::build_topology(*facts)};

  network::metric metric_for(network::load const& carried, day depart) const {
    network::metric_options o;
    o.view.as_of = depart;
    o.depart = depart;
    o.carried = carried;
    return network::build_metric(topo, *facts, o);
  }
};

route::metric searchable(network::metric const& m) {
  return {m.duration_s, m.cost_cents, m.emissions_g, m.borders, m.opens, m.first_window, m.windows};
}

std::vector<route::node> nodes_of(network::topology const& t, network::place_ix place) {
  std::vector<route::node> all;
  for (auto const n : t.nodes_at[*place]) {
    all.push_back(*n);
  }
  return all;
}

bool replays(route::metric const& m, route::path const& p) {
  route::costs sum{};
  for (auto const a : p.arcs) {
    sum = {route::arrival(m, a, sum[route::kTime]), sum[route::kCost] + m.cost_cents[a],
           sum[route::kEmissions] + m.emissions_g[a], sum[route::kBorders] + m.borders[a]};
  }
  return sum == p.total;
}

measured run(route::searcher& search, int rounds, network::topology const& t,
             route::metric const& m, network::place_ix from, network::place_ix to) {
  std::vector<route::start> starts;
  for (auto const v : nodes_of(t, from)) {
    starts.push_back({v, {}});
  }
  auto const targets = nodes_of(t, to);
  measured best{0, {}};
  for (int round = 0; round < rounds; ++round) {
    auto const took = measure([&] { best.found = search.run(m, {starts, targets}); });
    best.ms = round == 0 ? took.wall_ms : std::min(best.ms, took.wall_ms);
  }
  for (auto const& p : best.found.front) {
    if (!replays(m, p)) {
      fmt::print(stderr, "a path from {} to {} does not replay to its total\n",
                 t.places[from].entity, t.places[to].entity);
      std::exit(EXIT_FAILURE);
    }
  }
  return best;
}

network::place_ix place_named(network::topology const& t, char const* entity) {
  auto const place = t.find_place(entity);
  if (!place) {
    throw failure{{error_kind::bad_data, "the pack has no such place", entity, "Name another"}};
  }
  return *place;
}

// A process that plans once runs the search once, with memory never used before.
void real_cases(loaded_pack const& pack, route::searcher& search) {
  fmt::print(
      "| case | first search ms | again ms | points | labels |\n"
      "| --- | --- | --- | --- | --- |\n");
  for (auto const& c : kCases) {
    day const depart{std::chrono::year{c.year} / c.month / c.day};
    auto const metric = pack.metric_for({c.unit, c.tonnes, c.unit == load_unit::reefer}, depart);
    auto const from = place_named(pack.topo, c.from);
    auto const to = place_named(pack.topo, c.to);
    auto first_ms = std::numeric_limits<double>::max();
    for (int round = 0; round < kRounds; ++round) {
      route::searcher fresh{{pack.topo.first_out, pack.topo.head}};
      auto const first = run(fresh, 1, pack.topo, searchable(metric), from, to);
      first_ms = std::min(first_ms, first.ms);
    }
    auto const again = run(search, kRounds, pack.topo, searchable(metric), from, to);
    fmt::print("| {} - {}, {} {} t, {:04}-{:02}-{:02} | {:.3f} | {:.3f} | {} | {} |\n", c.from,
               c.to, network::name_of(c.unit), c.tonnes, c.year, c.month, c.day, first_ms, again.ms,
               again.found.front.size(), again.found.labels);
  }
}

void random_pairs(loaded_pack const& pack, route::searcher& search, network::load const& carried,
                  day depart) {
  auto const metric = pack.metric_for(carried, depart);
  random_numbers random{5};
  std::vector<double> ms, points, labels;
  auto cut = 0;
  auto none = 0;
  auto sum = checksum({});
  std::string worst;
  auto const places = static_cast<std::uint32_t>(pack.topo.places.size());
  while (ms.size() < kPairs) {
    network::place_ix const from{random.below(places)};
    network::place_ix const to{random.below(places)};
    if (from == to) {
      continue;
    }
    auto const r = run(search, kRounds, pack.topo, searchable(metric), from, to);
    if (ms.empty() || r.ms > quantile(ms, 1)) {
      worst = fmt::format("{} - {}", pack.topo.places[from].entity, pack.topo.places[to].entity);
    }
    ms.push_back(r.ms);
    points.push_back(static_cast<double>(r.found.front.size()));
    labels.push_back(static_cast<double>(r.found.labels));
    cut += r.found.cut ? 1 : 0;
    none += r.found.front.empty() ? 1 : 0;
    for (auto const& p : r.found.front) {
      sum = checksum(p.total, sum);
    }
  }
  fmt::print("| {} {} t | {:.3f} | {:.3f} | {:.3f} ({}) | {} | {} | {} | {} | {} | {:016x} |\n",
             network::name_of(carried.unit), carried.tonnes, median(ms), quantile(ms, 0.99),
             quantile(ms, 1), worst, median(points), quantile(points, 1), quantile(labels, 1), none,
             cut, sum);
}

// All fronts of the pairs numbered first, first + step, ..., each with a checksum of its paths.
void fronts_of(loaded_pack const& pack, network::metric const& metric, int first, int step,
               std::vector<std::uint64_t>& sums) {
  route::searcher search{{pack.topo.first_out, pack.topo.head}};
  for (auto i = first; i < static_cast<int>(sums.size()); i += step) {
    random_numbers random{static_cast<std::uint64_t>(i)};
    auto const places = static_cast<std::uint32_t>(pack.topo.places.size());
    network::place_ix const from{random.below(places)};
    network::place_ix const to{random.below(places)};
    auto sum = checksum({});
    for (auto const& p : run(search, 1, pack.topo, searchable(metric), from, to).found.front) {
      sum = checksum(p.total, sum);
      sum = checksum(std::vector<std::int64_t>(p.arcs.begin(), p.arcs.end()), sum);
    }
    sums[static_cast<std::size_t>(i)] = sum;
  }
}

// Throws where two threads, each with a searcher of its own, find other fronts than one.
void two_threads(loaded_pack const& pack, day depart) {
  auto const metric = pack.metric_for({load_unit::truck, 20}, depart);
  std::vector<std::uint64_t> alone(kPairs), shared(kPairs);
  fronts_of(pack, metric, 0, 1, alone);
  {
    std::jthread const one{[&] { fronts_of(pack, metric, 0, 2, shared); }};
    fronts_of(pack, metric, 1, 2, shared);
  }
  if (alone != shared) {
    throw std::runtime_error{"two threads find other fronts than one"};
  }
  fmt::print("\n{} fronts with all their paths are the same on one and on two threads.\n", kPairs);
}

route::shut_chance shut_of(network::topology const& topo, network::metric const& m, route::arc a) {
  auto const& arc = topo.arcs[network::arc_ix{a}];
  if (arc.kind != network::arc_kind::crossing) {
    return {};
  }
  auto const& s = m.shut[arc.over];
  return {s.per_s, s.log_mean, s.log_sigma};
}

// 10,000 draws of the way with the most arcs of each real case. A shorter run must be its
// beginning.
void simulations(loaded_pack const& pack, route::searcher& search) {
  constexpr std::uint32_t kDraws = 10'000, kFew = 100;
  fmt::print(
      "\n| simulated, {} draws | arcs | ms | P50 d | P90 d |\n| --- | --- | --- | --- | --- |\n",
      kDraws);
  for (auto const& c : kCases) {
    day const depart{std::chrono::year{c.year} / c.month / c.day};
    auto const metric = pack.metric_for({c.unit, c.tonnes, c.unit == load_unit::reefer}, depart);
    auto const m = searchable(metric);
    auto const found =
        run(search, 1, pack.topo, m, place_named(pack.topo, c.from), place_named(pack.topo, c.to));
    auto const longest = std::ranges::max_element(
        found.found.front, {}, [](route::path const& p) { return p.arcs.size(); });
    std::vector<route::chance_arc> way;
    for (auto const a : longest->arcs) {
      auto const& t = metric.time[network::arc_ix{a}].amount;
      auto const sigma =
          t.low > 0 ? std::log(static_cast<double>(t.high) / static_cast<double>(t.low)) / 2.563
                    : 0;
      way.push_back({a, static_cast<double>(t.best), sigma, a, shut_of(pack.topo, metric, a)});
    }
    route::simulated drawn;
    auto ms = std::numeric_limits<double>::max();
    for (int round = 0; round < kRounds; ++round) {
      auto const took =
          measure([&] { drawn = route::simulate(m, way, {.draws = kDraws, .trip_sigma = 0.1}); });
      ms = std::min(ms, took.wall_ms);
    }
    auto const few = route::simulate(m, way, {.draws = kFew, .trip_sigma = 0.1}).took_s;
    if (!std::ranges::equal(few, std::span{drawn.took_s}.first(kFew))) {
      throw std::runtime_error{"a longer simulation does not begin with a shorter one"};
    }
    std::ranges::sort(drawn.took_s);
    auto const days = [&](double share) {
      return static_cast<double>(route::quantile(drawn.took_s, share).value_or(0)) / 86'400;
    };
    fmt::print("| {} - {}, {} | {} | {:.2f} | {:.1f} | {:.1f} |\n", c.from, c.to,
               network::name_of(c.unit), way.size(), ms, days(0.5), days(0.9));
  }
}

int report(std::filesystem::path const& dir) {
  loaded_pack const pack{read_pack(dir)};
  route::graph const shape{pack.topo.first_out, pack.topo.head};
  route::searcher search{shape};
  fmt::print("{} nodes, {} arcs, {} places\n\n", shape.nodes(), shape.arcs(),
             pack.topo.places.size());
  real_cases(pack, search);
  fmt::print(
      "\n| load | median ms | p99 ms | max ms | median points | max points | max labels "
      "| no way | cut | checksum |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- "
      "| --- |\n");
  using namespace std::chrono;
  for (auto const& carried : {network::load{load_unit::truck, 20},
                              {load_unit::feu, 18},
                              {load_unit::wagon, 1'000},
                              {load_unit::air, 2}}) {
    random_pairs(pack, search, carried, day{2025y / June / 16});
  }
  two_threads(pack, day{2025y / June / 16});
  simulations(pack, search);
  return EXIT_SUCCESS;
}

}  // namespace

}  // namespace karwan::bench

int main(int argc, char** argv) try {
  return karwan::bench::report(argc > 1 ? argv[1] : KARWAN_PACK);
} catch (std::exception const& e) {
  fmt::print(stderr, "bench_plan: {}\n", e.what());
  return EXIT_FAILURE;
}
