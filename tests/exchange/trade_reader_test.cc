#include <sstream>

#include <gtest/gtest.h>

#include "karwan/exchange/trade.h"

namespace karwan::exchange {
namespace {

using found = trade_reader::found;

struct read {
  std::vector<trade_line> lines;
  std::vector<std::string> left_out;
  std::vector<trade_fault> faults;
};

read all_of(std::string const& text, trade_form form) {
  std::istringstream in{text};
  trade_reader reader{in, form};
  read out;
  trade_line line;
  for (auto is = reader.next(line); is != found::end; is = reader.next(line)) {
    if (is == found::line) {
      out.lines.push_back(line);
    } else if (is == found::left_out) {
      out.left_out.push_back(reader.why());
    } else {
      out.faults.push_back(reader.fault());
    }
  }
  return out;
}

TEST(trade_files, of_baci_are_thousands_of_usd) {
  auto const r = all_of("t,i,j,k,v,q\r\n2022,586,398,80450,12.345,20\r\n", trade_form::baci);
  ASSERT_EQ(r.lines.size(), 1U);
  auto const& l = r.lines.front();
  EXPECT_DOUBLE_EQ(l.usd, 12345);
  EXPECT_EQ(l.code, "080450");  // the zero in front that spreadsheets drop
  EXPECT_EQ(l.classification, "hs");
  EXPECT_TRUE(l.exports);
  EXPECT_EQ(l.year, 2022);
}

constexpr auto kComtrade =
    "typeCode,freqCode,refPeriodId,refYear,refMonth,period,reporterCode,reporterISO,reporterDesc,"
    "flowCode,flowDesc,partnerCode,partnerISO,partnerDesc,partner2Code,partner2ISO,partner2Desc,"
    "classificationCode,classificationSearchCode,isOriginalClassification,cmdCode,cmdDesc,"
    "aggrLevel,isLeaf,customsCode,customsDesc,mosCode,motCode,motDesc,qtyUnitCode,qtyUnitAbbr,qty,"
    "isQtyEstimated,altQtyUnitCode,altQtyUnitAbbr,altQty,isAltQtyEstimated,netWgt,"
    "isNetWgtEstimated,grossWgt,isGrossWgtEstimated,cifvalue,fobvalue,primaryValue,"
    "legacyEstimationFlag,isReported,isAggregate\n";

std::string comtrade_row(char const* type, char const* period, char const* flow,
                         char const* partner2, char const* code, char const* value) {
  return std::string{type} + ",A,20220101,2022,52," + period + ",398,KAZ,Kazakhstan," + flow +
         ",Export,586,PAK,Pakistan," + partner2 + ",W00,World,H6,HS,TRUE," + code +
         ",\"Wheat, other\",6,TRUE,C00,TOTAL CPC,0,0,TOTAL MOT,8,kg,1,FALSE,,,0,FALSE,1,FALSE,0,"
         "FALSE,,5000," +
         value + ",0,FALSE,TRUE,\n";  // a comma more than the header, as downloads have it
}

TEST(trade_files, of_comtrade_are_usd_and_totals_only) {
  auto const r = all_of(kComtrade + comtrade_row("C", "2022", "X", "0", "100199", "5000.5") +
                            comtrade_row("C", "202206", "M", "0", "TOTAL", "7") +
                            comtrade_row("C", "2022", "X", "643", "100199", "1") +
                            comtrade_row("C", "2022", "RX", "0", "100199", "1") +
                            comtrade_row("S", "2022", "X", "0", "100199", "1") +
                            comtrade_row("C", "2022", "X", "0", "100199", ""),
                        trade_form::comtrade);
  EXPECT_TRUE(r.faults.empty()) << r.faults.front().text;
  ASSERT_EQ(r.lines.size(), 2U);
  EXPECT_DOUBLE_EQ(r.lines[0].usd, 5000.5);
  EXPECT_EQ(r.lines[0].reporter, "398");
  EXPECT_EQ(r.lines[0].product, "Wheat, other");
  EXPECT_EQ(r.lines[1].classification, "total");
  EXPECT_FALSE(r.lines[1].exports);
  EXPECT_EQ(r.lines[1].month, 6);
  EXPECT_EQ(r.left_out.size(), 4U);
}

TEST(trade_files, of_the_earlier_comtrade_are_read_too) {
  auto const r = all_of(
      "Classification,Year,Period,Period Desc.,Aggregate Level,Is Leaf Code,Trade Flow Code,"
      "Trade Flow,Reporter Code,Reporter,Reporter ISO,Partner Code,Partner,Partner ISO,"
      "Commodity Code,Commodity,Trade Value (US$)\n"
      "H4,2016,2016,2016,2,0,1,Import,36,Australia,AUS,0,World,WLD,01,Live animals,91128858\n",
      trade_form::comtrade);
  ASSERT_EQ(r.lines.size(), 1U) << (r.faults.empty() ? "" : r.faults.front().column);
  EXPECT_FALSE(r.lines[0].exports);
  EXPECT_EQ(r.lines[0].code, "01");
  EXPECT_DOUBLE_EQ(r.lines[0].usd, 91128858);
}

TEST(trade_files, of_unctad_and_wits_are_thousands_too) {
  auto const u = all_of(
      "Year,Economy,Economy_Label,Partner,Partner_Label,Flow,Flow_Label,Product,Product_Label,"
      "US_dollars_at_current_prices_in_thousands\n"
      "2022,0398,Kazakhstan,0000,World,02,Exports,0,Food and live animals,12\n"
      "2022,0398,Kazakhstan,0586,Pakistan,01,Imports,TOTAL,All products,3\n"
      "2022,0398,Kazakhstan,0586,Pakistan,14,Balance,0,Food,3\n"
      "2022,0398,Kazakhstan,0586,Pakistan,02,Exports,B_TOT,BioTrade,3\n",
      trade_form::unctad);
  ASSERT_EQ(u.lines.size(), 2U) << (u.faults.empty() ? "" : u.faults.front().text);
  EXPECT_DOUBLE_EQ(u.lines[0].usd, 12000);
  EXPECT_EQ(u.lines[0].classification, "sitc");
  EXPECT_EQ(u.lines[1].classification, "total");
  EXPECT_FALSE(u.lines[1].exports);
  EXPECT_EQ(u.left_out.size(), 2U);
  auto const w = all_of(
      "Nomenclature,ReporterISO3,ProductCode,ReporterName,PartnerISO3,PartnerName,Year,"
      "TradeFlowName,TradeFlowCode,TradeValue in 1000 USD\n"
      "HS,KAZ,080450,Kazakhstan,PAK,Pakistan,2022,Export,6,1.5\n"
      "H6,KAZ,08,Kazakhstan,WLD,World,2022,Gross Imp.,5,2\n",
      trade_form::wits);
  ASSERT_EQ(w.lines.size(), 2U) << (w.faults.empty() ? "" : w.faults.front().text);
  EXPECT_DOUBLE_EQ(w.lines[0].usd, 1500);
  EXPECT_FALSE(w.lines[1].exports);
}

TEST(trade_files, say_where_they_are_wrong) {
  auto const other = all_of("a;b;c\n1;2;3\n", trade_form::baci);
  ASSERT_EQ(other.faults.size(), 1U);
  EXPECT_NE(other.faults[0].remedy.find("t,i,j,k,v,q"), std::string::npos);
  auto const r = all_of(
      "t,i,j,k,v,q\n2022,586,398,080450,-1,\n22,586,398,080450,1,\n2022,,398,080450,1,\n"
      "2022,586,398,mango,1,\n2022,586,398,080450,1\n2022,586,398,080450,1e400,\n",
      trade_form::baci);
  ASSERT_EQ(r.faults.size(), 6U);
  EXPECT_TRUE(r.lines.empty());
  EXPECT_EQ(r.faults[0].line, 2U);
  EXPECT_EQ(r.faults[0].column, "v");
  EXPECT_EQ(r.faults[1].column, "t");
  EXPECT_EQ(r.faults[2].column, "i");
  EXPECT_EQ(r.faults[3].column, "k");
  EXPECT_EQ(r.faults[5].line, 7U);
  EXPECT_EQ(all_of("", trade_form::wits).faults.size(), 1U);
}

}  // namespace
}  // namespace karwan::exchange
