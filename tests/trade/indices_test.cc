#include "karwan/trade/indices.h"

#include <cmath>

#include <gtest/gtest.h>

#include "karwan/trade/facts.h"
#include "tests/record/small_pack.h"
#include "tests/shipped_record.h"

namespace karwan::trade {
namespace {

using record::small_pack;

std::map<std::string, std::string> two_goods(std::string const& more = {}) {
  auto const row = [](char const* id, char const* from, char const* to, char const* code,
                      char const* usd) {
    auto const side = [](std::string const& s) { return s == "WORLD" ? "," + s : s + ","; };
    auto const total = std::string{code}.empty();
    return std::string{id} + "," + id + "," + side(from) + "," + side(to) + ",export," +
           (total ? "total" : "sitc") + "," + code + "," + (total ? "All" : "Goods") + "," + usd +
           ",calendar_year,2015-01-01,2015-12-31,official,src-a\n";
  };
  auto const flows = row("f01", "x", "WORLD", "0", "30") + row("f02", "x", "WORLD", "1", "70") +
                     row("f03", "WORLD", "y", "0", "60") + row("f04", "WORLD", "y", "1", "140") +
                     row("f05", "WORLD", "WORLD", "0", "300") +
                     row("f06", "WORLD", "WORLD", "1", "700") + row("f07", "x", "y", "0", "12") +
                     row("f08", "x", "y", "", "20") + row("f09", "x", "WORLD", "", "100") +
                     row("f10", "WORLD", "y", "", "200") + row("f11", "WORLD", "WORLD", "", "1000");
  return {{"sources.csv", "row_id,entity,title\nsrc-a,src-a,A list\n"},
          {"countries.csv",
           "row_id,entity,iso2,grade,source\nc-x,x,XX,official,src-a\nc-y,y,YY,official,src-a\n"},
          {"trade_flows.csv",
           "row_id,entity,reporter,reporter_area,partner,partner_area,direction,classification,"
           "code,product,value_usd,basis,period_start,period_end,grade,source\n" +
               flows + more}};
}

// x sells as the world sells: every index is one, and the potential is the shares' product.
TEST(trade_indices, are_as_by_hand) {
  small_pack const pack{two_goods()};
  auto const store = pack.loaded();
  record::name_index const names{store, view_on()};
  auto const found = value_or_throw(find_indices(store, names, {"x", "y", {}}, view_on()));
  ASSERT_EQ(found.rca.front().products.size(), 2U);
  EXPECT_DOUBLE_EQ(*found.rca.front().products[0].rca.value, 1);
  EXPECT_DOUBLE_EQ(*found.fit.front().complementarity.value, 100);
  EXPECT_DOUBLE_EQ(*found.fit.front().intensity.value, (20.0 / 100) / (200.0 / 1000));
  // y sells nothing that is stated: unknown, not zero.
  EXPECT_FALSE(found.fit.back().complementarity.value);
  EXPECT_FALSE(found.fit.back().complementarity.unknown.empty());
  EXPECT_FALSE(found.rca.back().unknown.empty());

  auto const p = value_or_throw(find_potential(store, names, {"x", "y", {}}, view_on()));
  EXPECT_DOUBLE_EQ(*p.ease.value, 20.0 / (0.1 * 60 + 0.1 * 140));
  ASSERT_EQ(p.products.size(), 2U);
  EXPECT_EQ(p.products[0].code, "1");
  EXPECT_DOUBLE_EQ(*p.products[0].potential_usd, 14);
  EXPECT_FALSE(p.products[0].actual);  // no row: unrealised is not known
  EXPECT_FALSE(p.products[0].unrealised_usd);
  EXPECT_DOUBLE_EQ(*p.products[1].potential_usd, 6);
  EXPECT_DOUBLE_EQ(*p.products[1].unrealised_usd, 0);  // 12 is traded
  EXPECT_DOUBLE_EQ(*p.potential_usd, 20);
  EXPECT_EQ(p.without_actual, 1U);
  EXPECT_FALSE(find_potential(store, names, {"y", "x", {}}, view_on()));
  EXPECT_FALSE(find_potential(store, names, {"x", "y", {"2016", ""}}, view_on()));
  EXPECT_FALSE(find_potential(store, names, {"x", "y", {"", "hs6"}}, view_on()));
  EXPECT_FALSE(find_potential(store, names, {"x", "x", {}}, view_on()));
}

// Fiscal years, parts of years and other sources never reach a data set of a calendar year.
TEST(trade_indices, do_not_mix_periods_or_sources) {
  small_pack const pack{two_goods(
      "g1,g1,x,,,WORLD,export,sitc,0,Goods,5000,fiscal_year,2014-07-01,2015-06-30,official,src-a\n"
      "g2,g2,x,,,WORLD,export,sitc,0,Goods,9000,part_year,2015-01-01,2015-06-30,official,src-a\n"
      "g3,g3,x,,,WORLD,export,total_goods_services,,All,9000,calendar_year,2015-01-01,2015-12-31,"
      "official,src-a\n")};
  auto const store = pack.loaded();
  record::name_index const names{store, view_on()};
  auto const p = value_or_throw(find_potential(store, names, {"x", "y", {}}, view_on()));
  EXPECT_DOUBLE_EQ(*p.ease.value, 1);
  EXPECT_DOUBLE_EQ(*p.products[0].supply, 0.1);
}

// Potentials of the shipped pack add up to what is traded: ease is defined by that.
TEST(trade_potential, of_the_shipped_pack_sums_to_the_trade) {
  auto const& store = shipped_record();
  record::name_index const names{store, view_on()};
  for (auto const& [from, to] : {std::pair{"pk", "kz"}, {"kz", "pk"}}) {
    auto const p = value_or_throw(find_potential(store, names, {from, to, {}}, view_on()));
    EXPECT_EQ(p.of.of, (level{"sitc", 1}));
    ASSERT_TRUE(p.potential_usd && p.traded);
    EXPECT_NEAR(*p.potential_usd / p.traded->usd, 1, 1e-9);
    EXPECT_LE(*p.unrealised_usd, *p.potential_usd);
    for (auto const& row : p.products) {
      EXPECT_FALSE(row.statements.empty()) << row.code;
    }
    auto const fit = value_or_throw(find_indices(store, names, {from, to, {}}, view_on()));
    for (auto const& f : fit.fit) {
      ASSERT_TRUE(f.complementarity.value && f.intensity.value);
      EXPECT_GE(*f.complementarity.value, 0);
      EXPECT_LE(*f.complementarity.value, 100);
    }
  }
}

TEST(trade_balance, sets_off_only_one_kind) {
  auto const& store = shipped_record();
  record::name_index const names{store, view_on()};
  auto const b = value_or_throw(find_balance(store, names, {"kz", "pk", {}, {}}, view_on()));
  for (auto const& p : b.periods) {
    for (auto const& books : p.books) {
      for (auto const* f : {&books.exports, &books.imports, &books.turnover}) {
        if (*f) {
          EXPECT_EQ((*f)->basis, p.basis);
          EXPECT_EQ((*f)->period.first, p.period.first);
          EXPECT_EQ((*f)->classification, p.classification);
          EXPECT_EQ((*f)->reporter, books.books);
        }
      }
    }
  }
}

}  // namespace
}  // namespace karwan::trade
