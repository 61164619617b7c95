#include "karwan/require/checklist.h"
#include "karwan/require/json.h"
#include "serve/endpoints.h"
#include "serve/plan_asked.h"

namespace karwan::serve {
namespace {

require::asked needs_asked(query& q) {
  require::asked out;
  auto& way = out.way;
  out.person = q.flag("person");
  way.from = q.one("from");
  way.to = q.one("to");
  way.via = q.many("via");
  read_goods(q, way);
  read_means(q, way);
  read_dates(q, way);
  way.lang = q.one("lang");
  way.carrier = q.one("carrier");
  way.under = q.many("under");
  out.driver = q.one("driver");
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
  auto const asked = needs_asked(q);
  auto const format = q.document_format();
  q.finish();
  return answered(value_or_throw(require::read_question(asked, today)), *this, format);
}

}  // namespace karwan::serve
