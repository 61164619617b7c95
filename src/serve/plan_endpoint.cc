#include <algorithm>

#include "karwan/plan/json.h"
#include "serve/endpoints.h"

namespace karwan::serve {
namespace {

plan::asked plan_asked(query& q) {
  plan::asked out;
  out.from = q.one("from");
  out.to = q.one("to");
  out.via = q.many("via");
  out.product = q.one("product");
  out.tonnes = q.one("tonnes");
  out.value = q.one("value");
  out.unit = q.one("unit");
  out.crew = q.one("crew");
  out.carrier = q.one("carrier");
  out.under = q.many("under");
  out.modes = q.many("modes");
  out.avoid = q.many("avoid");
  out.depart = q.one("depart");
  out.deadline = q.one("deadline");
  out.draws = q.one("draws");
  out.seed = q.one("seed");
  out.as_of = q.one("as_of");
  out.known_at = q.one("known_at");
  out.published_by = q.one("published_by");
  out.without = q.many("without");
  out.scenario = q.many("scenario");
  out.lang = q.one("lang");
  q.finish();
  return out;
}

}  // namespace

std::string plan_endpoint::operator()(query& q) const {
  try {
    return plan::to_json(planner(value_or_throw(plan::read_question(plan_asked(q), today))));
  } catch (failure& f) {
    // The command's option --as-of is the parameter as_of.
    auto& place = f.what_failed.place;
    place.erase(0, std::min(place.find_first_not_of('-'), place.size()));
    std::ranges::replace(place, '-', '_');
    throw failure{f.what_failed};
  }
}

}  // namespace karwan::serve
