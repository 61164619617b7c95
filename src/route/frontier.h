#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <vector>

// The points of N sums that were settled at one node and none of which covers another: whether a
// point is covered, that is nowhere less than one of them. Each keeps its memory when cleared.
namespace karwan::route {

template <std::size_t N>
class frontier {
 public:
  using point = std::array<std::int64_t, N>;

  void clear() { points_.clear(); }
  bool empty() const { return points_.empty(); }

  bool covers(point const& p) const {
    return std::any_of(points_.begin(), points_.end(), [&](point const& q) {
      bool all = true;
      for (std::size_t i = 0; i < N; ++i) {
        all &= q[i] <= p[i];
      }
      return all;
    });
  }

  // Must not be covered.
  void add(point const& p) {
    std::erase_if(points_, [&](point const& q) {
      bool all = true;
      for (std::size_t i = 0; i < N; ++i) {
        all &= p[i] <= q[i];
      }
      return all;
    });
    points_.push_back(p);
  }

 private:
  std::vector<point> points_;
};

// Two sums: a staircase, the first rising and the second falling.
template <>
class frontier<2> {
 public:
  using point = std::array<std::int64_t, 2>;

  void clear() { steps_.clear(); }
  bool empty() const { return steps_.empty(); }

  bool covers(point const& p) const {
    auto const more = std::partition_point(steps_.begin(), steps_.end(),
                                           [&](point const& q) { return q[0] <= p[0]; });
    return more != steps_.begin() && (*(more - 1))[1] <= p[1];
  }

  void add(point const& p) {
    auto const at = std::partition_point(steps_.begin(), steps_.end(),
                                         [&](point const& q) { return q[0] < p[0]; });
    auto const kept = std::find_if(at, steps_.end(), [&](point const& q) { return q[1] < p[1]; });
    if (kept == at) {
      steps_.insert(at, p);
    } else {
      *at = p;
      steps_.erase(at + 1, kept);
    }
  }

 private:
  std::vector<point> steps_;
};

// One sum: the least.
template <>
class frontier<1> {
 public:
  using point = std::array<std::int64_t, 1>;

  void clear() { least_ = std::numeric_limits<std::int64_t>::max(); }
  bool empty() const { return least_ == std::numeric_limits<std::int64_t>::max(); }
  bool covers(point const& p) const { return least_ <= p[0]; }
  void add(point const& p) { least_ = p[0]; }

 private:
  std::int64_t least_{std::numeric_limits<std::int64_t>::max()};
};

}  // namespace karwan::route
