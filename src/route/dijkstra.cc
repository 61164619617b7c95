#include "karwan/route/dijkstra.h"

#include "route/heap.h"

namespace karwan::route {

void dijkstra::assign(graph g, direction d) {
  adjacent_.assign(g, d);
  distance_.clear();
  via_.clear();
}

void dijkstra::run(std::span<std::int64_t const> weight, std::span<node const> sources) {
  auto const sooner = [](entry const& a, entry const& b) { return a.distance < b.distance; };
  distance_.assign(adjacent_.nodes(), kUnreached);
  via_.assign(adjacent_.nodes(), kNoArc);
  heap_.clear();
  for (auto const s : sources) {
    distance_[s] = 0;
    heap_.push_back({0, s});
  }
  while (!heap_.empty()) {
    auto const [distance, at] = heap_.front();
    pop_heap(heap_, sooner);
    if (distance != distance_[at]) {
      continue;
    }
    for (auto const [other, id] : adjacent_.of(at)) {
      if (weight[id] == kBarred || distance + weight[id] >= distance_[other]) {
        continue;
      }
      distance_[other] = distance + weight[id];
      via_[other] = id;
      push_heap(heap_, {distance_[other], other}, sooner);
    }
  }
}

}  // namespace karwan::route
