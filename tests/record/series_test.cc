#include "karwan/record/series.h"

#include <algorithm>
#include <random>
#include <string>

#include <gtest/gtest.h>

namespace karwan::record {
namespace {

day const kToday = parse_day("2026-11-23").value();

date_span span(std::string const& text) {
  return parse_date_span(text).value();
}

figure made(std::string row_id, char const* period, double value) {
  figure f;
  f.key = {.measure = "",
           .unit = "usd",
           .currency = "USD",
           .price_basis = "current",
           .basis = "calendar_year",
           .nature = "observed",
           .direction = "export",
           .classification = "total",
           .reporter = "aa",
           .partner = "bb"};
  f.value = value;
  f.period = span(period);
  f.from.row_id = std::move(row_id);
  f.from.source = "src-" + f.from.row_id;
  f.from.row_grade = grade::reported;
  f.statement = statement_ix{static_cast<std::uint32_t>(std::hash<std::string>{}(f.from.row_id))};
  return f;
}

// Years in a row, with whole numbers, whose sums are exact.
std::vector<figure> years(std::mt19937& random, int count) {
  std::vector<figure> out;
  for (int i = 0; i < count; ++i) {
    auto const y = std::to_string(1990 + i);
    out.push_back(made("row-" + y, y.c_str(), static_cast<double>(random() % 1000000000)));
  }
  return out;
}

std::vector<std::string> reasons(series_sum const& s) {
  std::vector<std::string> out;
  for (auto const& r : s.refused) {
    out.push_back(r.what);
  }
  return out;
}

TEST(add_up, adds_years_that_follow_each_other) {
  auto const s = add_up({made("b", "2022", 73.5), made("a", "2021", 95)}, sum_over::periods);
  EXPECT_TRUE(s.refused.empty());
  EXPECT_EQ(s.total, 168.5);
  EXPECT_EQ(to_string(s.covers), "2021-01-01/2022-12-31");
  EXPECT_EQ(s.statements.size(), 2U);
}

// Whatever part of the key differs, in whichever of the figures: there is no sum, and both are
// named.
TEST(add_up, refuses_whenever_any_part_of_the_key_differs) {
  std::mt19937 random{31};
  for (auto const& part : key_parts()) {
    for (int i = 0; i < 50; ++i) {
      auto figures = years(random, 2 + static_cast<int>(random() % 8));
      auto& odd = figures[random() % figures.size()];
      odd.key.*part.member = part.member == &figure_key::basis ? "fiscal_year" : "other";
      std::ranges::shuffle(figures, random);
      auto const odd_row = std::ranges::find_if(figures, [&](figure const& f) {
                             return f.key.*part.member == "other" || f.key.basis == "fiscal_year";
                           })->from.row_id;
      auto const s = add_up(figures, sum_over::periods);
      ASSERT_FALSE(s.total) << part.name;
      ASSERT_EQ(s.refused.size(), 1U) << part.name;
      ASSERT_EQ(s.refused[0].what, part.name);
      ASSERT_EQ(s.refused[0].rows.size(), figures.size());
      ASSERT_NE(s.refused[0].text.find(odd_row), std::string::npos) << s.refused[0].text;
    }
  }
}

TEST(add_up, a_partition_adds_up_to_the_whole) {
  std::mt19937 random{37};
  for (int i = 0; i < 500; ++i) {
    auto const all = years(random, 2 + static_cast<int>(random() % 30));
    auto const whole = add_up(all, sum_over::periods);
    double parts = 0;
    for (std::size_t from = 0; from < all.size();) {
      auto const to = std::min(all.size(), from + 1 + random() % 5);
      std::vector<figure> const part{all.begin() + static_cast<long>(from),
                                     all.begin() + static_cast<long>(to)};
      parts += add_up(part, sum_over::periods).total.value();
      from = to;
    }
    ASSERT_EQ(whole.total.value(), parts);
  }
}

TEST(add_up, does_not_depend_on_the_order) {
  std::mt19937 random{41};
  for (int i = 0; i < 200; ++i) {
    auto figures = years(random, 12);
    for (auto& f : figures) {
      *f.value /= 7;  // rounding would show
    }
    auto const before = add_up(figures, sum_over::periods);
    std::ranges::shuffle(figures, random);
    auto const after = add_up(figures, sum_over::periods);
    ASSERT_EQ(before.total.value(), after.total.value());
    ASSERT_EQ(before.statements, after.statements);
  }
}

TEST(add_up, refuses_periods_that_overlap_or_leave_a_gap) {
  EXPECT_EQ(reasons(add_up({made("a", "2021", 1), made("b", "2023", 1)}, sum_over::periods)),
            std::vector<std::string>{"gap"});
  auto first = made("a", "2025-01-01/2025-07-31", 1),
       second = made("b", "2025-01-01/2025-08-31", 1);
  first.key.basis = second.key.basis = "part_year";
  EXPECT_EQ(reasons(add_up({first, second}, sum_over::periods)),
            std::vector<std::string>{"overlap"});
  second.period = span("2025-08-01/2025-12-31");
  EXPECT_EQ(add_up({first, second}, sum_over::periods).total, 2);
  EXPECT_EQ(to_string(add_up({first, second}, sum_over::periods).covers), "2025");
}

// For any days: a sum exists exactly where every period begins on the day after the one before.
TEST(add_up, takes_a_set_of_periods_only_where_each_follows_the_last) {
  std::mt19937 random{43};
  int added = 0;
  for (int i = 0; i < 3000; ++i) {
    std::vector<figure> figures;
    std::vector<std::pair<int, int>> days;
    for (auto n = 1 + random() % 3; n > 0; --n) {
      auto const first = static_cast<int>(random() % 6),
                 length = static_cast<int>(1 + random() % 3);
      auto f = made("r" + std::to_string(n), "2021", 1);
      f.key.basis = "part_year";
      f.period = {day{std::chrono::days{first}}, day{std::chrono::days{first + length}}};
      figures.push_back(f);
      days.emplace_back(first, first + length);
    }
    std::ranges::sort(days);
    auto follows = true;
    for (std::size_t k = 1; k < days.size(); ++k) {
      follows = follows && days[k].first == days[k - 1].second;
    }
    auto const s = add_up(figures, sum_over::periods);
    ASSERT_EQ(s.total.has_value(), follows);
    added += follows ? 1 : 0;
  }
  EXPECT_GT(added, 500);
}

TEST(add_up, refuses_what_is_no_amount) {
  for (auto const b : {figure_bound::at_least, figure_bound::at_most, figure_bound::range}) {
    auto f = made("a", "2021", 1);
    f.bound = b;
    EXPECT_EQ(reasons(add_up({f, made("b", "2022", 1)}, sum_over::periods)),
              std::vector<std::string>{"bound"});
  }
  for (auto const* unit : {"%", "factor", "rank", "usd/t"}) {
    auto a = made("a", "2021", 1), b = made("b", "2022", 1);
    a.key.unit = b.key.unit = unit;
    EXPECT_EQ(reasons(add_up({a, b}, sum_over::periods)), std::vector<std::string>{"not an amount"})
        << unit;
  }
  auto a = made("a", "2021", 1), b = made("b", "2022", 1);
  a.key.basis = b.key.basis = "unknown";
  EXPECT_EQ(reasons(add_up({a, b}, sum_over::periods)),
            std::vector<std::string>{"basis not known"});
  a.key.basis = b.key.basis = "calendar_year";
  a.key.reporter = b.key.reporter = "";
  EXPECT_EQ(reasons(add_up({a, b}, sum_over::periods)),
            std::vector<std::string>{"reporter not known"});
  EXPECT_EQ(reasons(add_up({}, sum_over::periods)), std::vector<std::string>{"nothing"});
}

TEST(add_up, is_about_where_a_part_is) {
  auto f = made("a", "2021", 50);
  f.bound = figure_bound::about;
  f.from.row_grade = grade::assumed;
  auto const s = add_up({f, made("b", "2022", 1)}, sum_over::periods);
  EXPECT_TRUE(s.about);
  EXPECT_EQ(s.worst, grade::assumed);
}

TEST(add_up, adds_partners_of_one_period) {
  auto a = made("a", "2021", 3), b = made("b", "2021", 4);
  b.key.partner = "cc";
  auto const s = add_up({a, b}, sum_over::partners);
  EXPECT_EQ(s.total, 7);
  EXPECT_EQ(s.partners, (std::vector<std::string>{"bb", "cc"}));
  EXPECT_TRUE(s.key.partner.empty());
  EXPECT_EQ(reasons(add_up({a, b}, sum_over::periods)).front(), "partner");
  b.area = true;
  EXPECT_EQ(reasons(add_up({a, b}, sum_over::partners)), std::vector<std::string>{"area"});
  b.area = false;
  b.period = span("2022");
  EXPECT_EQ(reasons(add_up({a, b}, sum_over::partners)), std::vector<std::string>{"period"});
  b.period = a.period;
  b.key.partner = "bb";
  EXPECT_EQ(reasons(add_up({a, b}, sum_over::partners)), std::vector<std::string>{"partner"});
}

TEST(arrange, keeps_what_may_not_be_compared_apart) {
  std::mt19937 random{47};
  for (auto const& part : key_parts()) {
    auto a = made("a", "2021", 1), b = made("b", "2021", 2);
    b.key.*part.member = "other";
    auto const out = arrange({a, b}, kToday);
    ASSERT_EQ(out.size(), 1U);
    ASSERT_EQ(out[0].groups.size(), 2U) << part.name;
  }
}

TEST(arrange, prefers_by_the_rule_and_says_why) {
  auto bound = made("a", "2021", 200), about = made("b", "2021", 50), exact = made("c", "2021", 75),
       official = made("d", "2021", 80);
  bound.bound = figure_bound::at_most;
  bound.from.row_grade = grade::official;
  about.bound = figure_bound::about;
  official.from.row_grade = grade::official;
  auto const first = [](std::vector<figure> figures) {
    auto const g = arrange(std::move(figures), kToday)[0].groups[0];
    return g.values[0].stated.from.row_id + ": " + g.why;
  };
  EXPECT_EQ(first({bound, about}), "b: a value goes before a bound");
  EXPECT_EQ(first({about, exact}), "c: exact goes before about");
  EXPECT_EQ(first({exact, official}), "d: official goes before reported");
  auto later = made("z", "2021", 76);
  later.from.published = span("2025");
  exact.from.published = span("2024");
  EXPECT_EQ(first({exact, later}), "z: its source was published later");
}

TEST(arrange, tells_the_spread_of_exact_values_only) {
  auto about = made("b", "2021", 500), low = made("c", "2021", 50), high = made("d", "2021", 200);
  about.bound = figure_bound::about;
  auto const g = arrange({about, low, high}, kToday)[0].groups[0];
  ASSERT_TRUE(g.spread);
  EXPECT_EQ(g.spread->values, 2U);
  EXPECT_EQ(g.spread->low, 50);
  EXPECT_EQ(g.spread->high, 200);
  EXPECT_EQ(g.spread->ratio, 4);
  EXPECT_FALSE(arrange({about, low}, kToday)[0].groups[0].spread);
  auto none = made("e", "2021", 0);
  EXPECT_FALSE(arrange({none, high}, kToday)[0].groups[0].spread->ratio);
}

TEST(arrange, tells_once_what_one_source_says_twice) {
  auto a = made("a", "2021", 95), b = made("b", "2021", 95), c = made("c", "2021", 95);
  b.from.source = a.from.source;
  b.qualifier = "of the other table";
  auto const g = arrange({a, b, c}, kToday)[0].groups[0];
  ASSERT_EQ(g.values.size(), 2U);
  EXPECT_EQ(g.values[0].statements.size(), 2U);
  EXPECT_EQ(g.values[0].stated.qualifier, "of the other table");
}

TEST(arrange, says_how_far_the_books_of_two_sides_are_apart) {
  auto ours = made("a", "2021", 10), theirs = made("b", "2021", 40);
  theirs.key.reporter = "bb";
  theirs.key.partner = "aa";
  theirs.key.direction = "import";
  auto const p = arrange({ours, theirs}, kToday)[0];
  ASSERT_EQ(p.apart.size(), 1U);
  EXPECT_EQ(p.apart[0].ratio, 4);
  EXPECT_EQ(p.groups[p.apart[0].low].key.reporter, "aa");
  // Our exports and their exports are two flows; bounds are no values to compare.
  theirs.key.direction = "export";
  EXPECT_TRUE(arrange({ours, theirs}, kToday)[0].apart.empty());
  theirs.key.direction = "import";
  theirs.bound = figure_bound::at_least;
  EXPECT_TRUE(arrange({ours, theirs}, kToday)[0].apart.empty());
}

TEST(arrange, does_not_depend_on_the_order) {
  std::mt19937 random{53};
  for (int i = 0; i < 200; ++i) {
    std::vector<figure> figures;
    for (int n = 0; n < 20; ++n) {
      auto f = made("r" + std::to_string(n), random() % 2 ? "2021" : "2022-07-01/2023-06-30",
                    static_cast<double>(random() % 5));
      f.key.reporter = random() % 2 ? "aa" : "";
      f.bound = static_cast<figure_bound>(random() % 5);
      f.from.row_grade = static_cast<grade>(random() % 5);
      f.from.source = "src-" + std::to_string(random() % 3);
      figures.push_back(f);
    }
    auto const written = [&] {
      std::string out;
      for (auto const& p : arrange(figures, kToday)) {
        out += to_string(p.period) + "\n";
        for (auto const& g : p.groups) {
          for (auto const& v : g.values) {
            out += v.stated.from.row_id + " " + std::to_string(v.statements.size()) + " ";
          }
          out += g.why + "\n";
        }
      }
      return out;
    };
    auto const before = written();
    std::ranges::shuffle(figures, random);
    ASSERT_EQ(written(), before);
  }
}

TEST(goes_before, is_a_strict_weak_order) {
  std::mt19937 random{59};
  auto const any = [&] {
    auto f = made("r" + std::to_string(random() % 4), "2021", 1);
    f.bound = static_cast<figure_bound>(random() % 5);
    f.from.row_grade = static_cast<grade>(random() % 3);
    f.from.valid = random() % 2 ? date_span{} : span("../2020");
    return f;
  };
  for (int i = 0; i < 20000; ++i) {
    auto const a = any(), b = any(), c = any();
    ASSERT_FALSE(goes_before(a, a, kToday));
    ASSERT_FALSE(goes_before(a, b, kToday) && goes_before(b, a, kToday));
    if (goes_before(a, b, kToday) && goes_before(b, c, kToday)) {
      ASSERT_TRUE(goes_before(a, c, kToday));
    }
  }
}

TEST(contradict, takes_about_for_what_rounds_to_it_and_bounds_for_a_side) {
  auto const with = [](double v, figure_bound b) {
    auto f = made("a", "2021", v);
    f.bound = b;
    return f;
  };
  using enum figure_bound;
  EXPECT_TRUE(contradict(with(50, about), with(75, about)));
  EXPECT_FALSE(contradict(with(50, about), with(53, exact)));
  EXPECT_FALSE(contradict(with(100, about), with(73.5, exact)));
  EXPECT_TRUE(contradict(with(1.5, about), with(1.6, exact)));
  EXPECT_FALSE(contradict(with(200, at_most), with(50, about)));
  EXPECT_TRUE(contradict(with(200, at_most), with(201, exact)));
  EXPECT_FALSE(contradict(with(230, at_least), with(247, exact)));
  EXPECT_TRUE(contradict(with(95, exact), with(197, exact)));
  EXPECT_FALSE(contradict(with(95, exact), with(95, exact)));
  auto other = with(197, exact);
  other.key.reporter = "bb";
  EXPECT_FALSE(contradict(with(95, exact), other));
  other = with(197, exact);
  other.period = span("2022");
  EXPECT_FALSE(contradict(with(95, exact), other));
  other = with(197, exact);
  other.key.basis = "fiscal_year";
  EXPECT_FALSE(contradict(with(95, exact), other));
}

}  // namespace
}  // namespace karwan::record
