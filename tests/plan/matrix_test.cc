#include "karwan/plan/matrix.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "shipped_pack.h"

namespace karwan::plan {
namespace {

question asked_on(char const* depart, char const* product) {
  asked a;
  a.from = a.to = "any";
  a.depart = depart;
  a.product = product;
  return value_or_throw(read_question(a, {}));
}

// Each value is that of the journey which a plan of the pair labels as the best; where a plan finds
// none, there is none.
void compare(char const* depart, char const* product) {
  matrix_question q;
  q.common = asked_on(depart, product);
  q.by = {route::kTime, route::kCost, route::kEmissions};
  auto const& record = shipped_pack::record();
  auto const m = make_matrix(record, q);
  planner plan{record};
  std::mt19937 random{11};
  auto const n = m.places.size();
  for (int i = 0; i < 40; ++i) {
    auto const from = random() % n, to = random() % n;
    if (from == to) {
      continue;
    }
    auto one = q.common;
    one.from = m.places[from].id;
    one.to = m.places[to].id;
    auto const a = plan(one, detail::totals);
    SCOPED_TRACE(one.from + " to " + one.to);
    for (std::size_t c = 0; c < q.by.size(); ++c) {
      auto const& value = m.best[c][from * n + to];
      ASSERT_EQ(value.has_value(), !a.journeys.empty());
      if (!value) {
        continue;
      }
      auto const told = std::ranges::find_if(a.journeys, [&](journey const& j) {
        return std::ranges::find(j.labels, static_cast<label>(q.by[c])) != j.labels.end();
      });
      ASSERT_NE(told, a.journeys.end());
      auto const& as = q.by[c] == route::kTime   ? told->time
                       : q.by[c] == route::kCost ? told->cost
                                                 : told->emissions;
      EXPECT_EQ(*value, as.value.best);
    }
  }
}

TEST(matrix, has_the_values_of_plans) {
  compare("2025-06-16", "");
  compare("2025-12-25", "mango");  // closed borders, winter, holidays
}

TEST(matrix, does_not_depend_on_threads) {
  matrix_question q;
  q.common = asked_on("2025-06-16", "");
  q.countries = {"kz"};
  q.by = {route::kTime, route::kCost};
  q.quantiles = true;
  auto const one = make_matrix(shipped_pack::record(), q);
  q.jobs = 3;
  EXPECT_EQ(to_csv(one), to_csv(make_matrix(shipped_pack::record(), q)));
}

TEST(matrix, names_its_criteria) {
  EXPECT_EQ(value_or_throw(read_criteria("cost,time")), (std::vector{route::kCost, route::kTime}));
  EXPECT_FALSE(read_criteria(""));
  EXPECT_FALSE(read_criteria("time,time"));
  EXPECT_FALSE(read_criteria("time,speed"));
}

}  // namespace
}  // namespace karwan::plan
