#include "karwan/ingest/fiscal_years.h"

#include <algorithm>

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
  std::optional<std::chrono::month_day> out;
  for (auto const& [country, start] : all_) {
    auto const named =
        std::ranges::any_of(names, [&](mention const& m) { return m.entity == country; });
    if (!named || (out && *out == start)) {
      continue;
    }
    if (out) {
      return std::nullopt;
    }
    out = start;
  }
  return out;
}

}  // namespace karwan::ingest
