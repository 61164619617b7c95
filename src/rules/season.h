#pragma once

#include "karwan/rules/rule.h"

namespace karwan::rules {

// Does the day lie in a season of every year (MMDD, both included) that may run over new year?
inline bool in_season(std::pair<int, int> const& s, day on) {
  std::chrono::year_month_day const d{on};
  auto const at =
      static_cast<int>(static_cast<unsigned>(d.month()) * 100 + static_cast<unsigned>(d.day()));
  return s.first <= s.second ? s.first <= at && at <= s.second : s.first <= at || at <= s.second;
}

// Within its validity and season.
inline bool is_in_force(rule const& r, day on) {
  return r.valid.contains(on) && (!r.season || in_season(*r.season, on));
}

}  // namespace karwan::rules
