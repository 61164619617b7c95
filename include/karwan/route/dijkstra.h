#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "karwan/route/search.h"

// One criterion, no windows: distances from (or to) a set of nodes to (or from) every node.
namespace karwan::route {

enum class direction : std::uint8_t { forward, backward };

inline constexpr std::int64_t kUnreached = kBarred;
inline constexpr arc kNoArc = std::numeric_limits<arc>::max();

// One run at a time per object; it keeps its memory between runs. The graph's arrays must outlive
// it.
class dijkstra {
 public:
  explicit dijkstra(graph, direction = direction::forward);

  // `weight` per arc: >= 0, or kBarred for an arc that is not there; not checked. The sum along any
  // path must fit in 63 bits.
  void run(std::span<std::int64_t const> weight, std::span<node const> sources);

  // Per node, of the last run: kUnreached where there is no path.
  std::span<std::int64_t const> distance() const { return distance_; }
  // Per node, of the last run: the arc by which the path enters it (forward) or leaves it
  // (backward); kNoArc at sources and unreached nodes.
  std::span<arc const> via() const { return via_; }

 private:
  struct half_arc {
    node other;
    arc id;
  };
  struct entry {
    std::int64_t distance;
    node at;
  };

  std::vector<std::uint32_t> first_;  // nodes + 1
  std::vector<half_arc> adjacent_;    // arcs that leave (forward) or enter (backward) each node
  std::vector<std::int64_t> distance_;
  std::vector<arc> via_;
  std::vector<entry> heap_;
};

}  // namespace karwan::route
