#include "karwan/record/fiscal_year.h"

namespace karwan::record {

std::optional<std::chrono::month_day> fiscal_year_start(store const& from, view_spec const& view,
                                                        std::set<std::string> const& countries) {
  std::set<int> starts;
  for (auto const& r : from.rows(*find_table("countries"), view)) {
    if (auto const start = r.number("fiscal_year_start"); start && countries.contains(r.entity)) {
      starts.insert(static_cast<int>(*start));
    }
  }
  if (starts.size() != 1) {
    return std::nullopt;
  }
  auto const mmdd = static_cast<unsigned>(*starts.begin());
  return std::chrono::month_day{std::chrono::month{mmdd / 100}, std::chrono::day{mmdd % 100}};
}

}  // namespace karwan::record
