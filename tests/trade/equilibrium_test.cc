#include "karwan/trade/equilibrium.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>

#include "known_answers.h"

namespace karwan::trade {
namespace {

trade_matrix matrix_of(std::size_t n, std::vector<double> flow) {
  trade_matrix m;
  for (std::size_t i = 0; i < n; ++i) {
    m.countries.push_back(std::string(1, static_cast<char>('A' + i)));
  }
  m.flow = std::move(flow);
  return m;
}

// The worlds of expected_toy_ge.csv, made for this test.
trade_matrix balanced_toy() {
  return matrix_of(3, {80, 10, 10, 10, 160, 30, 10, 30, 60});
}
trade_matrix unbalanced_toy() {
  return matrix_of(3, {80, 12, 15, 8, 160, 25, 10, 30, 60});
}

std::vector<double> toy_shock() {
  std::vector<double> ratio(9, 1.0);
  ratio[1] = ratio[3] = 1.5;
  return ratio;
}

equilibrium solved(trade_matrix const& m, std::vector<double> const& ratio,
                   equilibrium_options const& o) {
  auto const found = solve_full(m, ratio, o);
  EXPECT_TRUE(found.has_value()) << found.error().sentence();
  return found.value_or(equilibrium{});
}

trade_matrix random_world(std::size_t n, unsigned seed) {
  std::mt19937 random{seed};
  std::uniform_real_distribution<double> size{0.1, 10}, ease{0.01, 0.2};
  std::vector<double> big;
  for (std::size_t i = 0; i < n; ++i) {
    big.push_back(size(random));
  }
  trade_matrix m;
  for (std::size_t i = 0; i < n; ++i) {
    m.countries.push_back("c" + std::to_string(i));
    for (std::size_t j = 0; j < n; ++j) {
      m.flow.push_back(big[i] * big[j] * (i == j ? 1 : ease(random)));
    }
  }
  return m;
}

// (13) by other code than the solver's: sums of what is sold.
void expect_cleared(trade_matrix const& m, equilibrium const& e) {
  auto after = m;
  after.flow = e.flow;
  auto const made = m.output(), sold = after.output();
  auto const spent = m.expenditure(), bought = after.expenditure();
  for (std::size_t i = 0; i < m.size(); ++i) {
    EXPECT_NEAR(sold[i] / (made[i] * e.output[i]), 1, 1e-10);
    EXPECT_NEAR(bought[i] / (spent[i] * e.expenditure[i]), 1, 1e-10);
  }
  auto const world = std::accumulate(made.begin(), made.end(), 0.0);
  EXPECT_NEAR(std::accumulate(sold.begin(), sold.end(), 0.0) / world, 1, 1e-10);
}

TEST(equilibrium, of_toy_worlds_under_three_closures) {
  KARWAN_KNOWN(known, "expected_toy_ge.csv");
  auto cleared = 0, refused = 0;
  for (std::size_t row = 0; row < known.size(); row += 3) {
    auto const balanced = known.text(row, "case") == "toy3_balanced";
    auto const m = balanced ? balanced_toy() : unbalanced_toy();
    equilibrium_options const o{.theta = known.number(row, "theta"),
                                .psi = known.number(row, "psi"),
                                .closes = *read_closure(known.text(row, "closure"))};
    auto const found = solve_full(m, toy_shock(), o);
    if (known.number(row, "max_market_clearing_residual") > kLargestResidual) {
      ASSERT_FALSE(found.has_value());
      EXPECT_EQ(found.error().place, "closure");
      ++refused;
      continue;
    }
    ASSERT_TRUE(found.has_value()) << found.error().sentence();
    ++cleared;
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_NEAR(found->price[i], known.number(row + i, "p_hat"), 2e-11);
      EXPECT_NEAR(found->price_index[i], known.number(row + i, "P_hat"), 2e-11);
      EXPECT_NEAR(found->real_income[i], known.number(row + i, "W_hat"), 2e-11);
      EXPECT_NEAR(found->output[i], known.number(row + i, "Y_hat"), 2e-11);
      EXPECT_NEAR(found->expenditure[i], known.number(row + i, "E_hat"), 2e-11);
      for (std::size_t j = 0; j < 3; ++j) {
        EXPECT_NEAR(found->flow[i * 3 + j], known.number(row + i, std::string{"X1_to_"} + "ABC"[j]),
                    1e-8);
      }
    }
  }
  EXPECT_EQ(cleared, 10);
  EXPECT_EQ(refused, 2);
}

// Levels of multilateral resistance in An Advanced Guide to Trade Policy Analysis: OMR = Y E_R / a,
// IMR = E / (b E_R), both to the power 1 - sigma; sigma is 7, R Germany.
TEST(equilibrium, conditional_on_output_as_published_for_nafta) {
  KARWAN_KNOWN(input, "agtpa_ge_app2_inputs.csv");
  KARWAN_KNOWN(known, "expected_agtpa_ge_app2_nafta.csv");
  constexpr double kTheta = 6;
  auto const countries = known.texts("country");
  auto const n = countries.size();
  ASSERT_EQ(input.size(), n * n);
  std::vector<trade_row> rows;
  for (std::size_t k = 0; k < n * n; ++k) {
    rows.push_back({k + 2, input.text(k, "exporter"), input.text(k, "importer"),
                    input.number(k, "trade_fitted_1994"),
                    input.number(k, "t_cfl") / input.number(k, "t_bln")});
  }
  auto const made = make_trade(rows);
  ASSERT_TRUE(made.has_value()) << made.error().sentence();
  auto const& m = made->base;
  auto const reference =
      static_cast<std::size_t>(std::ranges::find(m.countries, "DEU") - m.countries.begin());
  auto const output = m.output(), expenditure = m.expenditure();
  for (auto const* side : {"BLN", "CDL"}) {
    auto const t = input.numbers(side == std::string{"BLN"} ? "t_bln" : "t_cfl");
    auto const levels = balance(t, output, expenditure, reference);
    ASSERT_TRUE(levels.has_value()) << levels.error().sentence();
    for (std::size_t i = 0; i < n; ++i) {
      auto const omr = output[i] * expenditure[reference] / levels->a[i];
      auto const imr = expenditure[i] / levels->b[i] / expenditure[reference];
      EXPECT_NEAR(omr / known.number(i, std::string{"pub_OMR_"} + side), 1, 1e-6) << countries[i];
      EXPECT_NEAR(imr / known.number(i, std::string{"pub_IMR_"} + side), 1, 1e-6) << countries[i];
    }
  }
  auto const after = solve_conditional(m, made->ratio, kTheta, reference);
  ASSERT_TRUE(after.has_value()) << after.error().sentence();
  EXPECT_LT(after->residual, 1e-11);
  for (std::size_t i = 0; i < n; ++i) {
    double exports = 0;
    for (std::size_t j = 0; j < n; ++j) {
      exports += i == j ? 0 : after->flow[i * n + j];
    }
    EXPECT_NEAR(exports / known.number(i, "pub_Xi_CDL"), 1, 1e-6) << countries[i];
    // Published is what NAFTA did, from a world without it.
    EXPECT_NEAR(1 / after->price_index[i], 1 + known.number(i, "pub_change_IMR_CDL") / 100, 1e-7)
        << countries[i];
  }
}

TEST(equilibrium, full_without_nafta) {
  KARWAN_KNOWN(input, "agtpa_ge_app2_inputs.csv");
  KARWAN_KNOWN(known, "expected_agtpa_ge_app2_nafta.csv");
  auto const countries = known.texts("country");
  auto const n = countries.size();
  trade_matrix const m{countries, input.numbers("trade_fitted_1994")};
  auto ratio = input.numbers("t_cfl");
  auto const before = input.numbers("t_bln");
  std::ranges::transform(ratio, before, ratio.begin(), std::divides{});
  auto const e = solved(m, ratio, {.theta = 6, .closes = closure::universal});
  EXPECT_LT(e.residual, 1e-11);
  expect_cleared(m, e);
  auto const germany =
      static_cast<std::size_t>(std::ranges::find(countries, "DEU") - countries.begin());
  auto const scale = 1 / e.price_index[germany];
  for (std::size_t i = 0; i < n; ++i) {
    auto const exports = [&](std::vector<double> const& flow) {
      auto const* row = &flow[i * n];
      return std::accumulate(row, row + n, 0.0) - row[i];
    };
    EXPECT_NEAR(scale * e.price[i], known.number(i, "exact_p_hat_removing_nafta"), 1e-8);
    EXPECT_NEAR(scale * e.price_index[i], known.number(i, "exact_P_hat_removing_nafta"), 1e-8);
    EXPECT_NEAR(100 * (e.price_index[i] / e.price[i] - 1),
                known.number(i, "exact_effect_of_nafta_rGDP_pct"), 1e-7)
        << countries[i];
    EXPECT_NEAR(100 * (exports(m.flow) / (scale * exports(e.flow)) - 1),
                known.number(i, "exact_effect_of_nafta_exports_pct"), 1e-7)
        << countries[i];
  }
}

// Stata's ge_gravity, in single precision.
TEST(equilibrium, eu_enlargement_as_ge_gravity_has_it) {
  KARWAN_KNOWN(known, "expected_ge_gravity_eu_stata.csv");
  std::vector<trade_row> rows;
  for (std::size_t k = 0; k < known.size(); ++k) {
    rows.push_back({k + 2, known.text(k, "exporter"), known.text(k, "importer"),
                    known.number(k, "trade"), std::exp(known.number(k, "eu_effect"))});
  }
  auto const made = make_trade(rows);
  ASSERT_TRUE(made.has_value()) << made.error().sentence();
  auto const n = made->base.size();
  auto const additive = solved(made->base, made->ratio, {.theta = 4});
  auto const universal =
      solved(made->base, made->ratio, {.theta = 4, .closes = closure::universal});
  for (std::size_t k = 0; k < known.size(); ++k) {
    auto const i = k / n;
    EXPECT_NEAR(additive.real_income[i] / known.number(k, "w_eu"), 1, 1e-6);
    EXPECT_NEAR(additive.flow[k] / std::max(known.number(k, "X_eu"), 1e-3), 1, 1e-5);
    // Its option `multiplicative` does not clear; it is the universal closure without Xi.
    EXPECT_NEAR(universal.real_income[i] / universal.xi / known.number(k, "w_mult"), 1, 1e-6);
  }
  EXPECT_FALSE(
      solve_full(made->base, made->ratio, {.theta = 4, .closes = closure::multiplicative}));
}

TEST(equilibrium, does_nothing_where_nothing_changes) {
  auto const m = unbalanced_toy();
  for (auto const c : {closure::additive, closure::universal}) {
    auto const e = solved(m, std::vector<double>(9, 1.0), {.theta = 5, .psi = 0.5, .closes = c});
    for (std::size_t k = 0; k < 9; ++k) {
      EXPECT_NEAR(e.flow[k], m.flow[k], 1e-9);
    }
  }
  auto const same = solve_conditional(m, std::vector<double>(9, 1.0), 5, 1);
  ASSERT_TRUE(same.has_value());
  EXPECT_NEAR(same->flow[5], m.flow[5], 1e-9);
}

TEST(equilibrium, clears_random_worlds_and_keeps_the_identity_of_welfare) {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    auto const m = random_world(3 + seed, seed);
    std::mt19937 random{seed};
    std::uniform_real_distribution<double> change{0.5, 2};
    std::vector<double> ratio;
    for (std::size_t k = 0; k < m.flow.size(); ++k) {
      ratio.push_back(k % (m.size() + 1) == 0 ? 1 : change(random));
    }
    for (auto const c : {closure::additive, closure::universal}) {
      auto const e = solved(m, ratio, {.theta = 5.03, .psi = seed % 2 * 1.24, .closes = c});
      expect_cleared(m, e);
      // real_income_acr is (p^ / P^) to 1 + psi: what a country that spends what it earns gains.
      for (std::size_t i = 0; i < m.size(); ++i) {
        EXPECT_NEAR(e.output[i] / e.price_index[i] / e.real_income_acr[i], 1, 1e-9);
      }
    }
  }
}

TEST(equilibrium, of_balanced_trade_gains_what_the_domestic_share_says) {
  for (auto const psi : {0.0, 1.24}) {
    auto const e = solved(balanced_toy(), toy_shock(), {.theta = 4, .psi = psi});
    EXPECT_LT(e.acr_gap, 1e-10);
  }
  EXPECT_GT(solved(unbalanced_toy(), toy_shock(), {.theta = 4}).acr_gap, 1e-5);
}

TEST(equilibrium, has_the_same_bits_again) {
  auto const m = random_world(40, 7);
  auto ratio = std::vector<double>(m.flow.size(), 1.0);
  ratio[3] = 1.7;
  auto const once = solved(m, ratio, {.theta = 5}), again = solved(m, ratio, {.theta = 5});
  EXPECT_EQ(once.flow, again.flow);
  EXPECT_EQ(once.iterations, again.iterations);
}

struct refused_world {
  trade_matrix m;
  std::vector<double> ratio;
  double theta;
  char const* says;
};

TEST(equilibrium, refuses_what_has_no_answer) {
  auto const nan = std::numeric_limits<double>::quiet_NaN();
  std::vector<double> const ones(4, 1.0);
  std::vector<refused_world> const cases{
      {{}, {}, 4, "no countries"},
      {matrix_of(1, {5}), {1}, 4, "only one country"},
      {matrix_of(2, {5, 1, 1}), ones, 4, "2 countries need 4"},
      {matrix_of(2, {5, 1, 1, 5}), {1, 1}, 4, "2 countries need 4"},
      {matrix_of(2, {5, nan, 1, 5}), ones, 4, "\"A\" to \"B\" is not a number"},
      {matrix_of(2, {5, 1, -1, 5}), ones, 4, "\"B\" to \"A\" is negative"},
      {matrix_of(2, {5, 1, 1, 5}), {1, 1, 1, HUGE_VAL}, 4, "ratio from \"B\" to \"B\" is infinite"},
      {matrix_of(2, {5, 1, 0, 0}), ones, 4, "\"B\" sells nothing"},
      {matrix_of(2, {5, 0, 1, 0}), ones, 4, "\"B\" buys nothing"},
      {matrix_of(2, {5, 0, 0, 5}), ones, 4, "no trade connects \"B\" with \"A\""},
      {matrix_of(2, {5, 1, 1, 5}), {1, 0, 0, 1}, 4, "no trade connects"},
      {matrix_of(2, {5, 1, 1, 5}), ones, 0, "elasticity must be above 0"},
      {matrix_of(2, {5, 1, 1, 5}), ones, nan, "elasticity must be above 0"},
  };
  for (auto const& c : cases) {
    auto const found = solve_full(c.m, c.ratio, {.theta = c.theta});
    ASSERT_FALSE(found.has_value()) << c.says;
    EXPECT_NE(found.error().text.find(c.says), std::string::npos) << found.error().sentence();
    EXPECT_FALSE(found.error().remedy.empty());
  }
  EXPECT_FALSE(solve_full(balanced_toy(), toy_shock(), {.theta = 4, .psi = -1}));
  EXPECT_FALSE(solve_full(balanced_toy(), toy_shock(), {.theta = 4, .most_iterations = 3}));
}

TEST(equilibrium, conditional_refuses_flows_that_cannot_sum_to_what_is_held) {
  // B may sell to A alone, yet A buys less than B makes.
  std::vector<double> const t{1, 1, 1, 0};
  auto const never = balance(t, std::vector<double>{1, 3}, std::vector<double>{2, 2}, 0);
  ASSERT_FALSE(never.has_value());
  EXPECT_NE(never.error().text.find("no factors"), std::string::npos) << never.error().text;
  EXPECT_FALSE(balance(t, std::vector<double>{1, 3}, std::vector<double>{2, 3}, 0));
  EXPECT_FALSE(balance(t, std::vector<double>{1, 3}, std::vector<double>{2}, 0));
  EXPECT_FALSE(balance(t, std::vector<double>{1, 1}, std::vector<double>{1, 1}, 2));
  EXPECT_FALSE(
      balance(std::vector<double>{1, 0, 0, 1}, std::vector<double>{1, 1}, t, 0).has_value());
  EXPECT_FALSE(solve_conditional(matrix_of(2, {5, 0, 0, 5}), std::vector<double>(4, 1.0), 4));
}

TEST(trade_matrix, is_made_of_rows_in_any_order) {
  std::vector<trade_row> rows{
      {2, "b", "b", 4, 1}, {3, "a", "b", 2, 1.5}, {4, "b", "a", 3, 1}, {5, "a", "a", 1, 1}};
  auto const made = make_trade(rows);
  ASSERT_TRUE(made.has_value());
  EXPECT_EQ(made->base.countries, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(made->base.flow, (std::vector<double>{1, 2, 3, 4}));
  EXPECT_EQ(made->ratio, (std::vector<double>{1, 1.5, 1, 1}));
  EXPECT_EQ(made->base.output(), (std::vector<double>{3, 7}));
  EXPECT_EQ(made->base.expenditure(), (std::vector<double>{4, 6}));

  auto twice = rows;
  twice.push_back({6, "b", "a", 3, 1});
  EXPECT_EQ(make_trade(twice).error().place, "line 6");
  rows[2].trade = -3;
  EXPECT_EQ(make_trade(rows).error().place, "line 4");
  rows.erase(rows.begin() + 2);
  EXPECT_NE(make_trade(rows).error().text.find("no row from \"b\" to \"a\""), std::string::npos);
  EXPECT_FALSE(make_trade({}));
}

}  // namespace
}  // namespace karwan::trade
