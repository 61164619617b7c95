#include "karwan/plan/matrix.h"
#include "serve/endpoints.h"
#include "serve/plan_asked.h"

namespace karwan::serve {

std::string matrix_endpoint::operator()(query& q) const {
  plan::matrix_asked asked;
  asked.places = q.many("places");
  asked.countries = q.many("countries");
  if (auto const by = q.one("by"); !by.empty()) {
    asked.by = by;
  }
  asked.quantiles = q.flag("quantiles");
  read_goods(q, asked.common);
  read_means(q, asked.common);
  read_dates(q, asked.common);
  read_chance(q, asked.common);
  asked.common.lang = q.one("lang");
  auto const csv = q.wants_csv();
  q.finish();
  auto question = value_or_throw(plan::read_matrix_question(asked, today));
  question.jobs = jobs;
  auto const found = plan::make_matrix(from, question, watched);
  if (csv) {
    type = kCsv;
    return plan::to_csv(found);
  }
  return plan::to_json(found);
}

}  // namespace karwan::serve
