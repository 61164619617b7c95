#include "karwan/base/text.h"
#include "karwan/plan/geojson.h"
#include "karwan/require/journeys.h"
#include "serve/endpoints.h"
#include "serve/plan_asked.h"

namespace karwan::serve {
namespace {

require::journeys_asked journeys_asked(query& q) {
  require::journeys_asked out;
  auto& way = out.way;
  way.from = q.one("from");
  way.to = q.one("to");
  way.via = q.many("via");
  read_goods(q, way);
  way.crew = q.one("crew");
  way.carrier = q.one("carrier");
  way.under = q.many("under");
  read_means(q, way);
  way.deadline = q.one("deadline");
  read_dates(q, way);
  read_chance(q, way);
  way.lang = q.one("lang");
  out.compare = q.one("compare");
  out.best = q.one("best");
  out.explain = q.one("explain");
  out.traveller = q.flag("traveller");
  out.nationality = q.one("nationality");
  out.purpose = q.one("purpose");
  return out;
}

}  // namespace

std::string plan_endpoint::operator()(query& q) const {
  auto const asked = journeys_asked(q);
  auto const format = q.choice("format", {"json", "geojson"});
  q.finish();
  auto const found = require::find_journeys(
      in.record, planner, value_or_throw(require::read_journeys_question(asked, today)));
  if (format == "json") {
    return require::to_json(found, in.record);
  }
  auto const* goods = std::get_if<plan::answer>(&found);
  if (goods == nullptr) {
    throw failure{{error_kind::bad_input, "only journeys of goods are drawn", "format",
                   "Leave out compare, explain and traveller, or ask for json"}};
  }
  type = "application/geo+json";
  return plan::to_geojson(*goods);
}

}  // namespace karwan::serve
