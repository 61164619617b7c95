#include "karwan/relations/json.h"
#include "serve/endpoints.h"
#include "serve/paging.h"
#include "serve/view_of.h"

namespace karwan::serve {

std::string directory_endpoint::operator()(query& q) const {
  relations::directory_filter filter;
  filter.sector = q.one("sector");
  filter.product = q.one("product");
  filter.country = q.one("country");
  filter.direction = q.one("direction");
  auto const part = read_part(q, kMostPaged);
  auto const view = view_of(q, today);
  q.finish();
  record::answer_writer answers{in.record, in.names};
  return relations::to_json(
      answers, take_part(
                   value_or_throw(relations::read_directory(in.record, in.names, filter, view)),
                   part, [](auto const& entry) { return entry.organisation; }, next));
}

std::string match_endpoint::operator()(query& q) const {
  auto const organisation = q.required("organisation");
  auto const view = view_of(q, today);
  q.finish();
  record::answer_writer answers{in.record, in.names};
  auto found = relations::find_matches(in.record, in.names, organisation, view);
  if (!found) {
    found.error().place = "organisation";
  }
  return relations::to_json(answers, value_or_throw(std::move(found)));
}

}  // namespace karwan::serve
