#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <limits>

#include "generated.h"
#include "karwan/base/atomic_file.h"
#include "karwan/network/snapshot.h"
#include "karwan/route/dijkstra.h"
#include "measure.h"
#include "roads.h"

// A network that is mapped from a file: how long it takes to open, to check whole, to patch. What
// is found on it, patched or not, must be what is found on the arrays it was made from. Prints
// Markdown; exit status 1 where it is not.
namespace karwan::bench {

namespace {

constexpr int kRounds = 5;  // the least is told
constexpr std::uint32_t kPatched = 1'000;

// No file of that name when the bench ends.
struct temporary_file {
  std::filesystem::path name{std::filesystem::temp_directory_path() /
                             fmt::format("karwan-bench-{}.snapshot", ::getpid())};
  ~temporary_file() { std::filesystem::remove(name); }
};

std::string bytes_of(generated const& n) {
  std::vector<std::uint32_t> place_of(n.shape().nodes(), 0);
  std::vector<std::uint32_t> const first_letter{0, 5};
  return network::snapshot_bytes({"generated", "roads", n.first_out, n.head, n.duration_s,
                                  n.cost_cents, n.emissions_g, n.borders, n.opens, n.first_window,
                                  n.windows, place_of, first_letter, "place"});
}

std::uint64_t found_on(route::graph shape, std::span<std::int64_t const> duration) {
  route::dijkstra search{shape};
  search.run(duration, std::array{static_cast<route::node>(shape.nodes() / 2)});
  return checksum(std::vector<std::int64_t>(search.distance().begin(), search.distance().end()));
}

template <typename Work>
double least_ms(Work const& work) {
  auto least = std::numeric_limits<double>::max();
  for (int i = 0; i < kRounds; ++i) {
    least = std::min(least, measure(work).wall_ms);
  }
  return least;
}

bool report(std::uint32_t size) {
  auto n = generate_roads(size);
  n.windows = {{0, 1}};
  n.first_window = {0, 1};
  temporary_file const file;
  write_file_or_throw(file.name, bytes_of(n));
  auto const open_ms =
      least_ms([&] { (void)value_or_throw(network::snapshot::open(file.name)).nodes(); });
  auto const check_ms = least_ms(
      [&] { (void)value_or_throw(value_or_throw(network::snapshot::open(file.name)).arrays()); });

  auto mapped = value_or_throw(network::snapshot::open(file.name));
  auto const a = value_or_throw(mapped.arrays());
  route::graph const shape{a.first_out, a.head};
  auto const same = found_on(shape, a.duration_s) == found_on(n.shape(), n.duration_s);

  std::vector<network::arc_patch> patches;
  random_numbers random{31};
  for (std::uint32_t i = 0; i < kPatched; ++i) {
    auto const arc = random.below(static_cast<std::uint32_t>(n.head.size()));
    auto const shut = random.below(2) == 0 || n.duration_s[arc] == route::kBarred;
    n.duration_s[arc] = shut ? route::kBarred : n.duration_s[arc] / 2;
    patches.push_back({arc, n.duration_s[arc], n.cost_cents[arc], n.emissions_g[arc]});
  }
  auto const patch_ms =
      measure([&] { value_or_throw(mapped.apply(patches).map([] { return true; })); }).wall_ms;
  auto const patched = found_on(shape, a.duration_s) == found_on(n.shape(), n.duration_s);
  if (!same || !patched) {
    fmt::print(stderr, "what is found on the mapped network of {} nodes is another{}\n", size,
               same ? " once it is patched" : "");
    return false;
  }
  fmt::print("| {} / {} | {:.1f} | {:.3f} | {:.2f} | {:.2f} |\n", shape.nodes(), shape.arcs(),
             static_cast<double>(mapped.bytes()) / 1e6, open_ms, check_ms, patch_ms);
  return true;
}

}  // namespace

}  // namespace karwan::bench

int main() try {
  fmt::print(
      "| nodes / arcs | MB | open ms | open and check whole ms | {} patches ms |\n"
      "| --- | --- | --- | --- | --- |\n",
      karwan::bench::kPatched);
  for (auto const size : {1'000U, 10'000U, 264'000U, 1'000'000U}) {
    if (!karwan::bench::report(size)) {
      return EXIT_FAILURE;
    }
  }
  return EXIT_SUCCESS;
} catch (std::exception const& e) {
  fmt::print(stderr, "bench_snapshot: {}\n", e.what());
  return EXIT_FAILURE;
}
