#include "plan/assumed_values.h"

#include <algorithm>

namespace karwan::plan {

assumed_values::assumed_values(record::store const& store, record::view_spec const& view)
    : assumed_values{store.rows(*record::find_table("assumptions"), view), view.as_of} {}

assumed_values::assumed_values(std::vector<record::row> rows, day as_of) : rows_{std::move(rows)} {
  std::ranges::stable_sort(rows_, [&](record::row const& a, record::row const& b) {
    return record::preferred(a, b, as_of);
  });
}

std::optional<bounded<double>> assumed_values::find(std::string_view key, std::string_view mode,
                                                    std::string_view country) const {
  record::row const* found = nullptr;
  auto best_fit = -1;
  for (auto const& r : rows_) {
    auto const by = r.text("mode"), in = r.text("country");
    if (r.text("key") != key || (!by.empty() && by != mode) || (!in.empty() && in != country)) {
      continue;
    }
    auto const fit = !by.empty() + !in.empty();
    if (fit > best_fit) {
      best_fit = fit;
      found = &r;
    }
  }
  if (found == nullptr) {
    return std::nullopt;
  }
  auto const low = found->number("low"), best = found->number("best"), high = found->number("high");
  return low && best && high ? std::optional{bounded<double>{*low, *best, *high}} : std::nullopt;
}

}  // namespace karwan::plan
