#include "karwan/impact/basket.h"

#include <gtest/gtest.h>

namespace karwan::impact {
namespace {

std::vector<basket_flow> read(std::string_view csv, std::vector<sheet_fault>& faults) {
  return read_basket(read_sheet(csv, faults), faults);
}

TEST(Basket, ReadsAUsersTable) {
  std::vector<sheet_fault> faults;
  auto const all = read(
      "From;To;Product;HS code of it\n"
      "a;b;c;1\n",
      faults);
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].field, "HS code of it");
  faults.clear();
  auto const good = read(
      "id,from,to,kind,product_hs,product,tonnes_year,value_usd_year,unit,note\n"
      "x,a,b,,1001,Wheat,1500.5,300000,wagon,mine\n"
      ",a,b,control_total,,All,,9,,\n",
      faults);
  EXPECT_TRUE(faults.empty());
  ASSERT_EQ(good.size(), 2U);
  EXPECT_EQ(good[0].id, "x");
  EXPECT_EQ(good[0].kind, flow_kind::flow);
  EXPECT_EQ(good[0].tonnes_year, 1500.5);
  EXPECT_EQ(good[0].unit, network::load_unit::wagon);
  EXPECT_EQ(good[1].id, "line-3");
  EXPECT_EQ(good[1].kind, flow_kind::control_total);
}

TEST(Basket, NamesEveryFault) {
  std::vector<sheet_fault> faults;
  read(
      "from,to,product,tonnes_year,kind,unit\n"
      "a,,c,-1,flows,lorry\n",
      faults);
  std::vector<std::string> fields;
  for (auto const& f : faults) {
    EXPECT_EQ(f.line, 2U);
    EXPECT_FALSE(f.remedy.empty());
    fields.push_back(f.field);
  }
  EXPECT_EQ(fields, (std::vector<std::string>{"tonnes_year", "kind", "unit", "to"}));
}

TEST(Basket, WantsFlows) {
  for (auto const* csv : {"from,to,product\n", "from,to,product,kind\na,b,c,control_total\n"}) {
    std::vector<sheet_fault> faults;
    read(csv, faults);
    EXPECT_FALSE(faults.empty()) << csv;
  }
  std::vector<sheet_fault> faults;
  read("from,product\na,b\n", faults);
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].field, "to");
}

TEST(Basket, RefusesNumbersThatAreNone) {
  for (auto const* number : {"nan", "inf", "1e999", "1 000", "12t", "-0.1"}) {
    std::vector<sheet_fault> faults;
    read(std::string{"from,to,product,tonnes_year\na,b,c,"} + number + "\n", faults);
    EXPECT_EQ(faults.size(), 1U) << number;
  }
}

}  // namespace
}  // namespace karwan::impact
