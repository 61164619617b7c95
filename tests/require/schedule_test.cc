#include "karwan/require/schedule.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <random>

#include <gtest/gtest.h>

namespace karwan::require {
namespace {

constexpr auto kNever = std::numeric_limits<double>::infinity();

// A permit (3 d) needs a visa, which needs an invitation by either of two ways (5 d or 14 d), and a
// passport that is at hand.
TEST(schedule, takes_the_alternative_that_ends_first) {
  std::vector<task> const tasks{{3, {{1}}}, {2, {{2, 3}, {}}}, {14, {}}, {5, {}}};
  auto const s = arrange(tasks, {{0}});
  EXPECT_EQ(s.days, 10);
  EXPECT_EQ(s.order, (std::vector<std::size_t>{3, 1, 0}));
  EXPECT_EQ(s.critical, s.order);
  EXPECT_EQ(s.latest[3], 0.0);
  EXPECT_FALSE(s.latest[2]);
}

TEST(schedule, what_is_not_critical_may_begin_later) {
  auto const s = arrange({{10, {}}, {4, {}}, {0, {{0}, {1}}}}, {{2}});
  EXPECT_EQ(s.days, 10);
  EXPECT_EQ(s.latest[1], 6.0);
  EXPECT_EQ(s.order, (std::vector<std::size_t>{0, 1, 2}));
}

TEST(schedule, a_circle_is_found_and_a_way_round_it_taken) {
  std::vector<task> tasks{{1, {{1}}}, {1, {{0}}}, {7, {}}};
  EXPECT_EQ(arrange(tasks, {{0}}).goals_never, std::vector<std::size_t>{0});
  tasks[1].inputs = {{0, 2}};
  auto const s = arrange(tasks, {{0}});
  EXPECT_TRUE(s.goals_never.empty());
  EXPECT_EQ(s.days, 9);
}

TEST(schedule, nothing_to_do_takes_no_time) {
  EXPECT_EQ(arrange({}, {}).days, 0);
  EXPECT_EQ(arrange({{5, {}}}, {{}}).days, 0);
  EXPECT_TRUE(arrange({{5, {}}}, {}).order.empty());
}

// Earliest ends by trying every choice of alternatives: with one chosen for each input the end is
// the longest chain; the best choice for a task is the least over all.
class brute_force {
 public:
  explicit brute_force(std::vector<task> const& tasks) : tasks_{tasks} {
    for (auto const& t : tasks) {
      for (auto const& i : t.inputs) {
        if (!i.empty()) {
          sizes_.push_back(i.size());
        }
      }
    }
  }

  std::vector<double> ends() const {
    std::vector<double> best(tasks_.size(), kNever);
    std::vector<std::size_t> choice(sizes_.size(), 0);
    for (;;) {
      for (std::size_t t = 0; t < tasks_.size(); ++t) {
        std::vector<bool> on(tasks_.size(), false);
        best[t] = std::min(best[t], longest(t, choice, on));
      }
      std::size_t i = 0;
      while (i < choice.size() && ++choice[i] == sizes_[i]) {
        choice[i++] = 0;
      }
      if (i == choice.size()) {
        return best;
      }
    }
  }

 private:
  double longest(std::size_t t, std::vector<std::size_t> const& choice,
                 std::vector<bool>& on) const {
    if (on[t]) {
      return kNever;
    }
    on[t] = true;
    std::size_t at = 0;
    for (std::size_t before = 0; before < t; ++before) {
      at += static_cast<std::size_t>(
          std::ranges::count_if(tasks_[before].inputs, [](auto const& i) { return !i.empty(); }));
    }
    double begins = 0;
    for (auto const& input : tasks_[t].inputs) {
      if (!input.empty()) {
        begins = std::max(begins, longest(input[choice[at++]], choice, on));
      }
    }
    on[t] = false;
    return begins + tasks_[t].days;
  }

  std::vector<task> const& tasks_;
  std::vector<std::size_t> sizes_;
};

std::vector<task> at_random(std::mt19937& draw) {
  auto const pick = [&](std::size_t n) { return draw() % n; };
  std::vector<task> tasks(1 + pick(7));
  for (auto& t : tasks) {
    t.days = static_cast<double>(pick(6));
    for (auto n = pick(3); n > 0; --n) {
      auto& input = t.inputs.emplace_back();
      for (auto k = pick(3); k > 0; --k) {
        input.push_back(pick(tasks.size()));  // circles too
      }
    }
  }
  return tasks;
}

TEST(schedule, agrees_with_every_choice_tried) {
  std::mt19937 draw{20261123};
  int never = 0;
  for (int round = 0; round < 4000; ++round) {
    auto const tasks = at_random(draw);
    auto const s = arrange(tasks, {{0}});
    auto const expected = brute_force{tasks}.ends();
    for (std::size_t t = 0; t < tasks.size(); ++t) {
      ASSERT_EQ(s.ends[t].value_or(kNever), expected[t]) << "round " << round << ", task " << t;
    }
    never += expected[0] == kNever;
    ASSERT_EQ(s.goals_never.empty(), expected[0] < kNever);
    ASSERT_EQ(s.days, expected[0] < kNever ? expected[0] : 0);
  }
  EXPECT_GT(never, 100);
}

TEST(schedule, order_puts_inputs_first_and_the_critical_chain_adds_up) {
  std::mt19937 draw{7};
  for (int round = 0; round < 4000; ++round) {
    auto const tasks = at_random(draw);
    std::vector<std::vector<std::size_t>> goals{{0}};
    if (tasks.size() > 2) {
      goals.push_back({1, 2});
    }
    auto const s = arrange(tasks, goals);
    std::vector<std::size_t> place(tasks.size(), tasks.size());
    for (std::size_t i = 0; i < s.order.size(); ++i) {
      place[s.order[i]] = i;
    }
    for (auto const t : s.order) {
      ASSERT_GE(*s.latest[t], 0);
      for (auto const& input : tasks[t].inputs) {
        auto const before = [&](std::size_t i) { return place[i] < place[t]; };
        ASSERT_TRUE(input.empty() || std::ranges::any_of(input, before)) << "round " << round;
      }
    }
    double sum = 0;
    for (std::size_t i = 0; i < s.critical.size(); ++i) {
      sum += tasks[s.critical[i]].days;
      ASSERT_TRUE(i == 0 || place[s.critical[i - 1]] < place[s.critical[i]]);
    }
    ASSERT_EQ(sum, s.days) << "round " << round;
  }
}

}  // namespace
}  // namespace karwan::require
