#include <algorithm>

#include "karwan/route/search.h"

namespace karwan::route {

std::int64_t arrival(metric const& m, arc a, std::int64_t t) noexcept {
  auto const duration = m.duration_s[a];
  if (duration == kBarred) {
    return kBarred;
  }
  auto const set = m.opens[a];
  if (set == kAlwaysOpen) {
    return t + duration;
  }
  auto const first = m.windows.begin() + m.first_window[set];
  auto const last = m.windows.begin() + m.first_window[set + 1];
  auto const next = std::partition_point(first, last, [&](auto const& w) { return w.to <= t; });
  return next == last ? kBarred : std::max(t, next->from) + duration;
}

}  // namespace karwan::route
