#pragma once

#include <algorithm>
#include <iterator>

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

// Sorts intervals and joins those that overlap or touch; none that is left is empty.
template <typename Intervals>
void merge(Intervals& all) {
  if (all.size() == 1 && !all.front().empty()) {
    return;
  }
  std::ranges::sort(all, {}, [](auto const& i) { return i.from; });
  auto end = all.begin();  // of what is merged
  for (auto const i : all) {
    if (i.empty()) {
      continue;
    }
    if (end != all.begin() && i.from <= std::prev(end)->to) {
      std::prev(end)->to = std::max(std::prev(end)->to, i.to);
    } else {
      *end++ = i;
    }
  }
  all.erase(end, all.end());
}

}  // namespace karwan
