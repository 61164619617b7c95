#pragma once

#include "network/rows.h"

namespace karwan::network {

// From where the rows are read: a day, and the worlds taken as kept beside the actual one.
struct standpoint {
  day as_of{};
  std::vector<record::world_choice> worlds;

  // The choice that lets the row in, or nullptr where it is not in the view (or is actual).
  record::world_choice const* choice_of(record::row const& r) const;
  bool in_view(record::row const& r) const { return r.world.empty() || choice_of(r) != nullptr; }
  // In the view, holding that day, and its world begun by then.
  bool usable(record::row const& r) const;
  // Rows of chosen worlds before actual ones, then the preference rule of the record.
  bool better(record::row const& a, record::row const& b) const;

  // The best usable row for which `has` holds.
  template <typename Rows, typename Has>
  auto best(Rows const& rows, Has const& has) const -> decltype(&*std::begin(rows)) {
    decltype(&*std::begin(rows)) out = nullptr;
    for (auto const& r : rows) {
      if (has(r) && usable(*r.is) && (out == nullptr || better(*r.is, *out->is))) {
        out = &r;
      }
    }
    return out;
  }
};

}  // namespace karwan::network
