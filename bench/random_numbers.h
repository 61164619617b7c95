#pragma once

#include <cstdint>

namespace karwan::bench {

// splitmix64: the same numbers everywhere, unlike the distributions of <random>.
class random_numbers {
 public:
  explicit random_numbers(std::uint64_t seed) : state_{seed} {}
  std::uint64_t next() {
    auto z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(next() % n); }

 private:
  std::uint64_t state_;
};

}  // namespace karwan::bench
