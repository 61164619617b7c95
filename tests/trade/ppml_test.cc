#include "karwan/trade/ppml.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <random>
#include <set>
#include <sstream>

#include "known_answers.h"
#include "trade/demean.h"
#include "trade/prune.h"
#include "trade/separation.h"

namespace karwan::trade {
namespace {

group_column groups_of(std::string name, std::vector<std::string> const& keys) {
  std::map<std::string, std::uint32_t> number;
  group_column out{std::move(name), {}, 0};
  for (auto const& k : keys) {
    auto const [at, is_new] = number.try_emplace(k, out.groups);
    out.groups += is_new ? 1 : 0;
    out.of.push_back(at->second);
  }
  return out;
}

group_column groups(std::string name, std::vector<std::uint32_t> of) {
  auto const most = of.empty() ? 0 : *std::ranges::max_element(of) + 1;
  return {std::move(name), std::move(of), most};
}

// A file of the separation suite: y, x..., id..., and perhaps `separated`.
regression separation_case(known_table const& t) {
  regression r;
  r.outcome = {"y", t.numbers("y")};
  for (auto const& name : t.table.header) {
    if (name.starts_with("x")) {
      r.regressors.push_back({name, t.numbers(name)});
    } else if (name.starts_with("id")) {
      r.fixed_effects.push_back(groups_of(name, t.texts(name)));
    }
  }
  return r;
}

std::set<std::size_t> rows_of(std::string const& list) {
  std::istringstream in{list};
  std::set<std::size_t> out;
  for (std::size_t row = 0; in >> row;) {
    out.insert(row);
  }
  return out;
}

gravity_fit fitted(regression const& r, fit_options const& o = {}) {
  auto const fit = fit_gravity(r, o);
  EXPECT_TRUE(fit.has_value()) << fit.error().sentence();
  return fit.value_or(gravity_fit{});
}

TEST(separation, finds_the_rows_of_every_file) {
  KARWAN_KNOWN(expected, "expected_separation.csv");
  for (std::size_t f = 0; f < expected.size(); ++f) {
    auto const name = expected.text(f, "file");
    KARWAN_KNOWN(t, "separation/" + name);
    auto const r = separation_case(t);
    auto const d = make_design(r, std::vector<drop_reason>(t.size(), drop_reason::kept));
    auto const found = find_separated(d);
    ASSERT_TRUE(found.has_value()) << name << ": " << found.error().sentence();
    std::set<std::size_t> rows;
    for (std::size_t i = 0; i < d.size(); ++i) {
      if ((*found)[i]) {
        rows.insert(d.row[i] + 1);
      }
    }
    EXPECT_EQ(rows, rows_of(expected.text(f, "separated_rows_1based"))) << name;
  }
}

TEST(ppml, fits_what_separation_leaves_of_every_file) {
  KARWAN_KNOWN(expected, "expected_separation.csv");
  for (std::size_t f = 0; f < expected.size(); ++f) {
    auto const name = expected.text(f, "file");
    KARWAN_KNOWN(t, "separation/" + name);
    auto const fit = fitted(separation_case(t));
    EXPECT_NEAR(fit.deviance, expected.number(f, "deviance_after_drop"), 1e-6) << name;
    std::map<std::string, double> value;
    for (auto const& c : fit.coefficients) {
      value[c.name] = c.value;
    }
    std::string list = expected.text(f, "coef_after_drop");
    std::ranges::replace(list, ';', ' ');
    std::istringstream in{list};
    for (std::string one; in >> one;) {
      auto const at = one.find('=');
      auto const coefficient = one.substr(0, at);
      // Of 17.csv another one of the collinear columns was left out.
      if (name != "17.csv" && value.contains(coefficient)) {
        EXPECT_NEAR(value[coefficient], std::stod(one.substr(at + 1)), 1e-6) << name << ' ' << one;
      }
    }
  }
}

// Least squares on dummies, in full.
std::vector<double> residual_on_dummies(std::vector<effect> const& effects,
                                        std::vector<double> const& w, std::vector<double> y) {
  for (int round = 0; round < 20'000; ++round) {
    for (auto const& e : effects) {
      std::vector<double> sum(e.groups, 0.0), weight(e.groups, 0.0);
      for (std::size_t i = 0; i < y.size(); ++i) {
        sum[e.of[i]] += w[i] * y[i];
        weight[e.of[i]] += w[i];
      }
      for (std::size_t i = 0; i < y.size(); ++i) {
        y[i] -= sum[e.of[i]] / weight[e.of[i]];
      }
    }
  }
  return y;
}

TEST(demean, equals_alternating_projections_run_to_the_end) {
  std::mt19937 random{5};
  std::uniform_real_distribution<double> weight{0.01, 5}, value{-3, 3};
  for (std::size_t effects = 1; effects <= 4; ++effects) {
    constexpr std::size_t kRows = 120;
    std::vector<effect> e(effects);
    std::vector<double> w, y;
    for (std::size_t f = 0; f < effects; ++f) {
      e[f].groups = static_cast<std::uint32_t>(12 - 2 * f);
      for (std::size_t i = 0; i < kRows; ++i) {
        e[f].of.push_back(f == 0 ? static_cast<std::uint32_t>(i / 10)
                                 : static_cast<std::uint32_t>(random() % e[f].groups));
      }
    }
    for (std::size_t i = 0; i < kRows; ++i) {
      w.push_back(weight(random));
      y.push_back(value(random));
    }
    auto const expected = residual_on_dummies(e, w, y);
    absorber a{e, kRows};
    a.weigh(w);
    absorber::coefficients start;
    auto const done = a.absorb(y, start, 1e-13);
    EXPECT_TRUE(done.converged);
    for (std::size_t i = 0; i < kRows; ++i) {
      EXPECT_NEAR(y[i], expected[i], 1e-9) << effects << " effects";
    }
  }
}

// Trade drawn from known coefficients.
regression drawn_panel(std::uint32_t countries, std::uint32_t years, unsigned seed) {
  std::mt19937 random{seed};
  std::normal_distribution<double> normal{0, 1};
  regression r;
  r.outcome.name = "trade";
  r.regressors = {{"rta", {}}, {"tariff", {}}};
  r.fixed_effects = {{"exp#year", {}, countries * years},
                     {"imp#year", {}, countries * years},
                     {"pair", {}, countries * countries}};
  for (std::uint32_t i = 0; i < countries; ++i) {
    for (std::uint32_t j = 0; j < countries; ++j) {
      for (std::uint32_t t = 0; t < years; ++t) {
        auto const rta = i != j && (i + j + t) % 5 < 2 ? 1.0 : 0.0;
        auto const tariff = normal(random);
        auto const mu = std::exp(0.5 * rta - 0.3 * tariff + 0.1 * (i % 7) - 0.05 * (j % 5));
        std::poisson_distribution<int> draw{mu};
        r.regressors[0].values.push_back(rta);
        r.regressors[1].values.push_back(tariff);
        r.fixed_effects[0].of.push_back(i * years + t);
        r.fixed_effects[1].of.push_back(j * years + t);
        r.fixed_effects[2].of.push_back(i * countries + j);
        r.outcome.values.push_back(draw(random));
      }
    }
  }
  r.clusters = {r.fixed_effects[2]};
  return r;
}

TEST(ppml, has_the_same_bits_on_one_and_on_two_threads) {
  auto const r = drawn_panel(20, 6, 3);
  auto const one = fitted(r), two = fitted(r, {.threads = 2}), five = fitted(r, {.threads = 5});
  ASSERT_EQ(one.coefficients.size(), 2);
  EXPECT_NEAR(one.coefficients[0].value, 0.5, 4 * one.coefficients[0].standard_error);
  EXPECT_NEAR(one.coefficients[1].value, -0.3, 4 * one.coefficients[1].standard_error);
  for (auto const* other : {&two, &five}) {
    EXPECT_EQ(one.coefficients[0].value, other->coefficients[0].value);
    EXPECT_EQ(one.coefficients[1].standard_error, other->coefficients[1].standard_error);
    EXPECT_EQ(one.deviance, other->deviance);
  }
  EXPECT_LE(one.score_residual, 1e-9);
}

TEST(ppml, does_not_depend_on_the_order_of_rows_or_effects) {
  auto const r = drawn_panel(12, 5, 8);
  auto turned = r;
  std::ranges::reverse(turned.fixed_effects);
  auto const flip = [](auto& v) { std::ranges::reverse(v); };
  flip(turned.outcome.values);
  for (auto& x : turned.regressors) {
    flip(x.values);
  }
  for (auto& g : turned.fixed_effects) {
    flip(g.of);
  }
  flip(turned.clusters[0].of);
  auto const a = fitted(r), b = fitted(turned);
  for (std::size_t k = 0; k < 2; ++k) {
    EXPECT_NEAR(a.coefficients[k].value, b.coefficients[k].value, 1e-9);
    EXPECT_NEAR(a.coefficients[k].standard_error, b.coefficients[k].standard_error, 1e-9);
  }
  EXPECT_EQ(a.used, b.used);
}

// Dummies by hand: the slopes of fixed effects taken out are those of effects put in.
TEST(ppml, equals_the_fit_with_dummies) {
  auto r = drawn_panel(6, 4, 11);
  r.fixed_effects.pop_back();
  r.clusters.clear();
  auto const absorbed = fitted(r);
  auto dummies = r;
  dummies.fixed_effects.clear();
  for (auto const& g : r.fixed_effects) {
    for (std::uint32_t k = 1; k < g.groups; ++k) {
      number_column d{g.name + std::to_string(k), {}};
      for (auto const of : g.of) {
        d.values.push_back(of == k ? 1 : 0);
      }
      dummies.regressors.push_back(std::move(d));
    }
  }
  auto const full = fitted(dummies);
  ASSERT_EQ(full.coefficients[1].name, "rta");
  for (std::size_t k = 0; k < 2; ++k) {
    EXPECT_NEAR(absorbed.coefficients[k].value, full.coefficients[k + 1].value, 1e-8);
    EXPECT_NEAR(absorbed.coefficients[k].standard_error, full.coefficients[k + 1].standard_error,
                1e-8);
  }
  EXPECT_NEAR(absorbed.deviance, full.deviance, 1e-7);
}

TEST(ppml, keeps_the_sums_of_every_group) {
  auto const r = drawn_panel(10, 4, 2);
  auto const fit = fitted(r);
  for (auto const& g : r.fixed_effects) {
    std::vector<double> given(g.groups, 0), made(g.groups, 0);
    for (std::size_t i = 0; i < g.of.size(); ++i) {
      if (fit.rows[i] == drop_reason::kept) {
        given[g.of[i]] += r.outcome.values[i];
        made[g.of[i]] += fit.fitted[i];
      }
    }
    for (std::size_t k = 0; k < g.groups; ++k) {
      EXPECT_NEAR(given[k], made[k], 1e-6 * (1 + given[k]));
    }
  }
}

TEST(ppml, of_a_dummy_is_the_log_of_the_ratio_of_means) {
  regression r{{"y", {1, 2, 3, 6, 8, 10}}, {{"d", {0, 0, 0, 1, 1, 1}}}, {}, {}};
  auto const fit = fitted(r);
  EXPECT_NEAR(fit.coefficients[0].value, std::log(2.0), 1e-10);
  EXPECT_NEAR(fit.coefficients[1].value, std::log(4.0), 1e-10);
  EXPECT_EQ(fit.correction, "n/(n-1)");
  // Var = sum of squared errors over squared sums, of both means, by n / (n - 1).
  auto const expected = std::sqrt(6.0 / 5 * (2.0 / 36 + 8.0 / 576));
  EXPECT_NEAR(fit.coefficients[1].standard_error, expected, 1e-9);
}

TEST(ols, robust_errors_of_a_slope_are_those_of_the_textbook) {
  regression r{{"y", {1, 3, 2, 5}}, {{"x", {0, 1, 2, 3}}}, {}, {}};
  auto const fit = fitted(r, {.method = estimator::ols});
  EXPECT_NEAR(fit.coefficients[0].value, 1.1, 1e-12);
  EXPECT_NEAR(fit.coefficients[1].value, 1.1, 1e-12);
  EXPECT_EQ(fit.correction, "n/(n-k)");
  // HC1: 4 / 2 * sum of ((x - 1.5) e)^2 / 5^2, e = -0.1, 0.8, -1.3, 0.6.
  auto const meat = 2.25 * 0.01 + 0.25 * 0.64 + 0.25 * 1.69 + 2.25 * 0.36;
  EXPECT_NEAR(fit.coefficients[1].standard_error, std::sqrt(2 * meat / 25), 1e-12);
  r.fixed_effects = {groups("g", {0, 0, 1, 1})};
  EXPECT_NEAR(fitted(r, {.method = estimator::ols}).coefficients[0].value, 2.5, 1e-12);
}

TEST(ols, clusters_by_two_columns_as_by_inclusion_and_exclusion) {
  std::mt19937 random{1};
  std::normal_distribution<double> normal{0, 1};
  regression r{{"y", {}}, {{"x", {}}}, {}, {}};
  group_column a{"a", {}, 8}, b{"b", {}, 5}, both{"ab", {}, 40};
  std::vector<double> of_a(8), of_b(5);
  std::ranges::generate(of_a, [&] { return normal(random); });
  std::ranges::generate(of_b, [&] { return normal(random); });
  for (std::uint32_t i = 0; i < 200; ++i) {
    auto const g = i % 8, h = (i / 8) % 5;
    r.regressors[0].values.push_back(normal(random) + of_a[g] + of_b[h]);
    r.outcome.values.push_back(normal(random) + 3 * of_b[4 - h] - 2 * of_a[7 - g]);
    a.of.push_back(g);
    b.of.push_back(h);
    both.of.push_back(g * 5 + h);
  }
  auto const variance = [&](std::vector<group_column> clusters) {
    r.clusters = std::move(clusters);
    auto const fit = fitted(r, {.method = estimator::ols});
    return fit.covariance[1][1] / fit.correction_factor;
  };
  auto const by_a = variance({a}), by_b = variance({b}), by_ab = variance({both});
  EXPECT_NEAR(variance({a, b}), by_a + by_b - by_ab, 1e-12);
  r.clusters = {a, b};
  EXPECT_NEAR(fitted(r, {.method = estimator::ols}).correction_factor, 5.0 / 4, 1e-12);
}

TEST(ppml, drops_singletons_until_none_is_left) {
  // Row 5 is alone in b; without it row 4 is alone in a.
  regression r{{"y", {1, 2, 3, 4, 5, 6}},
               {{"x", {1, 3, 2, 5, 4, 9}}},
               {groups("a", {0, 0, 1, 1, 2, 2}), groups("b", {0, 1, 0, 1, 0, 2})},
               {}};
  auto const fit = fit_gravity(r);
  ASSERT_TRUE(fit.has_value());
  EXPECT_EQ(fit->rows[5], drop_reason::singleton);
  EXPECT_EQ(fit->rows[4], drop_reason::singleton);
  EXPECT_EQ(fit->used, 4);
  EXPECT_TRUE(std::isnan(fit->fitted[5]));
}

TEST(ppml, names_what_it_omits) {
  auto r = drawn_panel(8, 4, 4);
  number_column fixed{"dist", {}}, twice{"twice", {}};
  for (std::size_t i = 0; i < r.outcome.values.size(); ++i) {
    fixed.values.push_back(std::log(1 + r.fixed_effects[2].of[i]));
    twice.values.push_back(2 * r.regressors[1].values[i] + 3 * r.regressors[0].values[i]);
  }
  r.regressors.push_back(fixed);
  r.regressors.push_back(twice);
  auto const fit = fitted(r);
  ASSERT_EQ(fit.omitted.size(), 2);
  EXPECT_EQ(fit.omitted[0].name, "dist");
  EXPECT_EQ(fit.omitted[0].reason, "collinear with the fixed effects");
  EXPECT_EQ(fit.omitted[1].name, "twice");
  EXPECT_EQ(fit.omitted[1].reason, "collinear with the columns before it");
  EXPECT_EQ(fit.coefficients.size(), 2);
}

struct refused_fit {
  regression r;
  char const* says;
  char const* place;
};

TEST(ppml, refuses_what_has_no_answer) {
  auto const nan = std::numeric_limits<double>::quiet_NaN();
  std::vector<refused_fit> const cases{
      {{{"y", {}}, {{"x", {}}}, {}, {}}, "no rows", "y"},
      {{{"y", {1, nan}}, {{"x", {1, 2}}}, {}, {}}, "not a number", "y, row 2"},
      {{{"y", {1, 2}}, {{"x", {HUGE_VAL, 2}}}, {}, {}}, "infinite", "x, row 1"},
      {{{"y", {1, -2}}, {{"x", {1, 2}}}, {}, {}}, "negative", "y, row 2"},
      {{{"y", {0, 0}}, {{"x", {1, 2}}}, {}, {}}, "all outcomes are zero", "y"},
      {{{"y", {1, 2}}, {{"x", {1}}}, {}, {}}, "1 rows", "x"},
      {{{"y", {1, 2}}, {}, {groups("g", {0})}, {}}, "groups do not match", "g"},
      {{{"y", {1, 2}}, {}, {}, {}}, "nothing to explain", "regressors"},
      {{{"y", {1, 2}}, {{"x", {1, 2}}}, {groups("g", {0, 1})}, {}}, "no row is left", "y"},
      {{{"y", {1, 2, 4}}, {{"x", {1, 2, 1}}}, {}, {groups("c", {0, 0, 0})}}, "one cluster", "c"},
  };
  for (auto const& c : cases) {
    auto const fit = fit_gravity(c.r);
    ASSERT_FALSE(fit.has_value()) << c.says;
    EXPECT_NE(fit.error().text.find(c.says), std::string::npos) << fit.error().sentence();
    EXPECT_EQ(fit.error().place, c.place);
    EXPECT_FALSE(fit.error().remedy.empty());
  }
  auto const r = drawn_panel(10, 4, 2);
  EXPECT_FALSE(fit_gravity(r, {.most_iterations = 2}).has_value());
  EXPECT_FALSE(fit_gravity(r, {.tolerance = 0}).has_value());
}

// Small lists with many zeros and effects drawn by chance, many of them separated or collinear.
regression drawn_at_random(unsigned seed) {
  std::mt19937 random{seed};
  auto const rows = 10 + random() % 80, effects = random() % 4, columns = 1 + random() % 3;
  auto const zeros = 1 + random() % 9;
  regression r;
  r.outcome.name = "y";
  for (std::size_t i = 0; i < rows; ++i) {
    r.outcome.values.push_back(random() % 10 < zeros ? 0.0
                                                     : static_cast<double>(1 + random() % 20));
  }
  for (std::size_t k = 0; k < columns; ++k) {
    number_column x{"x" + std::to_string(k), {}};
    auto const is_dummy = random() % 2 == 0;
    for (std::size_t i = 0; i < rows; ++i) {
      x.values.push_back(static_cast<double>(is_dummy ? random() % 2 : random() % 7) -
                         (is_dummy ? 0 : 3));
    }
    r.regressors.push_back(std::move(x));
  }
  for (std::size_t f = 0; f < effects; ++f) {
    group_column g{
        "f" + std::to_string(f), {}, static_cast<std::uint32_t>(2 + random() % (rows / 3))};
    for (std::size_t i = 0; i < rows; ++i) {
      g.of.push_back(static_cast<std::uint32_t>(random() % g.groups));
    }
    r.fixed_effects.push_back(std::move(g));
  }
  return r;
}

// A row that should have been found separated shows as an estimate that never comes to rest.
TEST(ppml, comes_to_rest_once_separated_rows_are_dropped) {
  std::size_t fits = 0, separated = 0, unsettled = 0;
  for (unsigned seed = 1; seed <= 400; ++seed) {
    auto const fit = fit_gravity(drawn_at_random(seed));
    if (fit) {
      ++fits;
      separated += fit->count(drop_reason::separated);
      continue;
    }
    EXPECT_EQ(fit.error().text.find("still moves"), std::string::npos) << seed;
    EXPECT_EQ(fit.error().text.find("out of range"), std::string::npos) << seed;
    unsettled += fit.error().text.find("cannot be settled") != std::string::npos ? 1 : 0;
  }
  EXPECT_GT(fits, 300);
  EXPECT_GT(separated, 100);
  EXPECT_LE(unsettled, 4);
}

// Zeros that two fixed effects foretell together, though neither has zeros only.
TEST(ppml, tells_separated_rows_from_groups_of_zeros) {
  regression r{{"y", {3, 4, 5, 6, 0, 2, 7, 1, 3, 0, 0}},
               {{"x", {1, 0, 3, 1, 0, 2, 1, 5, 2, 1, 2}}},
               {groups("a", {0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2}),
                groups("b", {0, 0, 1, 1, 2, 2, 2, 3, 3, 0, 1})},
               {}};
  auto const fit = fitted(r);
  EXPECT_EQ(fit.rows[9], drop_reason::only_zeros);
  EXPECT_EQ(fit.rows[10], drop_reason::only_zeros);
  EXPECT_EQ(fit.rows[4], drop_reason::separated);
  EXPECT_EQ(fit.count(drop_reason::kept), 8);
  EXPECT_EQ(fit.used, 8);
}

}  // namespace
}  // namespace karwan::trade
