#include <algorithm>

#include <gtest/gtest.h>

#include "karwan/impact/impact.h"
#include "karwan/trade/equilibrium.h"
#include "karwan/trade/matrix.h"
#include "tests/shipped_record.h"

namespace karwan::impact {
namespace {

impact_answer railway(unsigned jobs) {
  impact_question q;
  q.subjects = {"project-trans-afghan-railway"};
  q.depart = q.today = *parse_day("2026-11-23");
  q.draws = 40;
  q.jobs = jobs;
  basket_flow wheat;
  wheat.id = "wheat";
  wheat.from = "kostanay";
  wheat.to = "lahore";
  wheat.product = "Wheat";
  wheat.product_hs = "100199";
  wheat.tonnes_year = 50'000;
  wheat.value_usd_year = 11e6;
  wheat.unit = network::load_unit::wagon;
  q.basket = std::vector{wheat};
  static shipped_file const record;
  return find_impact([] { return record.opened(); }, q);
}

// The partial change goes into the matrix at its seller and buyer, and comes out as the solver of
// module trade has it there.
TEST(Equilibrium, IsThatOfTheClosedMatrix) {
  auto const a = railway(1);
  ASSERT_TRUE(a.world) << a.no_world;
  ASSERT_EQ(a.pairs.size(), 1U);
  ASSERT_EQ(a.world->pairs.size(), 1U);
  auto const& told = a.world->pairs[0];
  EXPECT_EQ(told.from, "KZ");
  EXPECT_EQ(told.to, "PK");
  auto const matrix = value_or_throw(
      trade::closed_matrix(shipped_record(), {.as_of = a.asked.depart}, a.world->year));
  trade::trade_matrix base;
  base.flow = matrix.usd;
  for (auto const& e : matrix.economies) {
    base.countries.push_back(e.id);
  }
  auto const at = [&](char const* id) {
    return static_cast<std::size_t>(std::ranges::find(base.countries, id) - base.countries.begin());
  };
  auto const cell = at("kz") * matrix.size() + at("pk");
  std::vector<double> ratio(base.flow.size(), 1);
  ratio[cell] = 1 + a.pairs[0].pct.best / 100;
  auto const theta = a.elasticity.value.best;
  auto const held = value_or_throw(trade::solve_conditional(base, ratio, theta));
  auto const free = value_or_throw(trade::solve_full(base, ratio, {.theta = theta}));
  auto const pct = [&](double after) { return 100 * (after / base.flow[cell] - 1); };
  EXPECT_NEAR(told.conditional_pct.best, pct(held.flow[cell]), 1e-9);
  EXPECT_NEAR(told.full_pct.best, pct(free.flow[cell]), 1e-9);
  ASSERT_EQ(a.world->economies.size(), 2U);
  EXPECT_EQ(a.world->economies[0].code, "KZ");
  EXPECT_NEAR(a.world->economies[0].real_income_pct.best, 100 * (free.real_income[at("kz")] - 1),
              1e-9);
  EXPECT_LT(a.world->residual, trade::kLargestResidual);
}

// Cheaper trade between two small economies: the rest of the world buys a little less of them, so
// their own trade rises by less than the partial answer says, and both gain.
TEST(Equilibrium, DampsThePartialChangeAndLetsBothGain) {
  auto const a = railway(1);
  ASSERT_TRUE(a.world) << a.no_world;
  auto const& told = a.world->pairs.at(0);
  EXPECT_GT(told.full_pct.best, 0);
  EXPECT_LT(told.conditional_pct.best, a.pairs[0].pct.best);
  EXPECT_LE(told.full_pct.low, told.full_pct.best);
  EXPECT_LT(told.full_pct.low, told.full_pct.high);
  for (auto const& e : a.world->economies) {
    EXPECT_GT(e.real_income_pct.best, 0) << e.code;
  }
}

TEST(Equilibrium, DoesNotDependOnThreads) {
  EXPECT_EQ(to_json(railway(1)), to_json(railway(2)));
}

}  // namespace
}  // namespace karwan::impact
