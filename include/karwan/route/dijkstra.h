#pragma once

#include <cstdint>
#include <limits>
#include <ranges>
#include <span>
#include <vector>

#include "karwan/route/adjacency.h"
#include "karwan/route/bucket_queue.h"
#include "karwan/route/search.h"

// One criterion: distances from (or to) a set of nodes to (or from) every node, or the earliest
// arrivals at every node with the metric's windows and queues.
namespace karwan::route {

inline constexpr std::int64_t kUnreached = kBarred;
inline constexpr arc kNoArc = std::numeric_limits<arc>::max();

// Three steps, as often as each changes: the shape, its weights, a run. One run at a time per
// object; it keeps its memory between runs and graphs.
class dijkstra {
  struct node_state {  // what is asked of a node together stands together
    std::int64_t distance;
    std::uint32_t first;  // of its arcs
    arc via;
  };

 public:
  dijkstra() = default;
  explicit dijkstra(graph g, direction d = direction::forward) { assign(g, d); }

  // Copies the shape: the graph's arrays may go afterwards. Forgets the weights.
  void assign(graph, direction);

  // `weight` per arc: >= 0, or kBarred for an arc that is not there; not checked. The sum along any
  // path must fit in 62 bits. Copied.
  void weigh(std::span<std::int64_t const> weight);
  // Durations, windows and queues: a run gives arrivals. Forward only. The metric's arrays must
  // outlive the runs.
  void weigh(metric const&);

  // Every source has the distance `first` (or is left at that time).
  void run(std::span<node const> sources, std::int64_t first = 0);
  void run(std::span<std::int64_t const> weight, std::span<node const> sources) {
    weigh(weight);
    run(sources);
  }

  // Per node, of the last run: kUnreached where there is no path.
  auto distance() const { return std::views::transform(known(), &node_state::distance); }
  // Per node, of the last run: the arc by which the path enters it (forward) or leaves it
  // (backward); kNoArc at sources and unreached nodes.
  auto via() const { return std::views::transform(known(), &node_state::via); }

 private:
  struct weighed_arc {
    std::int64_t weight;  // of an arc with windows or a queue: the complement of its timed_arc
    node other;
    arc id;
  };
  struct timed_arc {
    std::int64_t duration;
    std::uint32_t opens, queue;
  };
  struct entry {
    std::int64_t key;
    node at;
    arc via;
    friend bool operator<(entry const& a, entry const& b) { return a.key < b.key; }
  };

  std::span<node_state const> known() const { return {nodes_.data(), adjacent_.nodes()}; }
  std::int64_t left_at(std::int64_t weight, std::int64_t t) const;  // of a timed arc
  template <typename Weight>
  void pack(Weight const&);

  adjacency adjacent_;
  std::vector<node_state> nodes_;  // and one more, where the last one's arcs end
  std::vector<weighed_arc> arcs_;  // as in adjacent_, without the barred
  std::vector<timed_arc> timed_;
  metric metric_{};
  unsigned shift_{0};
  bucket_queue<entry> queue_;
};

}  // namespace karwan::route
