#include "karwan/rules/finding.h"

#include <random>
#include <set>

#include <gtest/gtest.h>

#include "days.h"
#include "tests/shipped_record.h"

namespace karwan::rules {
namespace {

constexpr std::string_view kGoods[] = {"goods"};

rule a_rule(std::string id, effect does, std::vector<clause> when = {}) {
  rule out;
  out.row_id = std::move(id);
  out.does = does;
  out.questions = {"q"};
  out.when = std::move(when);
  return out;
}

question a_question(arising at = arising::destination) {
  question out;
  out.entity = "q";
  out.subject = "goods";
  out.at = at;
  return out;
}

circumstances by_road_in_june() {
  circumstances in;
  for (auto const* country : {"aa", "bb", "cc"}) {
    in.way.push_back({country, {"road"}, {"road"}, {}});
  }
  in.on = on(2026, 6, 1);
  return in;
}

clause carrier(std::string country) {
  return {field::carrier, {std::move(country)}, 0};
}

finding one(std::vector<rule> rules, circumstances const& in) {
  rule_book const book{{a_question()}, std::move(rules)};
  auto const all = find(book, in, kGoods);
  EXPECT_EQ(all.size(), 1U);
  return all.front();
}

TEST(finding, without_a_rule_is_unknown) {
  auto const f = one({}, by_road_in_june());
  EXPECT_EQ(f.is, outcome::unknown);
  EXPECT_EQ(f.why, reason::no_rule);
}

TEST(finding, a_rule_whose_conditions_hold_decides_and_is_named) {
  auto in = by_road_in_june();
  in.carrier = "aa";
  auto const f = one({a_rule("r1", effect::required, {carrier("aa")}),
                      a_rule("r2", effect::not_required, {carrier("bb")})},
                     in);
  EXPECT_EQ(f.is, outcome::required);
  ASSERT_EQ(f.rules.size(), 1U);
  EXPECT_EQ(f.rules[0].rule, 0U);
}

TEST(finding, not_required_needs_a_rule_and_nothing_that_may_require) {
  auto in = by_road_in_june();
  EXPECT_EQ(one({a_rule("r", effect::not_required)}, in).is, outcome::not_required);
  auto const f =
      one({a_rule("r", effect::not_required), a_rule("s", effect::required, {carrier("aa")})},
          in);  // whose truck it is, is not known
  EXPECT_EQ(f.is, outcome::unknown);
  EXPECT_EQ(f.why, reason::depends);
}

TEST(finding, required_goes_before_not_required_and_barred_before_both) {
  auto const in = by_road_in_june();
  EXPECT_EQ(one({a_rule("r", effect::not_required), a_rule("s", effect::required)}, in).is,
            outcome::required);
  EXPECT_EQ(one({a_rule("r", effect::barred), a_rule("s", effect::required)}, in).why,
            reason::barred);
}

TEST(finding, a_rule_that_ended_is_a_reason_to_ask) {
  auto r = a_rule("r", effect::barred);
  r.valid.end = on(2026, 1, 1);
  auto const f = one({r}, by_road_in_june());
  EXPECT_EQ(f.is, outcome::unknown);
  EXPECT_EQ(f.why, reason::ended);
  r.valid = {on(2026, 7, 1), day::max()};  // begins later
  EXPECT_EQ(one({r}, by_road_in_june()).why, reason::no_rule);
}

TEST(finding, a_condition_that_cannot_be_read_is_unknown) {
  for (auto const does : {effect::required, effect::not_required, effect::barred}) {
    auto r = a_rule("r", does);
    r.unreadable = {"product_hs"};
    auto const f = one({r}, by_road_in_june());
    EXPECT_EQ(f.is, outcome::unknown);
    EXPECT_EQ(f.why, reason::unreadable);
  }
}

TEST(finding, seasons_run_over_new_year) {
  auto r = a_rule("r", effect::required);
  r.season = {1115, 228};
  auto in = by_road_in_june();
  for (auto const& [d, is] : {std::pair{on(2026, 12, 31), outcome::required},
                              {on(2027, 1, 1), outcome::required},
                              {on(2027, 3, 1), outcome::unknown},
                              {on(2026, 11, 15), outcome::required}}) {
    in.on = d;
    EXPECT_EQ(one({r}, in).is, is) << to_string(d);
  }
}

TEST(finding, questions_arise_where_they_say) {
  auto const in = by_road_in_june();
  for (auto const& [at, n] : {std::pair{arising::journey, 1U},
                              {arising::origin, 1U},
                              {arising::transit, 1U},
                              {arising::destination, 1U},
                              {arising::entered, 2U},
                              {arising::each, 3U}}) {
    EXPECT_EQ(find({{a_question(at)}, {}}, in, kGoods).size(), n);
  }
}

// Rules at random: knowing more of the case never turns what was decided into its opposite.
TEST(finding, knowing_more_never_turns_a_decision_round) {
  std::mt19937 draw{4};
  auto const pick = [&](int n) { return static_cast<int>(draw() % static_cast<unsigned>(n)); };
  int decided = 0;
  for (int round = 0; round < 3000; ++round) {
    std::vector<rule> rules;
    for (int i = pick(5); i >= 0; --i) {
      constexpr effect kEffects[] = {effect::required, effect::not_required, effect::barred,
                                     effect::unsettled};
      auto r = a_rule("r", kEffects[pick(4)]);
      if (pick(2) == 0) {
        r.when.push_back(carrier(pick(2) == 0 ? "aa" : "bb"));
      }
      if (pick(2) == 0) {
        r.when.push_back({field::product, {pick(2) == 0 ? "08" : "06-07"}, 0});
      }
      rules.push_back(std::move(r));
    }
    auto in = by_road_in_june();
    if (pick(2) == 0) {
      in.product = "07";
    }
    auto const before = one(rules, in).is;
    in.carrier = pick(2) == 0 ? "aa" : "bb";
    in.product = in.product ? *in.product + "01" : "08";
    auto const after = one(rules, in).is;
    if (before != outcome::unknown) {
      ++decided;
      EXPECT_EQ(before, after);
    }
  }
  EXPECT_GT(decided, 500);
}

// The shipped pack: every rule can be read, answers a question that is there, and yields or needs
// papers that others know.
TEST(shipped_rules, can_all_be_read) {
  auto const& store = shipped_record();
  record::view_spec view;
  view.as_of = on(2026, 11, 23);
  auto const book = read_rules(store, view);
  EXPECT_GT(book.questions.size(), 40U);
  std::set<std::string> given;
  std::size_t deciding = 0;
  for (auto const& r : book.rules) {
    EXPECT_TRUE(r.unreadable.empty()) << r.row_id;
    EXPECT_EQ(r.does == effect::none, r.questions.empty()) << r.row_id;
    deciding += r.does != effect::none;
    if (!r.gives.empty()) {
      given.insert(r.gives);
    }
  }
  EXPECT_GT(deciding, 70U);
  for (auto const& r : book.rules) {
    for (auto const& paper : r.requires_) {
      EXPECT_TRUE(given.contains(paper) || paper == "tir-carnet") << r.row_id << ": " << paper;
    }
  }
}

}  // namespace
}  // namespace karwan::rules
