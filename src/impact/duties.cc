#include "impact/duties.h"

#include <algorithm>

#include "karwan/require/landed.h"

namespace karwan::impact {

duties::duties(record::store const& from, record::view_spec const& view) {
  auto all = view;
  all.all_worlds = true;
  for (auto const& r : from.rows(record::find_table("tariffs").value(), all)) {
    if (!r.world.empty()) {
      worlds_.push_back(r.world);
    }
  }
}

bool duties::differ(record::view_spec const& a, record::view_spec const& b) const {
  auto const since = [](record::view_spec const& v, std::string const& world) {
    auto const at = std::ranges::find(v.worlds, world, &record::world_choice::id);
    auto const chosen = at != v.worlds.end();
    return std::pair{chosen, chosen ? at->from : std::nullopt};
  };
  return std::ranges::any_of(
      worlds_, [&](std::string const& world) { return since(a, world) != since(b, world); });
}

std::optional<duty_change> change_of_duty(record::store const& from,
                                          record::view_spec const& without,
                                          record::view_spec const& with, taxed const& what) {
  require::landed_case goods;
  goods.country = what.country;
  goods.origin = what.origin;
  goods.code = what.code;
  auto const a = require::duty_span(require::land(from, without, goods));
  auto const b = require::duty_span(require::land(from, with, goods));
  if (!a || !b || *a == *b) {
    return std::nullopt;
  }
  return duty_change{*a, *b};
}

}  // namespace karwan::impact
