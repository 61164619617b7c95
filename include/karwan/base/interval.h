#pragma once

namespace karwan {

// Half-open [from, to). Empty where to <= from.
template <typename T>
struct interval {
  T from{};
  T to{};

  constexpr bool contains(T const& t) const { return from <= t && t < to; }
  constexpr bool overlaps(interval const& o) const { return from < o.to && o.from < to; }
  constexpr bool empty() const { return !(from < to); }
  friend constexpr bool operator==(interval const&, interval const&) = default;
};

}  // namespace karwan
