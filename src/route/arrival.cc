#include "route/entry.h"

namespace karwan::route {

std::int64_t arrival(metric const& m, arc a, std::int64_t t) noexcept {
  auto const duration = m.duration_s[a];
  auto const entered = duration == kBarred ? kBarred : entry(m, a, t);
  return entered == kBarred ? kBarred : entered + duration;
}

}  // namespace karwan::route
