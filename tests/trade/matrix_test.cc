#include "karwan/trade/matrix.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/record/small_pack.h"
#include "tests/shipped_record.h"

namespace karwan::trade {
namespace {

using record::small_pack;

// Two countries, what they sell to each other and to the world, and their GDP.
std::map<std::string, std::string> small_world() {
  return {{"sources.csv", "row_id,entity,title\nsrc-a,src-a,A list\n"},
          {"countries.csv",
           "row_id,entity,iso2,grade,source\nc-x,x,XX,official,src-a\nc-y,y,YY,official,src-a\n"},
          {"trade_flows.csv",
           "row_id,entity,reporter,reporter_area,partner,partner_area,direction,classification,"
           "product,value_usd,basis,period_start,period_end,grade,source\n"
           "f1,xy,x,,y,,export,total,All,30,calendar_year,2015-01-01,2015-12-31,official,src-a\n"
           "f2,xw,x,,,WORLD,export,total,All,50,calendar_year,2015-01-01,2015-12-31,official,"
           "src-a\n"
           "f3,yw,y,,,WORLD,export,total,All,10,calendar_year,2015-01-01,2015-12-31,official,"
           "src-a\n"
           "f4,wx,,WORLD,x,,export,total,All,25,calendar_year,2015-01-01,2015-12-31,official,"
           "src-a\n"
           "f5,wy,,WORLD,y,,export,total,All,40,calendar_year,2015-01-01,2015-12-31,official,"
           "src-a\n"},
          {"economies.csv",
           "row_id,entity,country,area,gdp_usd,observed_from,observed_to,grade,source\n"
           "e1,e-x,x,,100,2015,2015,official,src-a\n"
           "e2,e-y,y,,60,2015,2015,official,src-a\n"
           "e3,e-w,,WORLD,1000,2015,2015,official,src-a\n"},
          {"parameters.csv",
           "row_id,entity,title,symbol,value,low,high,provenance,grade,source,note\n"
           "p1,p-ratio,Ratio,gross_output_ratio,2,1.5,3,recall_unverified,assumed,src-a,why\n"}};
}

TEST(closed_matrix, follows_the_rule_of_domestic_sales) {
  small_pack const pack{small_world()};
  auto const store = pack.loaded();
  auto const m = value_or_throw(closed_matrix(store, view_on(), 2015));
  ASSERT_EQ(m.size(), 3U);
  EXPECT_EQ(m.economies[0].id, "x");
  EXPECT_EQ(m.economies[2].id, kRest);
  EXPECT_EQ(m.at(0, 1), 30);
  EXPECT_EQ(m.at(1, 0), 0);  // no row: none was counted
  EXPECT_EQ(m.blank, 1U);
  EXPECT_EQ(m.at(0, 2), 20);  // 50 to the world less 30
  EXPECT_EQ(m.at(2, 0), 25);
  EXPECT_EQ(m.at(2, 1), 10);                 // 40 less the 30 of x
  EXPECT_EQ(m.at(0, 0), 100 * 2 - 50);       // GDP * ratio - exports
  EXPECT_EQ(m.at(2, 2), 840 * 2 - 25 - 10);  // of the rest: the world less both
  EXPECT_EQ(m.economies[0].domestic_usd, (bounded<double>{100, 150, 250}));
  EXPECT_EQ(store.id_of(m.statements[1]), "f1.value_usd");
  EXPECT_EQ(store.id_of(m.output_ratio_statement), "p1.value");
}

TEST(closed_matrix, says_what_is_missing) {
  auto const error_of = [](std::map<std::string, std::string> files) {
    small_pack const pack{files};
    auto const store = pack.loaded();
    auto const m = closed_matrix(store, view_on(), 2015);
    return m ? std::string{"none"} : m.error().sentence();
  };
  auto without = [](char const* file, std::string const& text) {
    auto files = small_world();
    auto& content = files.at(file);
    auto const at = content.find(text);
    EXPECT_NE(at, std::string::npos) << text;
    content.erase(at, content.find('\n', at) + 1 - at);
    return files;
  };
  EXPECT_NE(error_of(without("economies.csv", "e2,")).find("no GDP of y"), std::string::npos);
  EXPECT_NE(error_of(without("economies.csv", "e3,")).find("no GDP of WORLD"), std::string::npos);
  EXPECT_NE(error_of(without("parameters.csv", "p1,")).find("gross_output_ratio"),
            std::string::npos);
  // Without the total of one the matrix is not closed.
  EXPECT_NE(error_of(without("trade_flows.csv", "f5,")).find("no closed matrix of 2015"),
            std::string::npos);
  auto files = small_world();
  auto& ratio = files.at("parameters.csv");
  ratio.replace(ratio.find("ratio,2,1.5,3"), 13, "ratio,0.2,,");
  EXPECT_NE(error_of(files).find("exports of x are above"), std::string::npos);
}

// What each sells to the world and buys from it is what the data set states, and output is GDP
// times the ratio.
TEST(closed_matrix, of_the_shipped_pack_adds_up) {
  auto const& store = shipped_record();
  EXPECT_EQ(matrix_years(store, view_on()), (std::vector{1995, 2005, 2015}));
  EXPECT_FALSE(closed_matrix(store, view_on(), 1995));  // no GDP of that year
  EXPECT_FALSE(closed_matrix(store, view_on(), 2016));
  for (auto const year : {2005, 2015}) {
    auto const m = value_or_throw(closed_matrix(store, view_on(), year));
    ASSERT_EQ(m.size(), 17U);
    for (std::size_t i = 0; i < m.size(); ++i) {
      double output = 0;
      for (std::size_t j = 0; j < m.size(); ++j) {
        EXPECT_GE(m.at(i, j), 0) << m.economies[i].id << " to " << m.economies[j].id;
        output += m.at(i, j);
      }
      auto const& e = m.economies[i];
      EXPECT_GT(m.at(i, i), 0) << e.id;
      EXPECT_NEAR(output / (e.gdp_usd * m.output_ratio.best), 1, 1e-12) << e.id;
      EXPECT_LE(e.domestic_usd.low, e.domestic_usd.best) << e.id;
      EXPECT_LE(e.domestic_usd.best, e.domestic_usd.high) << e.id;
      EXPECT_FALSE(e.gdp_statements.empty()) << e.id;
    }
  }
}

}  // namespace
}  // namespace karwan::trade
