#pragma once

#include <string_view>

#include "karwan/base/date.h"

namespace karwan::record {

// Until when something may have been recorded, to be known: 2025-06-16 means the end of that day,
// 2025-06-16T08:30:00Z that second. Error bad_input.
inline result<instant> parse_known_at(std::string_view text) {
  constexpr std::size_t kDayLong = 10;
  if (text.size() != kDayLong) {
    return parse_instant(text);
  }
  auto const on = parse_day(text);
  if (!on) {
    return tl::unexpected{on.error()};
  }
  return instant{*on} + std::chrono::days{1} - std::chrono::seconds{1};
}

}  // namespace karwan::record
