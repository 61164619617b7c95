#include "karwan/exchange/gmns.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "exchange/gmns_shape.h"

namespace karwan::exchange {
namespace {

// The data sets that the specification comes with, where they are at hand.
std::optional<std::filesystem::path> example(char const* name) {
  auto const* folder = std::getenv("KARWAN_TESTDATA");
  if (folder == nullptr) {
    return std::nullopt;
  }
  return std::filesystem::path{folder} / "gmns" / name;
}

std::set<std::string> places_of(gmns_report const& r) {
  std::set<std::string> out;
  for (auto const& f : r.faults) {
    out.insert(f.file + ":" + std::to_string(f.line) + ":" + f.field);
  }
  return out;
}

TEST(gmns, finds_every_planted_error) {
  auto const folder = example("Arlington_Signals_Errors");
  if (!folder) {
    GTEST_SKIP() << "KARWAN_TESTDATA does not name the folder with gmns/Arlington_Signals_Errors";
  }
  auto const found = places_of(check_gmns(gmns_folder(*folder)));
  // Read off by hand: what the data set breaks of the specification, and lengths in feet where its
  // config.csv says miles.
  std::set<std::string> planted{"config.csv:2:version_number",
                                "lane.csv:10:r_barrier",
                                "location.csv:1:ref_node_id",
                                "movement.csv:2:ctrl_type",
                                "segment_lane.csv:5:lane_num",
                                "signal_phase_mvmt.csv:1:timing_phase_id",
                                "signal_phase_mvmt.csv:1:controller_id",
                                "signal_phase_mvmt.csv:1:signal_phase_num",
                                "signal_timing_plan.csv:5:time_day"};
  for (auto const line : {"2", "3", "14", "15"}) {
    planted.insert(std::string{"link.csv:"} + line + ":bike_facility");
    planted.insert(std::string{"link.csv:"} + line + ":ped_facility");
  }
  for (auto const line : {"6", "7"}) {
    planted.insert(std::string{"link.csv:"} + line + ":bike_facility");
  }
  for (auto const line : {"24", "25", "26", "27"}) {
    planted.insert(std::string{"link.csv:"} + line + ":parent_link_id");
  }
  for (int line = 2; line <= 6; ++line) {
    planted.insert("zone.csv:" + std::to_string(line) + ":super_zone");
  }
  for (int line = 2; line <= 28; ++line) {
    planted.insert("link.csv:" + std::to_string(line) + ":length");
  }
  for (auto const& each : planted) {
    EXPECT_TRUE(found.contains(each)) << each;
  }
}

TEST(gmns, reads_lines_of_well_known_text) {
  EXPECT_EQ(read_wkt_line("LINESTRING(1 2,3 4)")->size(), 2U);
  EXPECT_EQ(read_wkt_line(" linestring Z (1 2 9, 3 4 9, 5 6 9)")->size(), 3U);
  EXPECT_EQ(read_wkt_line("MULTILINESTRING ((1 2, 3 4), (3 4, 5 6))")->size(), 3U);
  for (auto const* bad : {"", "LINESTRING", "LINESTRING (1 2)", "LINESTRING (1 2, 3 nan)",
                          "LINESTRING (1 2, 3 4", "POINT (1 2)", "LINESTRING (1 2, 3 4) x"}) {
    EXPECT_FALSE(read_wkt_line(bad)) << bad;
  }
}

}  // namespace
}  // namespace karwan::exchange
