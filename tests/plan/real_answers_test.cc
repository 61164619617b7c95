#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "karwan/plan/json.h"
#include "karwan/plan/planner.h"
#include "karwan/plan/text.h"
#include "real_cases.h"
#include "shipped_pack.h"

// What holds of every answer, tried on the real cases.
namespace karwan::plan {
namespace {

struct real_answers : testing::TestWithParam<std::size_t> {
  record::store const& store = shipped_pack::record();
  question const q = value_or_throw(read_question(real_cases()[GetParam()].question, real_today()));
  answer const a = plan(store, q);
};

TEST_P(real_answers, journeys_are_the_sums_of_their_legs) {
  ASSERT_FALSE(a.journeys.empty());
  for (auto const& j : a.journeys) {
    amount time, cost, emissions;
    std::int64_t metres = 0;
    for (auto const& l : j.legs) {
      time += l.time;
      cost += l.cost;
      emissions += l.emissions;
      metres += l.metres;
    }
    EXPECT_EQ(time, j.time);
    EXPECT_EQ(cost, j.cost);
    EXPECT_EQ(emissions, j.emissions);
    EXPECT_EQ(metres, j.metres);
  }
}

TEST_P(real_answers, legs_follow_each_other_in_time_and_place) {
  for (auto const& j : a.journeys) {
    auto clock = instant{q.depart};
    for (auto const& l : j.legs) {
      EXPECT_EQ(l.starts, clock) << l.id;
      clock += std::chrono::seconds{l.time.value.best};
    }
    EXPECT_EQ(j.arrives, clock);
    EXPECT_EQ(j.legs.front().from.id, a.from.id);
    auto const last = std::find_if(j.legs.rbegin(), j.legs.rend(), [](leg const& l) {
      return l.kind != leg_kind::wait && l.kind != leg_kind::crossing;
    });
    EXPECT_EQ(last->to.id, a.to.id);
  }
}

TEST_P(real_answers, bounds_shares_and_grades_are_in_order) {
  auto const check = [](amount const& v, std::string const& of) {
    EXPECT_LE(0, v.value.low) << of;
    EXPECT_LE(v.value.low, v.value.best) << of;
    EXPECT_LE(v.value.best, v.value.high) << of;
    EXPECT_GE(v.assumed, 0) << of;
    EXPECT_LE(v.assumed, 1 + 1e-9) << of;
  };
  for (auto const& j : a.journeys) {
    for (auto const& l : j.legs) {
      check(l.time, l.id);
      check(l.cost, l.id);
      check(l.emissions, l.id);
      EXPECT_TRUE(l.kind == leg_kind::wait || !l.statements.empty()) << l.id;
      EXPECT_TRUE(std::is_sorted(l.statements.begin(), l.statements.end())) << l.id;
      auto const assumed = l.time.assumed > 0 || l.cost.assumed > 0 || l.emissions.assumed > 0;
      EXPECT_TRUE(!assumed || l.worst == record::grade::assumed) << l.id;
    }
    EXPECT_EQ(j.borders, static_cast<int>(j.countries.size()) - 1);
    EXPECT_LE(j.odds.p10_s, j.odds.p50_s);
    EXPECT_LE(j.odds.p50_s, j.odds.p90_s);
    EXPECT_EQ(j.odds.draws, kDefaultDraws);
  }
}

TEST_P(real_answers, each_label_goes_to_one_journey_that_deserves_it) {
  std::map<label, journey const*> holders;
  std::set<std::string> ids;
  for (auto const& j : a.journeys) {
    EXPECT_TRUE(ids.insert(j.id).second);
    for (auto const l : j.labels) {
      EXPECT_TRUE(holders.emplace(l, &j).second) << name_of(l);
    }
  }
  ASSERT_EQ(holders.size(), 5U);
  for (auto const& j : a.journeys) {
    EXPECT_LE(holders[label::fastest]->time.value.best, j.time.value.best);
    EXPECT_LE(holders[label::cheapest]->cost.value.best, j.cost.value.best);
    EXPECT_LE(holders[label::cleanest]->emissions.value.best, j.emissions.value.best);
    EXPECT_LE(holders[label::fewest_borders]->borders, j.borders);
    EXPECT_LE(holders[label::most_reliable]->odds.p90_s, j.odds.p90_s);
  }
  EXPECT_TRUE(std::is_sorted(
      a.journeys.begin(), a.journeys.end(),
      [](journey const& x, journey const& y) { return x.time.value.best < y.time.value.best; }));
  EXPECT_LE(a.journeys.size(), 8U);
  EXPECT_LE(a.journeys.size(), a.front_size);
}

TEST_P(real_answers, the_same_question_gives_the_same_bytes_in_any_order) {
  planner again{store};
  again(value_or_throw(read_question(real_cases().front().question, real_today())));
  auto lifted = q;
  lifted.view.without = {"cl-pk-af-2025"};
  again(lifted);
  EXPECT_EQ(to_json(again(q)), to_json(a));
  EXPECT_EQ(to_text(again(q), {}), to_text(a, {}));
}

INSTANTIATE_TEST_SUITE_P(real_cases, real_answers,
                         testing::Range(std::size_t{0}, real_cases().size()));

}  // namespace
}  // namespace karwan::plan
