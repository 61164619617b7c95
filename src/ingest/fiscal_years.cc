#include "karwan/ingest/fiscal_years.h"

#include <algorithm>
#include <map>

namespace karwan::ingest {

fiscal_years::fiscal_years(record::store const& from, record::view_spec const& view) {
  constexpr auto kCalendar = 101U;  // month and day of calendar years
  for (auto const& row : from.rows(*record::find_table("countries"), view)) {
    auto const* cell = row.find("fiscal_year_start");
    auto const n = cell == nullptr ? kCalendar : static_cast<unsigned>(cell->number);
    if (n != kCalendar) {
      all_.push_back({row.entity, std::chrono::month{n / 100} / std::chrono::day{n % 100}});
    }
  }
}

std::optional<std::chrono::month_day> fiscal_years::start(std::vector<mention> const& names) const {
  constexpr std::ptrdiff_t kMargin = 2;      // times as often as the next
  std::map<unsigned, std::ptrdiff_t> often;  // by month and day
  for (auto const& [country, start] : all_) {
    auto const named = std::ranges::count(names, country, &mention::entity);
    often[static_cast<unsigned>(start.month()) * 100 + static_cast<unsigned>(start.day())] += named;
  }
  std::optional<std::chrono::month_day> out;
  std::ptrdiff_t most = 0;
  std::ptrdiff_t next = 0;
  for (auto const& [n, named] : often) {
    if (named > most) {
      next = most;
      most = named;
      out = std::chrono::month{n / 100} / std::chrono::day{n % 100};
    } else {
      next = std::max(next, named);
    }
  }
  return most > 0 && most >= kMargin * next ? out : std::nullopt;
}

}  // namespace karwan::ingest
