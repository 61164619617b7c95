#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "karwan/network/facts.h"
#include "karwan/network/topology.h"
#include "karwan/plan/batch.h"
#include "karwan/plan/matrix.h"
#include "karwan/record/pack.h"
#include "measure.h"
#include "random_numbers.h"
#include "temporary_file.h"

// Many questions at once on a pack: a batch of shipments of which no two have the same load or day,
// and every place to every other. Prints Markdown; exit status 1 where one and two threads differ.
namespace karwan::bench {

namespace {

constexpr std::size_t kShipments = 1'000;
constexpr int kRounds = 3;  // the least of so many runs is told

using namespace std::chrono;
constexpr day kFirst{2025y / January / 1};
constexpr day kToday{2026y / November / 23};

// Places that the network reaches.
std::vector<std::string> places_of(record::store const& store) {
  auto const facts = network::read_facts(store, {});
  auto const topo = network::build_topology(*facts);
  std::vector<std::string> out;
  for (std::uint32_t i = 0; i < topo.places.size(); ++i) {
    if (!topo.nodes_at[i].empty()) {
      out.push_back(topo.places[network::place_ix{i}].entity);
    }
  }
  return out;
}

// By chance between any two places; each has another load, and another day as far as two years go.
std::vector<plan::shipment> shipments_between(std::vector<std::string> const& places) {
  constexpr std::array<char const*, 4> kUnits{"truck", "reefer", "feu", "wagon"};
  constexpr std::uint32_t kDays = 690;
  random_numbers random{11};
  auto const any = [&] { return places[random.below(static_cast<std::uint32_t>(places.size()))]; };
  std::vector<plan::shipment> out;
  while (out.size() < kShipments) {
    plan::shipment s;
    auto const n = out.size();
    s.line = n + 2;
    s.what.from = any();
    s.what.to = any();
    if (s.what.from == s.what.to) {
      continue;
    }
    s.what.tonnes = fmt::format("{:.2f}", 1 + 0.07 * static_cast<double>(n));
    s.what.unit = kUnits[n % kUnits.size()];
    s.what.depart = to_string(kFirst + days{static_cast<std::uint32_t>(n * 7) % kDays});
    out.push_back(std::move(s));
  }
  return out;
}

struct answered {
  std::string text;
  std::size_t planned{0}, journeys{0};
};

answered run_batch(std::filesystem::path const& file, std::vector<plan::shipment> all,
                   unsigned jobs) {
  plan::batch_run run{
      [&] { return value_or_throw(record::store::open(file, record::store::mode::read)); },
      {.today = kToday, .jobs = jobs},
      std::move(all)};
  answered out;
  run.run(0, [&](std::span<plan::batch_answer const> block) {
    for (auto const& a : block) {
      out.text += a.text;
      auto const* is = std::get_if<plan::answer>(&a.is);
      out.planned += is != nullptr && !is->journeys.empty() ? 1 : 0;
      out.journeys += is == nullptr ? 0 : is->journeys.size();
    }
  });
  return out;
}

std::string run_matrix(record::store const& store, unsigned jobs, std::size_t& places) {
  auto common = value_or_throw(
      plan::read_question({.from = "any", .to = "any", .depart = "2025-06-16"}, kToday));
  auto const m = plan::make_matrix(
      store, {.common = std::move(common), .by = {route::kTime, route::kCost}, .jobs = jobs});
  places = m.places.size();
  return plan::to_csv(m);
}

// The least of the rounds; throws where an answer is not that of one thread.
template <typename Run>
void tell(std::string const& what, unsigned jobs, std::string const& expected, Run const& run) {
  elapsed best{0, 0};
  for (int round = 0; round < kRounds; ++round) {
    std::string found;
    auto const took = measure([&] { found = run(jobs); });
    if (found != expected) {
      throw std::runtime_error{fmt::format("{}: {} threads answer otherwise than one", what, jobs)};
    }
    best = round == 0 || took.wall_ms < best.wall_ms ? took : best;
  }
  fmt::print("| {} | {} | {:.2f} | {:.2f} |\n", what, jobs, best.wall_ms / 1000,
             best.cpu_ms / 1000);
}

int report(std::filesystem::path const& dir) {
  temporary_file const file;
  {
    auto store = value_or_throw(record::store::open(file.name, record::store::mode::write));
    value_or_throw(record::load_pack(store, dir));
  }
  auto const store = value_or_throw(record::store::open(file.name, record::store::mode::read));
  auto const shipments = shipments_between(places_of(store));
  auto const alone = run_batch(file.name, shipments, 1);
  if (alone.planned < kShipments * 9 / 10) {
    throw std::runtime_error{fmt::format("only {} shipments were planned", alone.planned)};
  }
  std::size_t places = 0;
  auto const pairs = run_matrix(store, 1, places);
  fmt::print("{} of {} shipments planned, {} journeys; {} places\n\n", alone.planned, kShipments,
             alone.journeys, places);
  fmt::print("| question | threads | wall s | CPU s |\n| --- | --- | --- | --- |\n");
  for (unsigned const jobs : {1U, 2U}) {
    tell(fmt::format("batch of {} shipments", kShipments), jobs, alone.text,
         [&](unsigned n) { return run_batch(file.name, shipments, n).text; });
    tell("all pairs, fastest and cheapest", jobs, pairs,
         [&](unsigned n) { return run_matrix(store, n, places); });
  }
  return EXIT_SUCCESS;
}

}  // namespace

}  // namespace karwan::bench

int main(int argc, char** argv) try {
  return karwan::bench::report(argc > 1 ? argv[1] : KARWAN_PACK);
} catch (std::exception const& e) {
  fmt::print(stderr, "bench_many: {}\n", e.what());
  return EXIT_FAILURE;
}
