#pragma once

#include <algorithm>
#include <cstddef>

#include "karwan/route/search.h"

namespace karwan::route {

// The first of a set's windows that ends after t. Windows mostly repeat: where they do, the one
// sought is where its share of the time says.
inline interval<std::int64_t> const* next_window(metric const& m, std::uint32_t set,
                                                 std::int64_t t) noexcept {
  auto const* const first = m.windows.data() + m.first_window[set];
  auto const* const last = m.windows.data() + m.first_window[set + 1];
  auto const is_past = [&](auto const& w) { return w.to <= t; };
  if (first == last || !is_past(*first)) {
    return first;
  }
  if (is_past(*(last - 1))) {
    return last;
  }
  auto const begin = static_cast<double>(first->to);
  auto const share =
      (static_cast<double>(t) - begin) / (static_cast<double>((last - 1)->to) - begin);
  auto const* const guess =
      first + static_cast<std::ptrdiff_t>(share * static_cast<double>(last - 1 - first));
  if (is_past(*guess)) {
    return is_past(guess[1]) ? std::partition_point(guess + 2, last, is_past) : guess + 1;
  }
  return std::partition_point(first, guess, is_past);
}

// When who comes to a window set at time t can enter: at t itself, or where its next window begins.
// kBarred where none follows.
inline std::int64_t entry_into(metric const& m, std::uint32_t set, std::int64_t t) noexcept {
  if (set == kAlwaysOpen) {
    return t;
  }
  auto const* const next = next_window(m, set, t);
  return next == m.windows.data() + m.first_window[set + 1] ? kBarred : std::max(t, next->from);
}

// The same for an arc. Says nothing of its duration.
inline std::int64_t entry(metric const& m, arc a, std::int64_t t) noexcept {
  return entry_into(m, m.opens[a], t);
}

inline std::uint32_t queue_of(metric const& m, arc a) noexcept {
  return m.queues.empty() ? kNoQueue : m.queues[a];
}

inline bool is_timed(metric const& m, arc a) noexcept {
  return m.opens[a] != kAlwaysOpen || queue_of(m, a) != kNoQueue;
}

// How long who enters at time t stands in a queue.
inline std::int64_t queue_wait(metric const& m, std::uint32_t profile, std::int64_t t) noexcept {
  if (profile == kNoQueue) {
    return 0;
  }
  constexpr std::int64_t kHour = 3600;
  constexpr auto kDay = kQueueHours * kHour;
  auto const of_day = (t % kDay + kDay) % kDay;
  auto const* const hours = m.queue_s.data() + profile * kQueueHours;
  auto const hour = of_day / kHour;
  auto const now = hours[hour];
  auto const next = hours[hour + 1 == kQueueHours ? 0 : hour + 1];
  return now + (next - now) * (of_day % kHour) / kHour;
}

// When an arc of that duration, window set and queue that is reached at time t is left.
inline std::int64_t left_after(metric const& m, std::int64_t duration, std::uint32_t set,
                               std::uint32_t profile, std::int64_t t) noexcept {
  auto const entered = entry_into(m, set, t);
  return entered == kBarred ? kBarred : entered + queue_wait(m, profile, entered) + duration;
}

}  // namespace karwan::route
