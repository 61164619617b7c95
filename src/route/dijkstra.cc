#include "karwan/route/dijkstra.h"

#include <algorithm>

namespace karwan::route {

dijkstra::dijkstra(graph g, direction d) : first_(g.nodes() + 1), adjacent_(g.arcs()) {
  if (d == direction::forward) {
    std::copy(g.first_out.begin(), g.first_out.end(), first_.begin());
    for (arc a = 0; a < g.arcs(); ++a) {
      adjacent_[a] = {g.head[a], a};
    }
    return;
  }
  for (auto const head : g.head) {
    ++first_[head + 1];
  }
  for (std::size_t v = 0; v < g.nodes(); ++v) {
    first_[v + 1] += first_[v];
  }
  auto next = first_;
  for (node tail = 0; tail < g.nodes(); ++tail) {
    for (auto a = g.first_out[tail]; a < g.first_out[tail + 1]; ++a) {
      adjacent_[next[g.head[a]]++] = {tail, a};
    }
  }
}

void dijkstra::run(std::span<std::int64_t const> weight, std::span<node const> sources) {
  auto const later = [](entry const& a, entry const& b) { return a.distance > b.distance; };
  auto const nodes = first_.size() - 1;
  distance_.assign(nodes, kUnreached);
  via_.assign(nodes, kNoArc);
  heap_.clear();
  for (auto const s : sources) {
    distance_[s] = 0;
    heap_.push_back({0, s});
  }
  while (!heap_.empty()) {
    auto const [distance, at] = heap_.front();
    std::pop_heap(heap_.begin(), heap_.end(), later);
    heap_.pop_back();
    if (distance != distance_[at]) {
      continue;
    }
    for (auto i = first_[at]; i < first_[at + 1]; ++i) {
      auto const [other, id] = adjacent_[i];
      if (weight[id] == kBarred || distance + weight[id] >= distance_[other]) {
        continue;
      }
      distance_[other] = distance + weight[id];
      via_[other] = id;
      heap_.push_back({distance_[other], other});
      std::push_heap(heap_.begin(), heap_.end(), later);
    }
  }
}

}  // namespace karwan::route
