#include "plan/trace.h"

#include <gtest/gtest.h>

#include "hand_made.h"

// A desert between two cities:
//
//   west (aa) --road 10 h-- gate (aa) ==5 h== far (bb) --road 10 h-- east (bb)
//     |                                                               |
//     `--sea 20 h-- isle (cc) ---------------sea 20 h------------------'
namespace karwan::plan {
namespace {

using network::mode;

struct desert : ::testing::Test {
  hand_made net;
  network::place_ix west = net.place("west", "aa"), gate = net.place("gate", "aa"),
                    far = net.place("far", "bb"), east = net.place("east", "bb"),
                    isle = net.place("isle", "cc");

  desert() {
    net.link(west, gate, mode::road, 10, 500, 50, 600);
    net.link(gate, far, mode::road, 2, 100, 10, 100, 5);
    net.link(far, east, mode::road, 10, 500, 50, 600);
    net.link(west, isle, mode::sea, 20, 50, 5, 700);
    net.link(isle, east, mode::sea, 20, 50, 5, 700);
  }

  front search(std::vector<network::place_ix> const& stops) {
    route::searcher s{searchable(net.topo)};
    return find_front(s, net.topo, searchable(net.metric), stops, 0);
  }
  std::vector<trace> traces(std::vector<network::place_ix> const& stops) {
    std::vector<trace> out;
    for (auto const& w : search(stops).ways) {
      out.push_back(replay(net.topo, net.metric, w, stops.front(), stops.back()));
    }
    return out;
  }
};

TEST_F(desert, both_ways_are_on_the_front_and_sum_up) {
  net.freeze(3, 30);
  auto const all = traces({west, east});
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].time.value.best, 27 * 3600);
  EXPECT_EQ(all[0].cost.value.best, 1200 * 100);
  EXPECT_EQ(all[0].arrives, all[0].time.value.best);
  EXPECT_DOUBLE_EQ(all[0].km, 1300);
  EXPECT_EQ(all[0].borders(), 1);
  EXPECT_EQ(all[1].cost.value.best, 100 * 100);
}

TEST_F(desert, a_port_entered_only_to_tranship_is_no_border) {
  net.freeze(3, 30);
  EXPECT_EQ(traces({west, east})[1].borders(), 1);  // aa to bb; never in cc
}

TEST_F(desert, a_stop_on_the_way_is_passed_on_whichever_mode_goes_on) {
  net.freeze(3, 30);
  auto const all = traces({west, isle, east});
  ASSERT_FALSE(all.empty());
  for (auto const& t : all) {
    EXPECT_EQ(t.km, 1400);
  }
  EXPECT_EQ(traces({west, far, west, gate}).front().km, 2000);
}

TEST_F(desert, waiting_is_time_and_its_bounds_hold_what_early_and_late_arrivals_wait) {
  net.open_only(gate, far, {{0, 11}, {14, 40}});
  net.freeze(3, 30);
  auto const t = traces({west, east}).front();
  ASSERT_EQ(t.steps.size(), 4U);
  auto const& gate_wait = t.steps[2].wait;
  EXPECT_EQ(gate_wait.best, 2 * 3600);  // reached at 12 h
  EXPECT_EQ(gate_wait.low, 0);          // 10.8 h or 14.4 h: no wait
  EXPECT_EQ(gate_wait.high, 2 * 3600);
  EXPECT_EQ(t.time.value.best, 29 * 3600);
  EXPECT_EQ(t.arrives, t.time.value.best);
}

TEST_F(desert, labels_go_to_the_best_and_every_corridor_is_told_once) {
  net.link(west, east, mode::road, 40, 400, 40, 2000, 5);  // a third way, best in nothing
  net.freeze(3, 30);
  auto const all = traces({west, east});
  auto const told = choose(all, 8);
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[0].labels, (std::vector{label::fastest, label::fewest_borders}));
  EXPECT_EQ(told[1].labels, (std::vector{label::cheapest, label::cleanest}));
  EXPECT_EQ(choose(all, 8).size(), choose(all, 100).size());
}

TEST(choose, tells_unlabelled_corridors_nearest_to_the_best_first_and_not_more_than_asked) {
  std::vector<trace> all;
  for (int i = 0; i < 20; ++i) {
    trace t;
    t.time.value.best = 100 + i;
    t.cost.value.best = 200 - i;
    t.emissions.value.best = 50;
    t.countries = {network::country_ix{0}};
    t.corridor = {static_cast<std::uint64_t>(i / 2)};  // two ways of each corridor
    all.push_back(t);
  }
  auto const told = choose(all, 5);
  ASSERT_EQ(told.size(), 5U);
  EXPECT_EQ(told.front().index, 0U);
  EXPECT_EQ(told.back().index, 19U);
  for (std::size_t i = 1; i < told.size(); ++i) {
    EXPECT_LT(all[told[i - 1].index].time.value.best, all[told[i].index].time.value.best);
    EXPECT_NE(all[told[i - 1].index].corridor, all[told[i].index].corridor);
  }
}

}  // namespace
}  // namespace karwan::plan
