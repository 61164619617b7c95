#include <gtest/gtest.h>

#include <stdexcept>

#include "network.h"
#include "reference.h"

// Small networks to read. Costs of an arc: time, cost, emissions, borders.
namespace karwan::route::test {

namespace {

// "ABD 7 5 1 0": the path's letters, then its total.
std::vector<std::string> told(drawing const& d, std::vector<start> starts,
                              std::vector<node> targets) {
  query const q{starts, targets};
  auto const found = searcher{d.net.shape()}.run(d.net.weights(), q);
  std::vector<std::string> lines;
  for (auto const& p : found.front) {
    auto line = d.letters(p, starts);
    for (auto const c : p.total) {
      line += ' ' + std::to_string(c);
    }
    lines.push_back(line);
    EXPECT_EQ(replay(d.net, q, p), p.total);
  }
  return lines;
}

using lines = std::vector<std::string>;

TEST(drawn, each_criterion_has_its_path) {
  drawing const d{R"(
      B
    /   \
   A--C--E
    \   /
      D

   A->B 1 9 9 0
   B->E 1 9 9 0
   A->C 3 1 6 0
   C->E 3 1 6 0
   A->D 4 4 1 0
   D->E 4 4 1 0
   A->E 9 9 9 1
  )"};
  EXPECT_EQ(told(d, {{d.at.at('A'), {}}}, {d.at.at('E')}),
            (lines{"ABE 2 18 18 0", "ACE 6 2 12 0", "ADE 8 8 2 0"}));
}

TEST(drawn, a_border_fewer_is_worth_a_detour) {
  drawing const d{R"(
   A--B--C--D
    \______/

   A->B 1 1 1 1
   B->C 1 1 1 1
   C->D 1 1 1 0
   A->D 9 9 9 1
  )"};
  EXPECT_EQ(told(d, {{d.at.at('A'), {}}}, {d.at.at('D')}), (lines{"ABCD 3 3 3 2", "AD 9 9 9 1"}));
}

TEST(drawn, waiting_for_a_window_costs_only_time) {
  drawing const d{R"(
   A--B--C
    \___/

   A->B 2 1 1 0
   B->C 3 1 1 0 open 0-2,10-20
   A->C 9 5 5 0
  )"};
  auto const a = d.at.at('A');
  auto const c = d.at.at('C');
  // At B at 2, when the window has just shut: through at 10, at C at 13. The direct way is faster.
  EXPECT_EQ(told(d, {{a, {}}}, {c}), (lines{"AC 9 5 5 0", "ABC 13 2 2 0"}));
  EXPECT_EQ(told(d, {{a, {8, 0, 0, 0}}}, {c}), (lines{"ABC 13 2 2 0"}));
  EXPECT_EQ(told(d, {{a, {18, 0, 0, 0}}}, {c}), (lines{"AC 27 5 5 0"}));  // shut for good at 20
}

TEST(drawn, an_earlier_arrival_that_waits_is_no_better) {
  drawing const d{R"(
   A==B--C

   A->B 1 9 0 0
   A->B 5 2 0 0
   B->C 1 0 0 0 open 7-8
  )"};
  EXPECT_EQ(told(d, {{d.at.at('A'), {}}}, {d.at.at('C')}), (lines{"ABC 8 2 0 0"}));
}

TEST(drawn, starts_carry_what_was_spent_and_targets_share_one_front) {
  drawing const d{R"(
   A--C--D
      |  |
   B--+  E

   A->C 2 2 2 0
   B->C 1 1 1 0
   C->D 1 1 1 0
   D->E 1 1 1 0
   C->E 1 5 5 0
  )"};
  auto const from = std::vector<start>{{d.at.at('A'), {0, 5, 0, 0}}, {d.at.at('B'), {3, 0, 0, 1}}};
  EXPECT_EQ(told(d, from, {d.at.at('D'), d.at.at('E')}), (lines{"ACD 3 8 3 0", "BCD 5 2 2 1"}));
}

TEST(drawn, start_at_target_is_an_empty_path) {
  drawing const d{R"(
   A--B

   A<->B 1 1 1 0
  )"};
  EXPECT_EQ(told(d, {{d.at.at('A'), {4, 3, 2, 1}}}, {d.at.at('A')}), (lines{"A 4 3 2 1"}));
}

TEST(drawn, nothing_leads_over_a_barred_arc) {
  drawing d{R"(
   A--B--C

   A->B 1 1 1 0
   B->C 1 1 1 0
  )"};
  d.net.duration[1] = kBarred;
  EXPECT_EQ(told(d, {{d.at.at('A'), {}}}, {d.at.at('C')}), lines{});
}

TEST(drawn, of_paths_that_tie_the_one_of_fewest_arcs_then_first_arc_is_told) {
  drawing const d{R"(
     B
    / \
   A   D==E
    \ /
     C--+

   A->C 1 1 1 0
   A->B 1 1 1 0
   B->D 1 1 1 0
   C->D 1 1 1 0
   D->E 1 1 1 0
   D->E 1 1 1 0
   A->D 2 2 2 0
  )"};
  auto const starts = std::vector<start>{{d.at.at('A'), {}}};
  auto const targets = std::vector<node>{d.at.at('E')};
  auto const found = searcher{d.net.shape()}.run(d.net.weights(), {starts, targets});
  ASSERT_EQ(found.front.size(), 1u);
  EXPECT_EQ(d.letters(found.front[0], starts), "ADE");
  EXPECT_EQ(found.front[0].arcs[1], d.net.first_out[d.at.at('D')]);
}

TEST(search, makes_no_labels_where_there_is_nothing_to_choose) {
  drawing const d{R"(
   A--B--C--D
      |  |
      B  E--F   (B leads to itself, E and F nowhere)

   A<->B 1 1 1 0
   B->B 1 1 1 0
   B<->C 1 1 1 0
   C<->E 1 1 1 0
   E<->F 1 1 1 0
   C<->D 1 1 1 0
  )"};
  std::vector<start> const starts{{d.at.at('A'), {}}};
  std::vector<node> const targets{d.at.at('D')};
  auto const found = searcher{d.net.shape()}.run(d.net.weights(), {starts, targets});
  EXPECT_EQ(found.labels, 3u);  // at A, at C where the way to E leaves, at D
  ASSERT_EQ(found.front.size(), 1u);
  EXPECT_EQ(d.letters(found.front[0], starts), "ABCD");
}

TEST(search, stops_at_max_labels_and_says_so) {
  drawing const d{R"(
   A==B==C==D

   A->B 1 9 1 0
   A->B 2 5 1 0
   B->C 1 9 1 0
   B->C 2 5 1 0
   C->D 1 9 1 0
   C->D 9 5 1 0
  )"};
  std::vector<start> const starts{{d.at.at('A'), {}}};
  std::vector<node> const targets{d.at.at('D')};
  searcher search{d.net.shape()};
  auto const whole = search.run(d.net.weights(), {starts, targets});
  EXPECT_FALSE(whole.cut);
  EXPECT_EQ(whole.front.size(), 4u);
  EXPECT_FALSE(search.run(d.net.weights(), {starts, targets, whole.labels}).cut);
  for (std::size_t most = 0; most < whole.labels; ++most) {
    auto const part = search.run(d.net.weights(), {starts, targets, most});
    EXPECT_TRUE(part.cut);
    EXPECT_EQ(part.labels, most);
    ASSERT_LE(part.front.size(), whole.front.size());
    for (std::size_t i = 0; i < part.front.size(); ++i) {
      EXPECT_EQ(part.front[i].total, whole.front[i].total);
    }
  }
}

TEST(search, refuses_what_it_cannot_search) {
  drawing const d{R"(
   A--B

   A->B 1 1 1 0 open 5-9
  )"};
  std::vector<start> const starts{{d.at.at('A'), {}}};
  std::vector<node> const targets{d.at.at('B')};
  searcher search{d.net.shape()};
  auto const refused = [&](auto change) {
    auto net = d.net;
    change(net);
    EXPECT_THROW(search.run(net.weights(), {starts, targets}), std::invalid_argument);
  };
  refused([](auto& n) { n.duration.push_back(1); });
  refused([](auto& n) { n.cost[0] = -1; });
  refused([](auto& n) { n.emissions[0] = std::int64_t{1} << 60; });
  refused([](auto& n) { n.borders[0] = 2; });
  refused([](auto& n) { n.opens[0] = 1; });
  refused([](auto& n) { n.windows[0].to = 5; });
  refused([](auto& n) { n.first_window = {0, 2}; });
  std::vector<node> const nowhere{9};
  EXPECT_THROW(search.run(d.net.weights(), {starts, nowhere}), std::invalid_argument);
  std::vector<start> const negative{{0, {0, -1, 0, 0}}};
  EXPECT_THROW(search.run(d.net.weights(), {negative, targets}), std::invalid_argument);
}

TEST(arrival, waits_for_the_next_window) {
  drawing const d{R"(
   A--B

   A->B 3 1 1 0 open 0-2,2-4,10-20
   B->A 7 0 0 0
  )"};
  auto const m = d.net.weights();
  auto const at = [&](std::int64_t t) { return arrival(m, 0, t); };
  EXPECT_EQ(at(-5), 3);
  EXPECT_EQ(at(1), 4);
  EXPECT_EQ(at(2), 5);
  EXPECT_EQ(at(4), 13);
  EXPECT_EQ(at(19), 22);
  EXPECT_EQ(at(20), kBarred);
  EXPECT_EQ(arrival(m, 1, 20), 27);
}

}  // namespace

}  // namespace karwan::route::test
