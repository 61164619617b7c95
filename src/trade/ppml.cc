#include "karwan/trade/ppml.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <thread>

#include "karwan/base/text.h"
#include "trade/covariance.h"
#include "trade/prune.h"

namespace karwan::trade {
namespace {

constexpr double kTight = 1e-11;  // tolerance of demeaning where digits count
constexpr double kFarthestEta = 300;
constexpr double kLargestScore = 1e-6;

// --- What is given ---

std::string row_place(std::string const& name, std::size_t row) {
  return fmt::format("{}, row {}", name, row + 1);
}

status check_numbers(number_column const& c, std::size_t rows) {
  if (c.values.size() != rows) {
    return fail(error_kind::bad_data,
                fmt::format("the column has {} rows, the outcome {}", c.values.size(), rows),
                c.name, "Give one value per row");
  }
  for (std::size_t i = 0; i < rows; ++i) {
    if (!std::isfinite(c.values[i])) {
      return fail(error_kind::bad_data,
                  std::isnan(c.values[i]) ? "the value is not a number" : "the value is infinite",
                  row_place(c.name, i), "Give a finite number, or leave the row out");
    }
  }
  return {};
}

status check_groups(group_column const& c, std::size_t rows) {
  if (c.of.size() != rows ||
      std::ranges::any_of(c.of, [&](std::uint32_t g) { return g >= c.groups; })) {
    return fail(error_kind::bad_data, "the groups do not match the rows", c.name,
                "Give each row a group below their number");
  }
  return {};
}

status check_outcome(number_column const& y) {
  for (std::size_t i = 0; i < y.values.size(); ++i) {
    if (y.values[i] < 0) {
      return fail(error_kind::bad_data, "the outcome is negative", row_place(y.name, i),
                  "PPML needs outcomes of 0 or more: leave the row out, or choose ols");
    }
  }
  if (std::ranges::all_of(y.values, [](double v) { return v == 0; })) {
    return fail(error_kind::bad_data, "all outcomes are zero", y.name,
                "Check that this is the column of trade");
  }
  return {};
}

status check(regression const& r, fit_options const& o) {
  auto const rows = r.outcome.values.size();
  if (!(o.tolerance > 0 && o.tolerance < 1e-2) || o.most_iterations == 0) {
    return fail(error_kind::bad_input, "the tolerance must lie between 0 and 0.01", "tolerance",
                "1e-10 is the default");
  }
  if (rows == 0) {
    return fail(error_kind::bad_data, "there are no rows", r.outcome.name, "Give some");
  }
  if (r.regressors.empty() && r.fixed_effects.empty()) {
    return fail(error_kind::bad_input, "there is nothing to explain the outcome by", "regressors",
                "Name regressors, fixed effects or both");
  }
  auto ok = check_numbers(r.outcome, rows);
  for (auto const& c : r.regressors) {
    ok = ok.and_then([&] { return check_numbers(c, rows); });
  }
  for (auto const* list : {&r.fixed_effects, &r.clusters}) {
    for (auto const& c : *list) {
      ok = ok.and_then([&] { return check_groups(c, rows); });
    }
  }
  if (o.method == estimator::ppml) {
    ok = ok.and_then([&] { return check_outcome(r.outcome); });
  }
  constexpr std::size_t kMostClusters = 8;  // 2^8 sums of scores
  if (ok && r.clusters.size() > kMostClusters) {
    return fail(error_kind::bad_input, "there are too many ways to cluster", "cluster",
                "Name at most 8");
  }
  return ok;
}

// --- What is estimated ---

double inner(std::vector<double> const& w, std::vector<double> const& a,
             std::vector<double> const& b) {
  double sum = 0;
  for (std::size_t i = 0; i < w.size(); ++i) {
    sum += w[i] * a[i] * b[i];
  }
  return sum;
}

// Regression of a column on others, all of them demeaned, under weights.
struct weighted_regression {
  design const& d;
  unsigned threads;
  absorber absorb;
  column_values x;                             // demeaned
  std::vector<double> y;                       // demeaned; the residual after solve()
  std::vector<double> fitted;                  // of the outcome, after solve()
  std::vector<absorber::coefficients> starts;  // of y, then of x: where demeaning was last
  std::vector<double> slope;
  symmetric bread;

  weighted_regression(design const& on, unsigned with_threads)
      : d{on},
        threads{with_threads},
        absorb{on.effects, on.size()},
        starts(on.x.size() + 1),
        bread{on.x.size()} {}

  // Demeans; whether that converged. Each column is one thread's, so that no sum depends on
  // their number.
  bool demean(std::vector<double> const& outcome, std::vector<double> const& weights,
              double tolerance) {
    absorb.weigh(weights);
    y = outcome;
    x = d.x;
    fitted.resize(y.size());
    std::vector<char> good(x.size() + 1, 0);
    auto const work = [&](std::size_t first) {
      for (auto k = first; k <= x.size(); k += threads) {
        auto const done = k == 0 ? absorb.absorb(y, starts[k], tolerance, fitted)
                                 : absorb.absorb(x[k - 1], starts[k], tolerance);
        good[k] = done.converged ? 1 : 0;
      }
    };
    {
      std::vector<std::jthread> others;
      for (unsigned t = 1; t < std::min<std::size_t>(threads, x.size() + 1); ++t) {
        others.emplace_back(work, t);
      }
      work(0);
    }
    return std::ranges::all_of(good, [](char g) { return g == 1; });
  }

  // Slopes; residuals in y.
  void solve(std::vector<double> const& weights) {
    symmetric gram{x.size()};
    std::vector<double> right;
    for (std::size_t a = 0; a < x.size(); ++a) {
      right.push_back(inner(weights, x[a], y));
      for (std::size_t b = 0; b <= a; ++b) {
        gram(a, b) = gram(b, a) = inner(weights, x[a], x[b]);
      }
    }
    bread = sweep(gram, 0).inverse;
    slope = product(bread, right);
    for (std::size_t a = 0; a < x.size(); ++a) {
      for (std::size_t i = 0; i < y.size(); ++i) {
        fitted[i] += slope[a] * x[a][i];
        y[i] -= slope[a] * x[a][i];
      }
    }
  }
};

tl::unexpected<error> no_convergence(std::string what) {
  return fail(error_kind::bad_data, std::move(what), {},
              "No coefficients are given: leave out regressors or fixed effects that are nearly "
              "collinear, or scale regressors to like sizes");
}

// Iteratively reweighted least squares.
class poisson {
 public:
  poisson(design const& d, fit_options const& o) : d_{d}, o_{o}, fit_{d, o.threads} {
    auto const mean = std::accumulate(d.y.begin(), d.y.end(), 0.0) / static_cast<double>(d.size());
    sum_ = mean * static_cast<double>(d.size());
    for (auto const y : d.y) {
      mu_.push_back((y + mean) / 2);
      eta_.push_back(std::log(mu_.back()));
      null_deviance_ += deviance_of(y, mean, std::log(mean));
    }
    deviance_ = total_deviance();
  }

  status run() {
    double inner_tolerance = 1e-4;
    while (++iterations_ <= o_.most_iterations) {
      if (!step(inner_tolerance)) {
        return no_convergence("the fixed effects could not be taken out");
      }
      auto const before = deviance_;
      accept();
      auto const moved = std::abs(before - deviance_) / std::max(deviance_, 1e-3 * sum_);
      if (!std::isfinite(moved)) {
        return no_convergence("the estimate ran out of range");
      }
      // The deviance hardly knows of a group with little trade: its own sums must fit too.
      if (moved < o_.tolerance && inner_tolerance <= kTight && fits_sums()) {
        return finish();
      }
      inner_tolerance = moved < 1e-5 ? kTight : moved < 1e-2 ? 1e-7 : 1e-4;
    }
    return no_convergence(
        fmt::format("the estimate still moves after {} iterations: sums of a "
                    "fixed effect differ from those given by {:.1e}",
                    o_.most_iterations, score_residual_));
  }

  void tell(gravity_fit& out) const {
    out.deviance = deviance_;
    out.pseudo_r2 = 1 - deviance_ / null_deviance_;
    out.iterations = iterations_;
    out.tolerance = o_.tolerance;
    out.score_residual = score_residual_;
  }
  std::vector<double> const& slope() const { return slope_; }
  std::vector<double> const& fitted() const { return mu_; }
  std::vector<double> errors() const {
    auto out = d_.y;
    std::ranges::transform(out, mu_, out.begin(), std::minus{});
    return out;
  }
  weighted_regression const& last() const { return fit_; }

 private:
  static double deviance_of(double y, double mu, double eta) {
    return 2 * ((y > 0 ? y * (std::log(y) - eta) : 0) - (y - mu));
  }

  double total_deviance() const {
    double sum = 0;
    for (std::size_t i = 0; i < d_.size(); ++i) {
      sum += deviance_of(d_.y[i], mu_[i], eta_[i]);
    }
    return sum;
  }

  // The next eta, by regression of the working outcome.
  bool step(double tolerance) {
    std::vector<double> working(d_.size());
    for (std::size_t i = 0; i < d_.size(); ++i) {
      working[i] = eta_[i] + (d_.y[i] - mu_[i]) / mu_[i];
    }
    if (!fit_.demean(working, mu_, tolerance)) {
      return false;
    }
    fit_.solve(mu_);
    slope_ = fit_.slope;
    next_ = fit_.fitted;
    for (auto& eta : next_) {
      eta = std::clamp(eta, -kFarthestEta, kFarthestEta);
    }
    return true;
  }

  // Takes the step, or half of it and so on while it leads upwards.
  void accept() {
    auto const before = eta_;
    auto const was = deviance_;
    constexpr int kMostHalvings = 12;
    for (int halving = 0; halving <= kMostHalvings; ++halving) {
      eta_ = next_;
      for (std::size_t i = 0; i < d_.size(); ++i) {
        mu_[i] = std::exp(eta_[i]);
        next_[i] = (next_[i] + before[i]) / 2;
      }
      deviance_ = total_deviance();
      if (iterations_ == 1 || deviance_ <= was + 1e-9 * std::max(was, 1e-3 * sum_)) {
        break;
      }
    }
  }

  // First-order conditions: each group of each fixed effect keeps the sum of its outcomes.
  bool fits_sums() {
    score_residual_ = 0;
    for (auto const& e : d_.effects) {
      std::vector<double> left(e.groups, 0.0), sums(e.groups, 0.0);
      for (std::size_t i = 0; i < d_.size(); ++i) {
        left[e.of[i]] += d_.y[i] - mu_[i];
        sums[e.of[i]] += d_.y[i];
      }
      for (std::size_t g = 0; g < e.groups; ++g) {
        score_residual_ = std::max(score_residual_, std::abs(left[g]) / sums[g]);
      }
    }
    return score_residual_ <= kLargestScore;
  }

  // Demeans once more at the final weights and from the beginning, for standard errors.
  status finish() {
    fit_.starts.assign(fit_.starts.size(), {});
    if (!step(kTight)) {
      return no_convergence("the fixed effects could not be taken out");
    }
    return {};
  }

  design const& d_;
  fit_options const& o_;
  weighted_regression fit_;
  std::vector<double> eta_, mu_, next_;
  std::vector<double> slope_;
  double sum_{0}, deviance_{0}, null_deviance_{0}, score_residual_{0};
  std::size_t iterations_{0};
};

void add_rows_of(gravity_fit& out, design const& d, std::vector<double> const& fitted) {
  out.fitted.assign(out.rows.size(), std::numeric_limits<double>::quiet_NaN());
  for (std::size_t i = 0; i < d.size(); ++i) {
    out.fitted[d.row[i]] = fitted[i];
  }
}

void add_slopes(gravity_fit& out, std::vector<std::string> const& names,
                std::vector<double> const& slope) {
  for (std::size_t k = 0; k < names.size(); ++k) {
    out.coefficients.push_back({names[k], slope[k], 0});
  }
}

status run_poisson(gravity_fit& out, regression const& r, design const& d,
                   std::vector<std::string> const& names, fit_options const& o) {
  poisson p{d, o};
  if (auto const ok = p.run(); !ok) {
    return ok;
  }
  p.tell(out);
  add_slopes(out, names, p.slope());
  add_rows_of(out, d, p.fitted());
  return add_covariance(out, r, d, p.last().x, p.errors(), p.last().bread);
}

status run_least_squares(gravity_fit& out, regression const& r, design const& d,
                         std::vector<std::string> const& names, fit_options const& o) {
  std::vector<double> const ones(d.size(), 1.0);
  weighted_regression fit{d, o.threads};
  if (!fit.demean(d.y, ones, kTight)) {
    return no_convergence("the fixed effects could not be taken out");
  }
  fit.solve(ones);
  auto const mean = std::accumulate(d.y.begin(), d.y.end(), 0.0) / static_cast<double>(d.size());
  double total = 0;
  for (auto const y : d.y) {
    total += (y - mean) * (y - mean);
  }
  out.deviance = inner(ones, fit.y, fit.y);
  out.pseudo_r2 = 1 - out.deviance / total;
  out.iterations = 1;
  out.tolerance = kTight;
  add_slopes(out, names, fit.slope);
  add_rows_of(out, d, fit.fitted);
  return add_covariance(out, r, d, fit.x, fit.y, fit.bread);
}

// Drops what bears no information until nothing more is to be dropped.
result<design> drop_rows(gravity_fit& out, regression const& r) {
  for (;;) {
    prune_groups(r, out.method, out.rows);
    auto d = make_design(r, out.rows);
    if (d.size() == 0) {
      return fail(error_kind::bad_data,
                  "no row is left once singletons and separated rows are gone", r.outcome.name,
                  "Take fewer or larger groups as fixed effects");
    }
    if (out.method == estimator::ols) {
      return d;
    }
    auto const separated = find_separated(d);
    if (!separated) {
      return tl::unexpected{separated.error()};
    }
    if (std::ranges::none_of(*separated, std::identity{})) {
      return d;
    }
    for (std::size_t i = 0; i < d.size(); ++i) {
      if ((*separated)[i]) {
        out.rows[d.row[i]] = drop_reason::separated;
      }
    }
  }
}

}  // namespace

std::string_view name_of(estimator e) noexcept {
  return e == estimator::ppml ? "ppml" : "ols";
}

result<estimator> read_estimator(std::string_view text) {
  for (auto const e : {estimator::ppml, estimator::ols}) {
    if (name_of(e) == text) {
      return e;
    }
  }
  return fail(error_kind::bad_input, in_quotes(text) + " is no method", "method",
              "Choose ppml or ols");
}

std::string_view name_of(drop_reason r) noexcept {
  switch (r) {
    case drop_reason::kept:
      return "kept";
    case drop_reason::singleton:
      return "singleton";
    case drop_reason::only_zeros:
      return "only_zeros";
    case drop_reason::separated:
      break;
  }
  return "separated";
}

double coefficient::p_value() const {
  return std::erfc(std::abs(z()) / std::sqrt(2.0));
}

std::size_t gravity_fit::count(drop_reason r) const {
  return static_cast<std::size_t>(std::ranges::count(rows, r));
}

result<gravity_fit> fit_gravity(regression const& r, fit_options const& options) {
  if (auto const ok = check(r, options); !ok) {
    return tl::unexpected{ok.error()};
  }
  auto o = options;
  o.threads = std::max(o.threads, 1U);
  gravity_fit out;
  out.method = o.method;
  out.rows.assign(r.outcome.values.size(), drop_reason::kept);
  auto d = drop_rows(out, r);
  if (!d) {
    return tl::unexpected{d.error()};
  }
  out.used = d->size();
  for (auto const& g : r.fixed_effects) {
    std::vector<bool> seen(g.groups, false);
    for (auto const i : d->row) {
      seen[g.of[i]] = true;
    }
    out.fixed_effects.push_back({g.name, static_cast<std::size_t>(std::ranges::count(seen, true))});
  }
  std::vector<std::string> names;
  if (r.fixed_effects.empty()) {
    names.emplace_back("_cons");
  }
  for (auto const& x : r.regressors) {
    names.push_back(x.name);
  }
  out.omitted = omit_collinear(*d, names);
  auto const ok = o.method == estimator::ppml ? run_poisson(out, r, *d, names, o)
                                              : run_least_squares(out, r, *d, names, o);
  if (!ok) {
    return tl::unexpected{ok.error()};
  }
  return out;
}

}  // namespace karwan::trade
