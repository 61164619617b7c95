#include "karwan/require/needs.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include "karwan/require/checklist.h"
#include "karwan/require/json.h"
#include "karwan/require/text.h"
#include "shipped.h"

namespace karwan::require {
namespace {

needs ask(asked const& a) {
  auto& p = shipped::pack();
  auto const q = value_or_throw(read_question(a, shipped::today()));
  return find_needs(p.record, *p.names, *p.planner, q);
}

asked person(std::string nationality, std::string to, std::string purpose) {
  asked a;
  a.person = true;
  a.nationality = std::move(nationality);
  a.way.to = std::move(to);
  a.purpose = std::move(purpose);
  return a;
}

asked goods(std::string from, std::string to, std::string product) {
  asked a;
  a.way.from = std::move(from);
  a.way.to = std::move(to);
  a.way.product = std::move(product);
  return a;
}

// Persons of every nationality, purpose and direction between some countries, and goods.
std::vector<asked> many() {
  std::vector<asked> out;
  for (auto const* of : {"pk", "kz", "uz", "af", "tj", "cn", "ir"}) {
    for (auto const* to : {"pk", "kz", "uz", "af", "cn"}) {
      for (auto const& purpose : purposes()) {
        if (std::string_view{of} != to) {
          out.push_back(person(of, to, purpose));
        }
      }
    }
  }
  for (auto const& [from, to, product] : {std::tuple{"multan", "almaty", "mango"},
                                          {"sialkot", "astana", "surgical instruments"},
                                          {"lahore", "almaty", "rice"},
                                          {"kostanay", "karachi", "wheat"},
                                          {"almaty", "lahore", "mutton"},
                                          {"karachi", "tashkent", "product-medicines"}}) {
    auto a = goods(from, to, product);
    a.way.value = "50000";
    out.push_back(a);
    a.way.under = {"tir"};
    a.way.carrier = "uz";
    out.push_back(a);
  }
  return out;
}

TEST(needs, every_outcome_names_its_rule_or_whom_to_ask) {
  std::map<rules::outcome, int> count;
  for (auto const& a : many()) {
    for (auto const& f : ask(a).findings) {
      ++count[f.is];
      auto const decides = std::ranges::any_of(f.rules, [&](bearing const& r) {
        return r.holds == rules::truth::yes && !r.ended && !r.source.empty();
      });
      if (f.is == rules::outcome::unknown) {
        EXPECT_FALSE(f.ask.empty()) << f.question;
      } else {
        EXPECT_TRUE(decides) << f.question;
      }
    }
  }
  EXPECT_GT(count[rules::outcome::required], 100);
  EXPECT_GT(count[rules::outcome::not_required], 0);
  EXPECT_GT(count[rules::outcome::unknown], 100);
}

TEST(needs, inputs_stand_before_the_steps_that_need_them) {
  int inputs = 0;
  for (auto const& a : many()) {
    auto const n = ask(a);
    for (std::size_t i = 0; i < n.steps.size(); ++i) {
      auto const& s = n.steps[i];
      for (auto const& input : s.needs) {
        for (auto const from : input.from) {
          EXPECT_EQ(n.steps[from].gives, input.paper);
        }
        if (s.taken && !s.barred && !input.from.empty()) {
          ++inputs;
          EXPECT_TRUE(std::ranges::any_of(input.from, [&](std::size_t from) {
            return n.steps[from].taken && (from < i || n.steps[from].due > s.due);
          })) << s.title;
        }
      }
      EXPECT_TRUE(s.taken || !s.instead.empty() || !s.direct) << s.title;
      EXPECT_FALSE(s.sources.empty() || s.rows.empty()) << s.title;
    }
    EXPECT_TRUE(n.circular.empty());
  }
  EXPECT_GT(inputs, 40);
}

// The longest chain over the steps taken, counted anew.
double longest(needs const& n, std::size_t at) {
  auto const& s = n.steps[at];
  double begins = 0;
  for (auto const& input : s.needs) {
    double best = -1;
    for (auto const from : input.from) {
      if (n.steps[from].taken) {
        auto const e = longest(n, from);
        best = best < 0 ? e : std::min(best, e);
      }
    }
    begins = std::max(begins, best);
  }
  return begins + (s.days && s.due == rules::stage::before ? s.days->best : 0);
}

TEST(needs, days_and_fees_add_up) {
  int with_days = 0, with_fees = 0;
  for (auto const& a : many()) {
    auto const n = ask(a);
    double days = 0;
    std::map<std::string, double> fees;
    for (std::size_t i = 0; i < n.steps.size(); ++i) {
      auto const& s = n.steps[i];
      if (!s.taken || s.barred) {
        continue;
      }
      days = std::max(days, longest(n, i));
      for (auto const& f : s.fees) {
        fees[f.of.currency] += f.of.amount.best * f.times;
      }
    }
    EXPECT_NEAR(n.days.best, days, 1e-9);
    EXPECT_LE(n.days.low, n.days.best);
    EXPECT_LE(n.days.best, n.days.high);
    EXPECT_EQ(n.fees.size(), fees.size());
    for (auto const& f : n.fees) {
      EXPECT_NEAR(f.amount.best, fees[f.currency], 1e-9) << f.currency;
    }
    with_days += days > 0;
    with_fees += !fees.empty();
  }
  EXPECT_GT(with_days, 5);
  EXPECT_GT(with_fees, 5);
}

TEST(needs, says_the_same_again_within_the_width) {
  auto& p = shipped::pack();
  for (auto const& a : {person("pk", "kz", "business"), goods("multan", "almaty", "mango")}) {
    auto const n = ask(a);
    record::answer_writer one{p.record, *p.names}, two{p.record, *p.names};
    EXPECT_EQ(to_json(n, p.record, one), to_json(ask(a), p.record, two));
    auto const page = relations::to_markdown(checklist(n), p.record);
    for (auto const& s : n.steps) {
      EXPECT_NE(page.find(s.title.substr(0, s.title.find(' '))), std::string::npos) << s.title;
    }
    EXPECT_NE(to_text(n, true).find("\x1b["), std::string::npos);
    EXPECT_EQ(to_text(n, false).find('\x1b'), std::string::npos);
  }
}

// What is not known yet is unknown, not allowed: with nothing recorded, all is.
TEST(needs, with_nothing_recorded_all_is_unknown) {
  auto a = person("pk", "kz", "study");
  a.way.known_at = "2000-01-01";
  auto const n = ask(a);
  EXPECT_FALSE(n.findings.empty());
  EXPECT_TRUE(n.steps.empty());
  for (auto const& f : n.findings) {
    EXPECT_EQ(f.is, rules::outcome::unknown) << f.question;
  }
}

TEST(landed, adds_bounds_by_bounds) {
  auto a = goods("karachi", "almaty", "5208");
  a.way.value = "60000";
  auto const n = ask(a);
  auto const& l = n.landed_cost.value();
  ASSERT_TRUE(l.total_usd);
  auto const expect = [&](auto side) {
    auto const base = side(*l.value_usd) + side(*l.freight_usd);
    return base * (1 + side(*l.duty_pct) / 100) * (1 + side(*l.tax_pct) / 100) + side(l.papers_usd);
  };
  EXPECT_NEAR(l.total_usd->low, expect([](auto const& v) { return v.low; }), 1e-6);
  EXPECT_NEAR(l.total_usd->best, expect([](auto const& v) { return v.best; }), 1e-6);
  EXPECT_NEAR(l.total_usd->high, expect([](auto const& v) { return v.high; }), 1e-6);
}

TEST(landed, without_a_duty_or_value_has_no_total) {
  auto a = goods("multan", "almaty", "mango");
  EXPECT_FALSE(ask(a).landed_cost->total_usd);
  EXPECT_EQ(ask(a).landed_cost->missing, "the value of the goods is not given");
  a.way.value = "18000";
  EXPECT_FALSE(ask(a).landed_cost->total_usd);
  EXPECT_FALSE(ask(a).landed_cost->duty_pct);
}

}  // namespace
}  // namespace karwan::require
