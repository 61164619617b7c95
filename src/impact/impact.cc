#include "karwan/impact/impact.h"

#include <array>

#include "impact/assess.h"
#include "impact/tornado.h"

namespace karwan::impact {

std::string_view name_of(outcome o) noexcept {
  constexpr std::array<std::string_view, 7> kNames{"same", "changed",  "rerouted", "opened",
                                                   "lost", "no_route", "refused"};
  return kNames[static_cast<std::size_t>(o)];
}

impact_answer find_impact(std::function<record::store()> const& open, impact_question const& q) {
  study over{open, q};
  impact_answer a;
  a.asked = q;
  a.record_version = over.record().version(q.view.layers);
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
  auto const flows = over.against(worlds_of(a.subjects), telling::journeys);
  a.all = summed_up(flows);
  auto const pairs = pairs_of(over, flows, q);
  a.pairs = trade_of(pairs, flows, q, a.day_value, a.elasticity);
  add_tornado(pairs, flows, a);
  for (auto const& f : flows) {
    a.flows.push_back(f.told);
  }
  return a;
}

}  // namespace karwan::impact
