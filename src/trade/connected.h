#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

namespace karwan::trade {

// Nodes in groups that grow together (union-find).
class groups_of_nodes {
 public:
  explicit groups_of_nodes(std::size_t nodes) : parent_(nodes), count_{nodes} {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }

  // One node of the group, the same for all of it.
  std::size_t of(std::size_t node) {
    while (parent_[node] != node) {
      parent_[node] = parent_[parent_[node]];
      node = parent_[node];
    }
    return node;
  }

  void join(std::size_t a, std::size_t b) {
    a = of(a);
    b = of(b);
    if (a != b) {
      parent_[std::max(a, b)] = std::min(a, b);
      --count_;
    }
  }

  std::size_t count() const noexcept { return count_; }

 private:
  std::vector<std::size_t> parent_;
  std::size_t count_;
};

}  // namespace karwan::trade
