#pragma once

#include <cstdint>
#include <vector>

namespace karwan::route {

// Points settled in time order, so that time need not be compared: for every number of borders a
// staircase of cost and emissions of all points with no more borders, costs rising and emissions
// falling. Asking takes one binary search.
class front {
 public:
  // Forgets the points, keeps the memory.
  void clear() { used_ = 0; }
  bool empty() const { return used_ == 0; }

  // Whether a point is there that is nowhere worse.
  bool covers(std::int64_t cost, std::int64_t emissions, std::int64_t borders) const;

  // Must not be covered.
  void add(std::int64_t cost, std::int64_t emissions, std::int64_t borders);

 private:
  struct point {
    std::int64_t cost, emissions;
  };
  using staircase = std::vector<point>;

  std::vector<staircase> by_borders_;
  std::size_t used_{0};
};

}  // namespace karwan::route
