#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "karwan/route/adjacency.h"
#include "karwan/route/search.h"

// One criterion, no windows: distances from (or to) a set of nodes to (or from) every node.
namespace karwan::route {

inline constexpr std::int64_t kUnreached = kBarred;
inline constexpr arc kNoArc = std::numeric_limits<arc>::max();

// One run at a time per object; it keeps its memory between runs and graphs.
class dijkstra {
 public:
  dijkstra() = default;
  explicit dijkstra(graph g, direction d = direction::forward) { assign(g, d); }

  // Copies the shape: the graph's arrays may go afterwards.
  void assign(graph, direction);

  // `weight` per arc: >= 0, or kBarred for an arc that is not there; not checked. The sum along any
  // path must fit in 63 bits.
  void run(std::span<std::int64_t const> weight, std::span<node const> sources);

  // Per node, of the last run: kUnreached where there is no path.
  std::span<std::int64_t const> distance() const { return distance_; }
  // Per node, of the last run: the arc by which the path enters it (forward) or leaves it
  // (backward); kNoArc at sources and unreached nodes.
  std::span<arc const> via() const { return via_; }

 private:
  struct entry {
    std::int64_t distance;
    node at;
  };

  adjacency adjacent_;
  std::vector<std::int64_t> distance_;
  std::vector<arc> via_;
  std::vector<entry> heap_;
};

}  // namespace karwan::route
