#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "karwan/route/search.h"

namespace karwan::route {

enum class direction : std::uint8_t { forward, backward };

struct half_arc {
  node other;  // forward: the arc's head; backward: its tail
  arc id;
};

// The arcs that leave (forward) or enter (backward) each node, in arc order.
class adjacency {
 public:
  // Keeps its memory from the last time.
  void assign(graph, direction);

  std::size_t nodes() const { return first_.size() - 1; }
  std::size_t arcs() const { return arcs_.size(); }
  std::span<half_arc const> of(node v) const {
    return {arcs_.data() + first_[v], arcs_.data() + first_[v + 1]};
  }

 private:
  std::vector<std::uint32_t> first_{0}, next_;
  std::vector<half_arc> arcs_;
};

}  // namespace karwan::route
