#pragma once

#include <cstdint>

// Random numbers by counter: a draw is a function of whose luck it is and of its number, whatever
// was drawn before, on whichever thread.
namespace karwan::route {

// The finaliser of SplitMix64 (Steele, Lea and Flood 2014): a bijection that mixes every bit.
constexpr std::uint64_t mixed(std::uint64_t x) noexcept {
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
  return x ^ (x >> 31U);
}

// The 64 bits of the n-th draw of whoever has that luck.
constexpr std::uint64_t bits_of(std::uint64_t luck, std::uint64_t n) noexcept {
  return mixed(luck + n * 0x9E3779B97F4A7C15U);
}

// A number in (0, 1) made of them.
constexpr double unit_of(std::uint64_t luck, std::uint64_t n) noexcept {
  constexpr double kStep = 0x1p-53;
  return (static_cast<double>(bits_of(luck, n) >> 11U) + 0.5) * kStep;
}

}  // namespace karwan::route
