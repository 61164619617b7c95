#include "serve/plan_asked.h"

#include "karwan/serve/limits.h"

namespace karwan::serve {

void read_goods(query& q, plan::asked& a) {
  a.product = q.one("product");
  a.tonnes = q.one("tonnes");
  a.value = q.one("value");
  a.unit = q.one("unit");
}

void read_means(query& q, plan::asked& a) {
  a.modes = q.many("modes");
  a.avoid = q.many("avoid");
}

void read_dates(query& q, plan::asked& a) {
  a.depart = q.one("depart");
  a.as_of = q.one("as_of");
  a.known_at = q.one("known_at");
  a.published_by = q.one("published_by");
  a.without = q.many("without");
  a.scenario = q.many("scenario");
}

void read_chance(query& q, plan::asked& a) {
  if (auto const draws = q.whole("draws", 1, kMostDraws, 0); draws != 0) {
    a.draws = std::to_string(draws);
  }
  a.seed = q.one("seed");
}

}  // namespace karwan::serve
