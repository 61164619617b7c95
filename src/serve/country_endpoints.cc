#include "karwan/record/coverage.h"
#include "karwan/relations/country.h"
#include "serve/endpoints.h"
#include "serve/view_of.h"

namespace karwan::serve {

std::string country_endpoint::operator()(std::string const& id, query& q) const {
  auto const reader = q.required("for");
  auto const view = view_of(q, today);
  q.finish();
  auto found = relations::read_country(in.record, in.names, {id, reader, view});
  if (!found && found.error().place == "reader") {
    found.error().place = "for";
  }
  return relations::country_json(in.record, in.names, value_or_throw(std::move(found)));
}

std::string coverage_endpoint::operator()(query& q) const {
  auto const view = view_of(q, today);
  q.finish();
  record::answer_writer answers{in.record, in.names};
  return record::coverage_json(answers, view, record::read_coverage(in.record, view));
}

}  // namespace karwan::serve
