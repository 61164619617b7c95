#include "karwan/impact/impact.h"

#include <algorithm>
#include <array>

#include "impact/assess.h"
#include "impact/equilibrium.h"
#include "impact/tornado.h"
#include "karwan/record/effects.h"

namespace karwan::impact {
namespace {

// Why nothing can change: of every subject it is only known that it cannot be modelled.
std::string no_effect_of(study const& over, record::view_spec const& view,
                         std::vector<subject_ref> const& subjects) {
  auto const effects = record::read_effects(over.record(), view);
  std::string why;
  for (auto const& s : subjects) {
    auto known = false;
    for (auto const& e : effects) {
      if (e.of == s.id && !e.worlds.empty()) {
        return {};
      }
      if (e.of == s.id) {
        known = true;
        why += (why.empty() ? "" : "; ") + s.name + ": " + e.why;
        why += e.missing.empty() ? "" : " (missing: " + e.missing + ")";
      }
    }
    if (!known) {
      return {};
    }
  }
  return why;
}

}  // namespace

std::string_view name_of(outcome o) noexcept {
  constexpr std::array<std::string_view, 7> kNames{"same", "changed",  "rerouted", "opened",
                                                   "lost", "no_route", "refused"};
  return kNames[static_cast<std::size_t>(o)];
}

day usual_departure(impact_question const& q) {
  return std::max(q.today, q.from.value_or(q.today));
}

impact_answer find_impact(std::function<record::store()> const& open, impact_question const& q,
                          watch const& by) {
  study over{open, q, by};
  impact_answer a;
  a.asked = q;
  a.record_version = over.record().version(q.view);
  a.day_value = over.day_value();
  a.elasticity = over.elasticity();
  a.subjects = subjects_of(over, q);
  auto view = q.view;
  view.as_of = q.depart;
  for (auto const& s : a.subjects) {
    if (auto cost = cost_of(over.record(), view, s.id)) {
      a.costs.push_back(std::move(*cost));
    }
  }
  a.no_effect = no_effect_of(over, view, a.subjects);
  auto const worlds =
      a.no_effect.empty() ? worlds_of(a.subjects) : std::vector<record::world_choice>{};
  steps counted{by, over.flows()};
  auto const flows = over.against(worlds, telling::journeys, &counted);
  a.all = summed_up(flows);
  auto const pairs = pairs_of(over, flows, q);
  auto const drawn = draw_pairs(pairs, flows, q, a.day_value, a.elasticity);
  a.pairs = trade_of(pairs, drawn, flows, a.day_value, a.elasticity);
  add_equilibrium(over, pairs, drawn, by, a);
  add_tornado(pairs, flows, by, a);
  for (auto const& f : flows) {
    a.flows.push_back(f.told);
  }
  return a;
}

}  // namespace karwan::impact
