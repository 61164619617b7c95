#include "measure.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>
#include <numeric>

namespace karwan::bench {

elapsed measure(std::function<void()> const& work) {
  auto const cpu = std::clock();
  auto const wall = std::chrono::steady_clock::now();
  work();
  auto const wall_after = std::chrono::steady_clock::now();
  auto const cpu_after = std::clock();
  return {std::chrono::duration<double, std::milli>(wall_after - wall).count(),
          1e3 * static_cast<double>(cpu_after - cpu) / CLOCKS_PER_SEC};
}

double quantile(std::vector<double> values, double share) {
  if (values.empty()) {
    return 0;
  }
  std::sort(values.begin(), values.end());
  auto const rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size())));
  return values[std::clamp<std::size_t>(rank, 1, values.size()) - 1];
}

double mean(std::vector<double> const& values) {
  return values.empty() ? 0
                        : std::accumulate(values.begin(), values.end(), 0.0) /
                              static_cast<double>(values.size());
}

std::uint64_t checksum(std::span<std::int64_t const> values, std::uint64_t before) {
  for (auto const v : values) {
    for (int byte = 0; byte < 8; ++byte) {
      before = (before ^ (static_cast<std::uint64_t>(v) >> (8 * byte) & 0xff)) * 1099511628211u;
    }
  }
  return before;
}

}  // namespace karwan::bench
