#include "karwan/plan/json.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "sample.h"

namespace karwan::plan {
namespace {

namespace json = boost::json;

TEST(to_json, is_json_with_the_members_of_the_contract) {
  auto const root = json::parse(to_json(sample())).as_object();
  for (auto const name : {"query", "view", "journeys", "closures", "freshness", "warnings",
                          "no_route", "front_size"}) {
    EXPECT_TRUE(root.contains(name)) << name;
  }
  EXPECT_EQ(root.size(), 8U);
  EXPECT_TRUE(root.at("no_route").is_null());
  EXPECT_EQ(root.at("query").at("unit"), "reefer");
  EXPECT_EQ(root.at("view").at("as_of"), "2025-12-01");
}

TEST(to_json, rounds_hours_and_kilograms_to_one_decimal_and_dollars_to_cents) {
  auto const text = to_json(sample());
  EXPECT_NE(
      text.find(
          R"("time_h":{"low":30,"best":40.3,"high":60,"basis":"bounds","assumed_share":0.4})"),
      std::string::npos);
  EXPECT_NE(text.find(R"("co2e_kg":{"low":1000,"best":1234.6,"high":2000)"), std::string::npos);
  EXPECT_NE(text.find(R"("cost_usd":{"low":900,"best":1320.45,"high":2000)"), std::string::npos);
  EXPECT_NE(text.find(R"("distance_km":1412.3)"), std::string::npos);
}

TEST(to_json, writes_lines_as_lon_lat_and_waits_without_one) {
  auto const legs = json::parse(to_json(sample())).at("journeys").at(0).at("legs").as_array();
  EXPECT_EQ(json::serialize(legs[0].at("line").at(1)), "[7.482E1,3.67E1]");
  EXPECT_FALSE(legs[1].as_object().contains("line"));
  EXPECT_EQ(legs[1].at("kind"), "wait");
  EXPECT_EQ(legs[1].at("starts"), "2025-12-02T16:00:00Z");
}

TEST(to_json, says_what_blocks_where_there_is_no_route) {
  auto a = sample();
  a.journeys.clear();
  a.no_route = a.closures;
  auto const root = json::parse(to_json(a));
  auto const& blocker = root.at("no_route").at("blocked_by").at(0);
  EXPECT_EQ(blocker.at("entity"), "cl-1");
  EXPECT_EQ(blocker.at("from"), "2025-10-11");
  EXPECT_TRUE(blocker.at("to").is_null());
  EXPECT_EQ(blocker.at("age_days"), 11);
}

}  // namespace
}  // namespace karwan::plan
