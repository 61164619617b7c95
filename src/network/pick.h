#pragma once

#include "network/rows.h"

// Which rows the topology stands on. It is of no day in particular: of rows that follow each other
// the last one speaks, and the actual world before those that are planned.
namespace karwan::network {

inline constexpr auto kLatest = day{std::chrono::year{2999} / 12 / 31};

template <typename Row, typename Has>
Row const* latest_row(std::span<Row const> rows, Has const& has) {
  auto const better = [](record::row const& a, record::row const& b) {
    return a.world.empty() != b.world.empty() ? a.world.empty() : record::preferred(a, b, kLatest);
  };
  Row const* best = nullptr;
  for (auto const& r : rows) {
    if (has(r) && (best == nullptr || better(*r.is, *best->is))) {
      best = &r;
    }
  }
  return best;
}

// The row that says where a place is, or nullptr.
inline place_row const* row_of_place(facts const& f, std::string_view entity) {
  return latest_row(rows_of(f.places, entity),
                    [](place_row const& r) { return r.country.has_value(); });
}

// The row that says between which places a link runs, or nullptr.
inline link_row const* row_of_link(std::span<link_row const> rows, topology const& t) {
  return latest_row(rows, [&](link_row const& r) {
    return r.shape && t.find_place(r.shape->from) && t.find_place(r.shape->to);
  });
}

}  // namespace karwan::network
