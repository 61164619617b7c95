#include "karwan/network/rows_read.h"

#include <algorithm>

#include "network/rows.h"

namespace karwan::network {

rows_read::rows_read(facts const& f) : facts_{f} {
  for (auto const& table : f.kept) {
    for (auto const& r : table) {
      if (r.world.empty() && !r.cells.empty()) {
        auto const first = std::ranges::min_element(r.cells, {}, &record::cell::statement);
        by_statement_.emplace_back(first->statement, &r);
      }
    }
  }
  std::ranges::sort(by_statement_);
}

record::row const* rows_read::with(record::statement_ix s) const noexcept {
  auto const next =
      std::ranges::upper_bound(by_statement_, s, {}, [](auto const& e) { return e.first; });
  if (next == by_statement_.begin()) {
    return nullptr;
  }
  auto const* r = std::prev(next)->second;
  auto const in_it = std::ranges::find(r->cells, s, &record::cell::statement) != r->cells.end();
  return in_it ? r : nullptr;
}

// The rows of a table that the view sees, each with the choice that lets it in, or nullptr.
template <typename Each>
void rows_read::each(std::string_view table, record::view_spec const& view,
                     Each const& tell) const {
  for (auto const& rows : facts_.kept) {
    if (rows.empty() || record::tables()[*rows.front().table].name != table) {
      continue;
    }
    for (auto const& r : rows) {
      auto const choice = std::ranges::find(view.worlds, r.world, &record::world_choice::id);
      auto const chosen = choice != view.worlds.end();
      if (r.world.empty() || chosen) {
        tell(r, r.world.empty() ? nullptr : &*choice);
      }
    }
  }
}

std::vector<record::row> rows_read::assumptions(std::span<std::string_view const> keys,
                                                record::view_spec const& view) const {
  std::vector<record::row> out;
  each("assumptions", view, [&](record::row const& r, record::world_choice const* choice) {
    if (std::ranges::find(keys, r.text("key")) != keys.end()) {
      out.push_back(r);
      out.back().world_from = choice == nullptr ? std::nullopt : choice->from;
    }
  });
  return out;
}

std::set<std::string_view> rows_read::entities(std::string_view table,
                                               record::view_spec const& view) const {
  std::set<std::string_view> out;
  each(table, view, [&](record::row const& r, auto const*) { out.insert(r.entity); });
  return out;
}

}  // namespace karwan::network
