#include <random>

#include <gtest/gtest.h>

#include "karwan/plan/json.h"
#include "karwan/plan/planner.h"
#include "karwan/plan/stale.h"
#include "karwan/record/edit.h"
#include "tests/shipped_record.h"

namespace karwan::plan {
namespace {

struct layers : testing::Test {
  std::string answer(planner& plan, std::string const& layer = {}) const {
    asked a;
    a.from = "peshawar";
    a.to = "tashkent";
    a.modes = {"road"};
    if (!layer.empty()) {
      a.layers.push_back(layer);
    }
    return to_json(plan(value_or_throw(read_question(a, *parse_day("2026-11-23")))));
  }

  void add_private(int i, std::vector<std::pair<std::string, std::string>> cells) {
    record::addition const a{"x-road-khunjerab",     "crossings", {}, {}, std::move(cells),
                             {{"grade", "measured"}}};
    value_or_throw(record::add(record, a, {"me", instant{std::chrono::seconds{1780000000 + i}}},
                               {.proposed = false, .layer = "me"}));
  }

  record::store record{load_shipped()};
};

// Own measurements of a border that journeys use: no public plan has another byte for it, and every
// plan that chooses them rests on them.
TEST_F(layers, change_only_the_plans_that_choose_them) {
  planner plan{record};
  auto const before = answer(plan);
  ASSERT_NE(before.find("x-road-khunjerab"), std::string::npos);
  std::mt19937 random{7};
  std::uniform_int_distribution hours{200, 300};
  for (int i = 0; i < 8; ++i) {
    add_private(i, {{"mode", "road"},
                    {"from_country", i % 2 == 0 ? "pk" : "cn"},
                    {"to_country", i % 2 == 0 ? "cn" : "pk"},
                    {"side", i % 4 < 2 ? "exit" : "entry"},
                    {"dwell_h", std::to_string(hours(random))},
                    {"dwell_basis", "post"}});
    EXPECT_EQ(answer(plan), before);
  }
  auto const mine = answer(plan, "me");
  EXPECT_NE(mine, before);
  EXPECT_NE(mine.find("\"private\":[\"me\"]"), std::string::npos);
  EXPECT_EQ(answer(plan), before);
  EXPECT_EQ(answer(plan, "nobody").find("\"private\":[\"me\"]"), std::string::npos);
}

TEST_F(layers, are_not_in_what_is_stale_for_everybody) {
  auto const today = *parse_day("2026-11-23");
  auto const before = to_json(find_stale(record, {}, today));
  add_private(1, {{"mode", "road"},
                  {"from_country", "pk"},
                  {"to_country", "cn"},
                  {"side", "exit"},
                  {"dwell_h", "40"},
                  {"dwell_basis", "post"}});
  EXPECT_EQ(to_json(find_stale(record, {}, today)), before);
}

TEST_F(layers, stale_word_is_ranked_by_journeys_times_age) {
  auto const found = find_stale(record, {}, *parse_day("2026-11-23"));
  ASSERT_FALSE(found.items.empty());
  EXPECT_GT(found.flows, 50);
  auto oldest = 0;
  for (auto const& i : found.items) {
    oldest = std::max(oldest, i.age_days.value_or(0));
    EXPECT_GT(i.journeys, 0) << i.entity;
    EXPECT_LE(i.journeys, found.flows) << i.entity;
    EXPECT_FALSE(i.says.empty()) << i.entity;
  }
  for (std::size_t i = 1; i < found.items.size(); ++i) {
    auto const weight = [&](stale_item const& x) {
      return x.journeys * x.age_days.value_or(oldest);
    };
    EXPECT_GE(weight(found.items[i - 1]), weight(found.items[i])) << i;
  }
}

}  // namespace
}  // namespace karwan::plan
