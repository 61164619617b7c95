#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

namespace karwan {

// An index that cannot be mixed up with another kind of index. Tag is an empty struct that names
// the kind: using node_ix = strong<std::uint32_t, struct node_tag>.
template <typename T, typename Tag>
struct strong {
  using value_type = T;

  constexpr strong() noexcept = default;
  constexpr explicit strong(T v) noexcept : v_{v} {}

  static constexpr strong invalid() noexcept { return strong{std::numeric_limits<T>::max()}; }
  constexpr bool valid() const noexcept { return v_ != std::numeric_limits<T>::max(); }
  constexpr T operator*() const noexcept { return v_; }
  constexpr strong& operator++() noexcept {
    ++v_;
    return *this;
  }
  friend constexpr auto operator<=>(strong, strong) noexcept = default;

  T v_{std::numeric_limits<T>::max()};
};

// A vector that only its own kind of index opens. Out of range is undefined, as for std::vector.
template <typename Id, typename T>
struct vector_map : std::vector<T> {
  using base = std::vector<T>;
  using base::base;

  T& operator[](Id id) { return base::operator[](static_cast<std::size_t>(*id)); }
  T const& operator[](Id id) const { return base::operator[](static_cast<std::size_t>(*id)); }

  // Appends and returns the index of what was appended.
  Id add(T value) {
    base::push_back(std::move(value));
    return Id{static_cast<typename Id::value_type>(base::size() - 1)};
  }
};

}  // namespace karwan

template <typename T, typename Tag>
struct std::hash<karwan::strong<T, Tag>> {
  std::size_t operator()(karwan::strong<T, Tag> id) const noexcept { return std::hash<T>{}(*id); }
};
