#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "karwan/plan/planner.h"
#include "real_cases.h"
#include "shipped_pack.h"

// Explanations of the real cases: they give the numbers of the answer, from statements that the
// legs list, and taking the value of an operand away changes the number that it is in.
namespace karwan::plan {
namespace {

struct explained_cases : testing::TestWithParam<std::size_t> {
  record::store const& store = shipped_pack::record();
  planner plan_it{store};
  real_case const one = real_cases()[GetParam()];
  question const q = value_or_throw(read_question(one.question, real_today()));
  explain_wish const all = value_or_throw(read_explain("all"));
};

double of(leg const& l, figure f) {
  switch (f) {
    case figure::time:
      return static_cast<double>(l.time.value.best) / 3600;
    case figure::cost:
      return static_cast<double>(l.cost.value.best) / 100;
    case figure::co2e:
      return static_cast<double>(l.emissions.value.best) / 1000;
    case figure::borders:
      break;
  }
  return l.kind == leg_kind::crossing ? 1 : 0;
}

TEST_P(explained_cases, give_the_numbers_of_the_answer) {
  auto const journey = plan_it(q).journeys.at(0);
  auto const found = plan_it.explain(q, all);
  EXPECT_EQ(found.journey, journey.id);
  EXPECT_EQ(found.numbers.size(), 4 * (journey.legs.size() + 1));
  for (auto const& n : found.numbers) {
    if (n.leg.empty()) {
      continue;
    }
    auto const& leg = journey.legs.at(n.number - 1);
    EXPECT_NEAR(n.value.best, of(leg, n.of), 1e-9) << n.title;
    EXPECT_FALSE(n.formula.empty());
    for (auto const& o : n.operands) {
      EXPECT_EQ(o.row.empty(), o.source.empty()) << o.what;
      for (auto const& id : o.statements) {
        EXPECT_TRUE(std::ranges::binary_search(leg.statements, id)) << id << " in " << n.title;
      }
    }
  }
}

TEST_P(explained_cases, change_when_a_statement_of_an_operand_is_withdrawn) {
  auto const found = plan_it.explain(q, all);
  std::set<std::string> tried;
  for (auto const& n : found.numbers) {
    for (auto const& o : n.operands) {
      if (o.spreads || o.statements.empty() || tried.size() >= 12 ||
          !tried.insert(o.what + o.table).second) {
        continue;
      }
      auto less = q;
      less.view.hidden = {value_or_throw(store.find_statement(o.statements.front()))};
      try {
        auto const after = plan_it.explain(less, all);
        auto const same = std::ranges::find_if(after.numbers, [&](explained const& x) {
          return x.leg == n.leg && x.of == n.of && x.value.best == n.value.best &&
                 std::ranges::any_of(
                     x.operands, [&](operand const& y) { return y.statements == o.statements; });
        });
        EXPECT_TRUE(same == after.numbers.end()) << o.what << " " << o.statements.front();
      } catch (failure const&) {  // without it nothing can be planned
      }
    }
  }
  EXPECT_GE(tried.size(), 3U);
}

INSTANTIATE_TEST_SUITE_P(real_cases, explained_cases,
                         testing::Range(std::size_t{0}, real_cases().size()));

TEST(read_explain, reads_journey_leg_and_figure) {
  auto const one = value_or_throw(read_explain("cheapest:3.cost"));
  EXPECT_EQ(one.journey, "cheapest");
  EXPECT_EQ(one.leg, 3U);
  EXPECT_EQ(one.of, figure::cost);
  auto const total = value_or_throw(read_explain("total"));
  EXPECT_FALSE(total.leg || total.of || total.all_legs);
  EXPECT_EQ(value_or_throw(read_explain("j0123.12.time")).leg, 12U);
  EXPECT_EQ(value_or_throw(read_explain("time")).of, figure::time);
  for (auto const bad : {"", "3", "x.cost", "3.price", "0.cost", "3.", ":", "3.cost.4"}) {
    EXPECT_FALSE(read_explain(bad)) << bad;
  }
}

}  // namespace
}  // namespace karwan::plan
