#include "karwan/record/review_json.h"
#include "serve/endpoints.h"
#include "serve/review_answers.h"
#include "serve/view_of.h"

namespace karwan::serve {

std::string proposals_answer(record::store const& from, day today, bool with_names) {
  record::name_index const names{from, {.as_of = today, .all_worlds = true}};
  record::answer_writer answers{from, names};
  auto all = record::open_proposals(from);
  if (!with_names) {
    for (auto& p : all) {
      p = record::without_names(std::move(p));
    }
  }
  return record::proposals_json(answers, all);
}

std::string proposal_answer(record::store const& from, std::string const& id,
                            record::view_spec const& view, bool with_names) {
  record::name_index const names{from, view};
  record::answer_writer answers{from, names};
  auto page = value_or_throw(record::review(from, id, view));
  if (!with_names) {
    page.is = record::without_names(std::move(page.is));
  }
  return record::review_json(from, answers, page);
}

std::string review_endpoint::operator()(query& q) const {
  q.finish();
  return proposals_answer(from, today, false);
}

std::string review_endpoint::one(std::string const& id, query& q) const {
  auto const view = all_worlds_of(q, today);
  q.finish();
  return proposal_answer(from, id, view, false);
}

}  // namespace karwan::serve
