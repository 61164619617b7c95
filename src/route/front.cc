#include "route/front.h"

#include <algorithm>

namespace karwan::route {

namespace {

template <typename Steps>
bool covered(Steps const& steps, std::int64_t cost, std::int64_t emissions) {
  auto const dearer = std::partition_point(steps.begin(), steps.end(),
                                           [&](auto const& p) { return p.cost <= cost; });
  return dearer != steps.begin() && std::prev(dearer)->emissions <= emissions;
}

// Adds a point that is not covered, and drops those that it covers.
template <typename Steps>
void insert(Steps& steps, std::int64_t cost, std::int64_t emissions) {
  auto const at = std::partition_point(steps.begin(), steps.end(),
                                       [&](auto const& p) { return p.cost < cost; });
  auto const kept =
      std::find_if(at, steps.end(), [&](auto const& p) { return p.emissions < emissions; });
  if (kept == at) {
    steps.insert(at, {cost, emissions});
  } else {
    *at = {cost, emissions};
    steps.erase(at + 1, kept);
  }
}

}  // namespace

bool front::covers(std::int64_t cost, std::int64_t emissions, std::int64_t borders) const {
  return used_ != 0 && covered(by_borders_[std::min(static_cast<std::size_t>(borders), used_ - 1)],
                               cost, emissions);
}

void front::add(std::int64_t cost, std::int64_t emissions, std::int64_t borders) {
  auto const level = static_cast<std::size_t>(borders);
  if (by_borders_.size() <= level) {
    by_borders_.resize(level + 1);
  }
  for (; used_ <= level; ++used_) {
    if (used_ == 0) {
      by_borders_[used_].clear();
    } else {
      by_borders_[used_] = by_borders_[used_ - 1];
    }
  }
  for (auto l = level; l < used_ && !covered(by_borders_[l], cost, emissions); ++l) {
    insert(by_borders_[l], cost, emissions);
  }
}

}  // namespace karwan::route
