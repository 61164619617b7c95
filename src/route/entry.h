#pragma once

#include <algorithm>

#include "karwan/route/search.h"

namespace karwan::route {

// When an arc that is reached at time t can be entered: t itself, or where its next window begins.
// kBarred where none follows. Says nothing of its duration.
inline std::int64_t entry(metric const& m, arc a, std::int64_t t) noexcept {
  auto const set = m.opens[a];
  if (set == kAlwaysOpen) {
    return t;
  }
  auto const first = m.windows.begin() + m.first_window[set];
  auto const last = m.windows.begin() + m.first_window[set + 1];
  auto const next = std::partition_point(first, last, [&](auto const& w) { return w.to <= t; });
  return next == last ? kBarred : std::max(t, next->from);
}

}  // namespace karwan::route
