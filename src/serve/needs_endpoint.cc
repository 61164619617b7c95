#include <algorithm>

#include "karwan/base/text.h"
#include "karwan/require/checklist.h"
#include "karwan/require/json.h"
#include "serve/endpoints.h"

namespace karwan::serve {
namespace {

require::asked needs_asked(query& q) {
  require::asked out;
  auto& way = out.way;
  out.person = q.flag("person");
  way.from = q.one("from");
  way.to = q.one("to");
  way.via = q.many("via");
  way.product = q.one("product");
  way.tonnes = q.one("tonnes");
  way.unit = q.one("unit");
  way.modes = q.many("modes");
  way.avoid = q.many("avoid");
  way.depart = q.one("depart");
  way.as_of = q.one("as_of");
  way.known_at = q.one("known_at");
  way.published_by = q.one("published_by");
  way.without = q.many("without");
  way.scenario = q.many("scenario");
  way.lang = q.one("lang");
  way.value = q.one("value");
  way.carrier = q.one("carrier");
  out.driver = q.one("driver");
  way.under = q.many("under");
  out.journey = q.one("journey");
  out.nationality = q.one("nationality");
  out.purpose = q.one("purpose");
  out.by = q.many("by");
  return out;
}

std::string answered(require::question const& asked, needs_endpoint const& e,
                     std::string const& format) {
  record::name_index const names{e.in.record, asked.way.view};
  auto const answer = require::find_needs(e.in.record, names, e.planner, asked);
  if (format == "html") {
    e.type = "text/html; charset=utf-8";
    return relations::to_html(require::checklist(answer), e.in.record);
  }
  if (format == "md") {
    e.type = "text/markdown; charset=utf-8";
    return relations::to_markdown(require::checklist(answer), e.in.record);
  }
  record::answer_writer answers{e.in.record, names};
  return require::to_json(answer, e.in.record, answers);
}

}  // namespace

std::string needs_endpoint::operator()(query& q) const {
  try {
    auto const asked = needs_asked(q);
    auto const format = q.document_format();
    q.finish();
    return answered(value_or_throw(require::read_question(asked, today)), *this, format);
  } catch (failure& f) {
    // The command's option --as-of is the parameter as_of.
    auto& place = f.what_failed.place;
    place.erase(0, std::min(place.find_first_not_of('-'), place.size()));
    std::ranges::replace(place, '-', '_');
    throw failure{f.what_failed};
  }
}

}  // namespace karwan::serve
