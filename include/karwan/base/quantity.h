#pragma once

#include <cstdint>

#include "karwan/base/strong.h"

namespace karwan {

// Sums and orders of one kind of quantity, held as an integer so that they are exact.
template <typename Tag>
struct quantity {
  std::int64_t v{0};

  friend constexpr auto operator<=>(quantity, quantity) noexcept = default;
  constexpr quantity& operator+=(quantity o) noexcept {
    v += o.v;
    return *this;
  }
  friend constexpr quantity operator+(quantity a, quantity b) noexcept { return a += b; }
  friend constexpr quantity operator-(quantity a, quantity b) noexcept { return {a.v - b.v}; }
};

using seconds_q = quantity<struct seconds_tag>;
using metres_q = quantity<struct metres_tag>;
using usd_cents = quantity<struct usd_cents_tag>;    // current US dollars, in cents
using co2e_grams = quantity<struct co2e_grams_tag>;  // well-to-wheel, CO2 equivalent

inline constexpr double kPercent = 100;  // in one

// A value with its bounds: low <= best <= high.
template <typename T>
struct bounded {
  T low{};
  T best{};
  T high{};

  friend constexpr bool operator==(bounded const&, bounded const&) = default;
  constexpr bounded& operator+=(bounded const& o) {
    low = low + o.low;
    best = best + o.best;
    high = high + o.high;
    return *this;
  }
};

}  // namespace karwan
