#include "karwan/record/review_json.h"
#include "serve/endpoints.h"
#include "serve/view_of.h"

namespace karwan::serve {

std::string review_endpoint::operator()(query& q) const {
  q.finish();
  record::name_index const names{from, {.as_of = today, .all_worlds = true}};
  record::answer_writer answers{from, names};
  return record::proposals_json(answers, record::open_proposals(from));
}

std::string review_endpoint::one(std::string const& id, query& q) const {
  auto const view = all_worlds_of(q, today);
  q.finish();
  record::name_index const names{from, view};
  record::answer_writer answers{from, names};
  return record::review_json(from, answers, value_or_throw(record::review(from, id, view)));
}

}  // namespace karwan::serve
