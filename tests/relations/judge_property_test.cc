#include <algorithm>
#include <map>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "made_story.h"

// What holds of every story, whatever it tells.
namespace karwan::relations {
namespace {

using enum standing;

constexpr auto kStories = 3000;
auto const kFrom = on("2020-01-01");
constexpr auto kDays = 2200;

class random_stories {
 public:
  story next() {
    made_story m;
    story& s = m.s;
    auto const times = 1 + below(4);
    for (auto i = 0; i < times; ++i) {
      saying x;
      x.at = m.cite();
      x.said_on = some_span();
      x.counts_from = x.said_on->last();
      x.how = static_cast<force>(below(6));
      if (below(3) != 0) {
        x.due = some_span();
        if (below(8) == 0) {
          x.due->end = day::max();
        }
      }
      s.sayings.push_back(x);
    }
    for (auto i = below(4); i > 0; --i) {
      stage_mark k;
      k.at = m.cite();
      k.what = kStages[static_cast<std::size_t>(below(7))];
      auto const seen = some_span();
      if (below(4) != 0) {
        k.on = seen;
      }
      k.counts_from = seen.last() + std::chrono::days{below(200)};
      k.certainty = below(5) == 0 ? "contested" : "stated";
      s.stages.push_back(k);
    }
    for (auto i = below(3); i > 0; --i) {
      auto const seen = some_span();
      s.sightings.push_back({m.cite(), seen, seen.last(), "seen"});
    }
    auto const by_day = [](auto const& x) { return std::pair{x.counts_from, x.at.row_id}; };
    std::ranges::sort(s.sayings, {}, by_day);
    std::ranges::sort(s.stages, {}, by_day);
    std::ranges::sort(s.sightings, {}, by_day);
    return s;
  }

 private:
  static constexpr stage kStages[] = {stage::signed_,   stage::started, stage::delivered,
                                      stage::delivered, stage::dropped, stage::inactive,
                                      stage::not_seen};

  int below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
  date_span some_span() {
    auto const first = kFrom + std::chrono::days{below(kDays - 400)};
    constexpr int kLengths[] = {1, 1, 30, 91, 365};
    return {first, first + std::chrono::days{kLengths[below(5)]}, date_precision::interval, false};
  }
  std::mt19937 random_{20261123};
};

// From each standing the next day's; itself always.
std::map<standing, std::set<standing>> const kNext{
    {open, {due_soon, late, overdue, date_passed_no_evidence, unknown, kept, kept_late, dropped}},
    {due_soon, {open, late, overdue, date_passed_no_evidence, kept, kept_late, dropped}},
    {late, {overdue, kept, kept_late, dropped}},
    {overdue, {late, kept, kept_late, dropped}},
    {date_passed_no_evidence, {open, due_soon, late, overdue, kept, kept_late, dropped}},
    {unknown, {open, due_soon, late, overdue, date_passed_no_evidence, kept, kept_late, dropped}},
    {dropped, {open, due_soon, late, overdue, date_passed_no_evidence, unknown, kept, kept_late}},
    {kept_late, {kept}},  // an earlier delivery comes to light
    {kept, {}},
};

TEST(judge_property, moves_only_along_allowed_transitions) {
  random_stories stories;
  std::set<standing> met;
  for (auto i = 0; i < kStories; ++i) {
    auto const s = stories.next();
    std::optional<verdict> before;
    for (auto d = 0; d < kDays; d += 3) {
      auto const v = judge(s, kFrom + std::chrono::days{d});
      ASSERT_TRUE(v || !before) << "a story that began is told ever after";
      if (v && before && v->status != before->status) {
        ASSERT_TRUE(kNext.at(before->status).contains(v->status))
            << name_of(before->status) << " to " << name_of(v->status) << " in story " << i;
      }
      if (v && before) {
        ASSERT_LE(v->how, before->how) << "no force is lost";
        ASSERT_GE(v->last_seen, before->last_seen);
      }
      if (v) {
        met.insert(v->status);
      }
      before = v;
    }
  }
  EXPECT_EQ(met.size(), static_cast<std::size_t>(kStandings)) << "every standing is met";
}

TEST(judge_property, is_not_changed_by_what_comes_later) {
  random_stories stories;
  for (auto i = 0; i < kStories; ++i) {
    auto const s = stories.next();
    for (auto d = 0; d < kDays; d += 97) {
      auto const day = kFrom + std::chrono::days{d};
      auto const whole = judge(s, day);
      auto const then = judge(until(s, day), day);
      ASSERT_EQ(whole.has_value(), then.has_value());
      if (whole) {
        ASSERT_EQ(whole->status, then->status);
        ASSERT_EQ(whole->months_late, then->months_late);
        ASSERT_EQ(whole->why, then->why);
        ASSERT_EQ(whole->decided_by, then->decided_by);
      }
    }
  }
}

TEST(judge_property, is_never_late_with_a_hope_and_never_kept_without_a_delivery) {
  random_stories stories;
  for (auto i = 0; i < kStories; ++i) {
    auto const s = stories.next();
    for (auto d = 0; d < kDays; d += 31) {
      auto const day = kFrom + std::chrono::days{d};
      auto const v = judge(s, day);
      if (!v) {
        continue;
      }
      auto const delivered = std::ranges::any_of(s.stages, [&](stage_mark const& m) {
        return m.what == stage::delivered && m.counts_from <= day;
      });
      ASSERT_EQ(v->status == kept || v->status == kept_late, delivered);
      if (v->status == late || v->status == overdue) {
        ASSERT_TRUE(is_firm(v->due_how) && is_firm(v->how));
        ASSERT_GE(*v->months_late, 0);
        ASSERT_LE(v->first_due->end, day);
      }
      if (v->status == date_passed_no_evidence) {
        ASSERT_FALSE(is_firm(v->due_how));
        ASSERT_FALSE(v->months_late);
      }
      if (v->status == unknown) {
        ASSERT_FALSE(v->first_due);
      }
    }
  }
}

}  // namespace
}  // namespace karwan::relations
