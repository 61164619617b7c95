// Any bytes are refused or give arrays on which a search runs within bounds. Checksums are put
// right first: damage that they would find is not what is looked for.
#include "karwan/network/snapshot.h"

#include <array>
#include <string>

#include "fuzz.h"
#include "karwan/route/dijkstra.h"
#include "karwan/route/search.h"

using namespace karwan;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  constexpr std::size_t kHeader = 40;
  std::string file{fuzz::as_text(bytes, size)};
  if (auto const plain = network::read_snapshot(file); plain) {
    fuzz::require(!network::check_snapshot(file, *plain) || plain->arcs() <= size);
  }
  if (size < kHeader + 14 * 16) {
    return 0;
  }
  network::seal_snapshot(file);
  auto const a = network::read_snapshot(file);
  if (!a || !network::check_snapshot(file, *a) || a->nodes() == 0) {
    return 0;
  }
  for (std::uint32_t p = 0; p < a->places(); ++p) {
    fuzz::require(a->place(p).size() <= a->letters.size());
  }
  route::graph const shape{a->first_out, a->head};
  route::metric const metric{a->duration_s, a->cost_cents,   a->emissions_g, a->borders,
                             a->opens,      a->first_window, a->windows};
  route::dijkstra earliest{shape};
  earliest.weigh(metric);
  earliest.run(std::array{route::node{0}});
  route::searcher search{shape};
  std::array<route::start, 1> const starts{{{0, {}}}};
  auto const to = static_cast<route::node>(a->nodes() - 1);
  auto const found =
      search.run(metric, {.starts = starts, .targets = {&to, 1}, .max_labels = 1000});
  fuzz::require(found.cut || found.front.empty() == (earliest.distance()[to] == route::kUnreached));
  return 0;
}
