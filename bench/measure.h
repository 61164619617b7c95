#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace karwan::bench {

struct elapsed {
  double wall_ms;
  double cpu_ms;
};

elapsed measure(std::function<void()> const&);

// The value below which `share` of the values lie (nearest rank). Empty: 0.
double quantile(std::vector<double> values, double share);
double mean(std::vector<double> const& values);
inline double median(std::vector<double> values) {
  return quantile(std::move(values), 0.5);
}

// FNV-1a over the values' bytes in order.
std::uint64_t checksum(std::span<std::int64_t const>, std::uint64_t before = 14695981039346656037u);

}  // namespace karwan::bench
