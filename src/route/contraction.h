#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "karwan/route/adjacency.h"
#include "karwan/route/search.h"

namespace karwan::route {

// What a query can use of a network, with every run of arcs along which there is nothing to choose
// drawn together into one stretch. Stretches join junctions: starts, targets, and nodes with more
// than one way on. Turning back to where one came from is no way on: it never pays.
class contraction {
 public:
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  explicit contraction(graph);

  // Keeps the arcs that are not shut before the first start, and lead from a start to a target.
  void build(metric const&, query const&);

  // Junctions as nodes, stretches as arcs.
  graph shape() const { return {first_out_, head_}; }
  // Per stretch: the sum over its arcs, without waiting.
  std::span<std::int64_t const> sums(std::size_t criterion) const { return sums_[criterion]; }
  // When a stretch entered at time t is left, or kBarred.
  std::int64_t left_at(metric const& m, std::uint32_t stretch, std::int64_t t) const {
    if (timed_[stretch] == 0) {
      return t + sums_[kTime][stretch];
    }
    for (auto const a : arcs_of(stretch)) {
      t = arrival(m, a, t);
      if (t == kBarred) {
        break;
      }
    }
    return t;
  }
  std::span<arc const> arcs_of(std::uint32_t stretch) const {
    return {arcs_.data() + first_arc_[stretch], arcs_.data() + first_arc_[stretch + 1]};
  }
  // kNone where no start, or no stretch from one, meets the node.
  std::uint32_t junction_at(node v) const { return junction_[v]; }

 private:
  bool onward(node from, node at, arc a) const {
    auto const to = graph_.head[a];
    return open_[a] != 0 && useful_[to] != 0 && to != from && to != at;
  }
  void mark_open(metric const&, query const&);
  void mark_useful(query const&);
  void add_junction(node);
  void add_stretch(metric const&, node tail, arc first);

  graph graph_;
  adjacency entering_;
  std::vector<std::uint8_t> open_;       // per arc
  std::vector<std::uint8_t> useful_;     // per node: a target can be reached from it
  std::vector<std::uint8_t> is_target_;  // per node
  std::vector<node> queue_;

  std::vector<std::uint32_t> junction_;  // per node
  std::vector<node> node_;               // per junction
  std::vector<std::uint32_t> first_out_, head_, first_arc_;
  std::array<std::vector<std::int64_t>, kCriteria> sums_;
  std::vector<std::uint8_t> timed_;  // per stretch: one of its arcs has windows or a queue
  std::vector<arc> arcs_;
};

}  // namespace karwan::route
