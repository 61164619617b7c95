#include "karwan/trade/gravity_table.h"

#include <gtest/gtest.h>

#include <cmath>

namespace karwan::trade {
namespace {

gravity_formula formula(char const* outcome, char const* regressors, char const* effects) {
  return {read_outcome(outcome, "depvar").value(),
          read_terms(regressors, "regressors").value(),
          read_keys(effects, "fe").value(),
          {}};
}

TEST(gravity_formula, reads_products_logarithms_and_levels) {
  auto const terms = read_terms(" rta , ln(dist)#i.year,a#b ", "regressors");
  ASSERT_TRUE(terms.has_value());
  ASSERT_EQ(terms->size(), 3);
  EXPECT_EQ((*terms)[0].factors, (std::vector<factor>{{"rta", column_use::plain}}));
  EXPECT_EQ((*terms)[1].factors,
            (std::vector<factor>{{"dist", column_use::log}, {"year", column_use::each}}));
  EXPECT_EQ(text_of((*terms)[1]), "ln(dist)#i.year");
  EXPECT_EQ(text_of(read_keys("exp # year", "fe")->front()), "exp#year");
  EXPECT_TRUE(read_terms("", "regressors")->empty());
}

TEST(gravity_formula, refuses_what_names_no_column) {
  for (auto const* text : {"a,,b", "a#", "#", "ln()", "ln(a", "exp(a)", "i.", "a,a", ","}) {
    auto const terms = read_terms(text, "regressors");
    ASSERT_FALSE(terms.has_value()) << text;
    EXPECT_EQ(terms.error().place, "regressors");
    EXPECT_FALSE(terms.error().remedy.empty());
  }
  EXPECT_FALSE(read_outcome("a,b", "depvar"));
  EXPECT_FALSE(read_outcome("a#b", "depvar"));
  EXPECT_FALSE(read_outcome("i.a", "depvar"));
  EXPECT_FALSE(read_outcome("", "depvar"));
}

TEST(gravity_table, reads_only_the_columns_of_the_formula) {
  std::vector<sheet_fault> faults;
  auto const data =
      read_gravity_data("exp;imp;t;trade;dist;text\nA;A;1;5;1;x\nA;B;2;0;10;y\n\nB;A;1;2,5;x;z\n",
                        formula("trade", "i.t", "exp,imp#t"), {}, faults);
  ASSERT_EQ(faults.size(), 1);
  EXPECT_EQ(faults[0].line, 5);
  EXPECT_EQ(faults[0].field, "trade");

  faults.clear();
  auto const good =
      read_gravity_data("exp,imp,t,trade,dist\nA,A,1,5,1\nA,B,2,0,10\n\nB,A,1,2,4\n",
                        formula("trade", "ln(dist)#i.t,dist", "exp,imp#t"), {}, faults);
  ASSERT_TRUE(faults.empty());
  EXPECT_EQ(good.line, (std::vector<std::size_t>{2, 3, 5}));
  EXPECT_EQ(good.columns.outcome.values, (std::vector<double>{5, 0, 2}));
  ASSERT_EQ(good.columns.regressors.size(), 3);
  EXPECT_EQ(good.columns.regressors[0].name, "ln(dist)#t=1");
  EXPECT_EQ(good.columns.regressors[0].values, (std::vector<double>{0, 0, std::log(4.0)}));
  EXPECT_EQ(good.columns.regressors[1].values, (std::vector<double>{0, std::log(10.0), 0}));
  EXPECT_EQ(good.columns.fixed_effects[0].of, (std::vector<std::uint32_t>{0, 0, 1}));
  EXPECT_EQ(good.columns.fixed_effects[1].groups, 2);  // A 1, B 2
}

TEST(gravity_table, leaves_out_blanks_where_asked_and_zeros_under_a_logarithm) {
  char const* csv = "g,y,x\na,1,2\na,,3\nb,0,4\n,2,5\n";
  std::vector<sheet_fault> faults;
  auto const data = read_gravity_data(csv, formula("ln(y)", "x", "g"),
                                      {.method = estimator::ols, .skip_blank = true}, faults);
  EXPECT_TRUE(faults.empty());
  EXPECT_EQ(data.line, std::vector<std::size_t>{2});
  EXPECT_EQ(data.without.blank, (std::vector<std::size_t>{3, 5}));
  EXPECT_EQ(data.without.log_of_zero, std::vector<std::size_t>{4});
  read_gravity_data(csv, formula("y", "ln(x)", "g"), {}, faults);
  EXPECT_EQ(faults.size(), 2);
}

TEST(gravity_table, multiplies_what_changes) {
  trade_columns c;
  c.ratio = "r";
  c.cost = "cost";
  c.changes = read_changes("z=0.5,w=-1", "change").value();
  std::vector<sheet_fault> faults;
  auto const rows = read_trade_rows(
      "importer,exporter,trade,r,cost,z,w\nB,A,7,1.5,2,1,0\nA,A,7,1,1,0,0\n", c, 3, faults);
  ASSERT_TRUE(faults.empty());
  EXPECT_EQ(rows[0].exporter, "A");
  EXPECT_NEAR(rows[0].ratio, 1.5 / 8 * std::exp(0.5), 1e-12);
  EXPECT_EQ(rows[1].ratio, 1);
  EXPECT_FALSE(read_changes("z", "change"));
  EXPECT_FALSE(read_changes("=1", "change"));
  EXPECT_FALSE(read_changes("z=1x", "change"));
}

}  // namespace
}  // namespace karwan::trade
