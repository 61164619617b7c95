#include "route/entry.h"

namespace karwan::route {

std::int64_t arrival(metric const& m, arc a, std::int64_t t) noexcept {
  auto const duration = m.duration_s[a];
  return duration == kBarred ? kBarred : left_after(m, duration, m.opens[a], queue_of(m, a), t);
}

}  // namespace karwan::route
