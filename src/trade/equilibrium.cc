#include "karwan/trade/equilibrium.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "karwan/base/text.h"
#include "trade/connected.h"

namespace karwan::trade {
namespace {

using values = std::vector<double>;

std::vector<double> product(std::span<double const> a, std::span<double const> b) {
  values out(a.begin(), a.end());
  std::ranges::transform(a, b, out.begin(), std::multiplies{});
  return out;
}

status check_elasticity(double theta, double psi) {
  if (!std::isfinite(theta) || theta <= 0) {
    return fail(error_kind::bad_input, "the trade elasticity must be above 0", "theta",
                "Estimates lie between 2 and 12; theta is sigma - 1");
  }
  if (!std::isfinite(psi) || psi < 0) {
    return fail(error_kind::bad_input, "the supply elasticity must not be negative", "psi",
                "Give 0 for fixed supply");
  }
  return {};
}

// Full equilibrium: countries that no trade connects have no common prices.
status check_connected(trade_matrix const& m, std::span<double const> after) {
  auto const n = m.size();
  groups_of_nodes parts{n};
  for (std::size_t k = 0; k < n * n; ++k) {
    if (after[k] > 0) {
      parts.join(k / n, k % n);
    }
  }
  for (std::size_t i = 1; i < n; ++i) {
    if (parts.of(i) != parts.of(0)) {
      return fail(error_kind::bad_data,
                  fmt::format("no trade connects {} with {}, not even through others",
                              in_quotes(m.countries[i]), in_quotes(m.countries[0])),
                  {}, "Solve each group of countries by itself");
    }
  }
  return {};
}

// --- Conditional: margins held ---

status check_margins(std::span<double const> t, std::span<double const> output,
                     std::span<double const> expenditure) {
  auto const n = output.size();
  auto const positive = [](double v) { return std::isfinite(v) && v > 0; };
  if (n == 0 || expenditure.size() != n || t.size() != n * n) {
    return fail(error_kind::bad_data, "the matrix and its margins differ in size", {},
                "Give n sums of rows, n of columns and n * n values");
  }
  if (!std::ranges::all_of(output, positive) || !std::ranges::all_of(expenditure, positive)) {
    return fail(error_kind::bad_data, "output and expenditure must be above 0", {},
                "Leave out countries without them");
  }
  if (!std::ranges::all_of(t, [](double v) { return std::isfinite(v) && v >= 0; })) {
    return fail(error_kind::bad_data, "a value of the matrix is negative or not finite", {},
                "Give numbers that are not negative");
  }
  auto const made = std::accumulate(output.begin(), output.end(), 0.0);
  auto const spent = std::accumulate(expenditure.begin(), expenditure.end(), 0.0);
  if (std::abs(made - spent) > kLargestResidual * made) {
    return fail(error_kind::bad_data,
                fmt::format("output sums to {:.10g}, expenditure to {:.10g}", made, spent), {},
                "Give both over the same countries and flows");
  }
  groups_of_nodes sides{2 * n};
  for (std::size_t k = 0; k < n * n; ++k) {
    if (t[k] > 0) {
      sides.join(k / n, n + k % n);
    }
  }
  if (sides.count() > 1) {
    return fail(error_kind::bad_data, "the flows fall apart into groups that share no country", {},
                "Solve each group by itself");
  }
  return {};
}

// out_j = sum_i t_ij a_i
void sum_columns(std::span<double const> t, values const& a, values& out) {
  auto const n = a.size();
  std::ranges::fill(out, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    auto const* row = &t[i * n];
    for (std::size_t j = 0; j < n; ++j) {
      out[j] += row[j] * a[i];
    }
  }
}

// out_i = sum_j t_ij b_j, as four sums so that additions need not wait for each other.
void sum_rows(std::span<double const> t, values const& b, values& out) {
  auto const n = b.size();
  for (std::size_t i = 0; i < n; ++i) {
    auto const* row = &t[i * n];
    double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
    std::size_t j = 0;
    for (; j + 4 <= n; j += 4) {
      s0 += row[j] * b[j];
      s1 += row[j + 1] * b[j + 1];
      s2 += row[j + 2] * b[j + 2];
      s3 += row[j + 3] * b[j + 3];
    }
    for (; j < n; ++j) {
      s0 += row[j] * b[j];
    }
    out[i] = (s0 + s1) + (s2 + s3);
  }
}

// Largest |a * sums - margins| / margins.
double gap(values const& factor, values const& sums, std::span<double const> margins) {
  double most = 0;
  for (std::size_t i = 0; i < factor.size(); ++i) {
    most = std::max(most, std::abs(factor[i] * sums[i] - margins[i]) / margins[i]);
  }
  return most;
}

constexpr double kBalanceTolerance = 1e-13;
constexpr std::size_t kMostIterations = 200'000;

// --- Full: prices clear markets ---

class market {
 public:
  market(trade_matrix const& m, std::span<double const> after, equilibrium_options const& o)
      : n_{m.size()}, o_{o}, output_{m.output()}, expenditure_{m.expenditure()}, share_(n_ * n_) {
    for (std::size_t k = 0; k < n_ * n_; ++k) {
      share_[k] = after[k] / expenditure_[k % n_];
    }
    world_ = std::accumulate(output_.begin(), output_.end(), 0.0);
    price_.assign(n_, 1.0);
    for (auto* v : {&index_, &earned_, &spent_, &power_, &demand_, &sold_}) {
      v->assign(n_, 1.0);
    }
  }

  // Steps until prices rest; how many.
  std::size_t clear() {
    respond();
    for (std::size_t step = 1; step <= o_.most_iterations; ++step) {
      auto const before = price_;
      for (std::size_t i = 0; i < n_; ++i) {
        auto const wanted = sold_[i] / output_[i] * std::pow(index_[i], o_.psi);
        price_[i] = std::pow(wanted, 1 / (1 + o_.theta + o_.psi));
      }
      respond();
      double moved = 0;
      for (std::size_t i = 0; i < n_; ++i) {
        moved = std::max(moved, std::abs(price_[i] / before[i] - 1));
      }
      if (!(moved >= o_.tolerance)) {  // also where it is not a number
        return step;
      }
    }
    return o_.most_iterations + 1;
  }

  equilibrium tell(trade_matrix const& m) const {
    equilibrium out;
    out.options = o_;
    out.price = price_;
    out.price_index = index_;
    out.output = earned_;
    out.xi = xi_;
    out.flow.resize(n_ * n_);
    for (std::size_t k = 0; k < n_ * n_; ++k) {
      out.flow[k] = share_[k] * power_[k / n_] * demand_[k % n_];
    }
    for (std::size_t i = 0; i < n_; ++i) {
      auto const made = output_[i] * earned_[i];
      out.residual = std::max(out.residual, std::abs(power_[i] * dot(i) - made) / made);
      out.expenditure.push_back(spent_[i] / expenditure_[i]);
      out.real_income.push_back(out.expenditure[i] / index_[i]);
      out.domestic_share_before.push_back(m.flow[i * n_ + i] / expenditure_[i]);
      out.domestic_share_after.push_back(out.flow[i * n_ + i] / spent_[i]);
      add_acr(out, i);
    }
    return out;
  }

  // A country that would spend nothing or less, as the additive closure may have it; n: none.
  std::size_t broke() const {
    return static_cast<std::size_t>(
        std::ranges::find_if(spent_, [](double e) { return !(e > 0); }) - spent_.begin());
  }

 private:
  double dot(std::size_t i) const {
    auto const* row = &share_[i * n_];
    return std::inner_product(row, row + n_, demand_.begin(), 0.0);
  }

  static void add_acr(equilibrium& out, std::size_t i) {
    auto const change = out.domestic_share_after[i] / out.domestic_share_before[i];
    auto const acr = out.domestic_share_before[i] > 0
                         ? std::pow(change, -(1 + out.options.psi) / out.options.theta)
                         : std::numeric_limits<double>::quiet_NaN();
    out.real_income_acr.push_back(acr);
    if (!std::isnan(acr)) {
      out.acr_gap = std::max(out.acr_gap, std::abs(out.real_income[i] / acr - 1));
    }
  }

  // Price indices, earnings, spending and sales at the present prices, which are scaled to the
  // numeraire.
  void respond() {
    set_indices();
    scale(world_ / earnings());
    spend();
    for (std::size_t j = 0; j < n_; ++j) {
      // A step on the way may pass through negative spending; the end may not.
      auto const e = std::max(spent_[j], kLeastSpent * expenditure_[j]);
      demand_[j] = e * std::pow(index_[j], o_.theta);
    }
    sum_rows(share_, demand_, sold_);
  }

  void set_indices() {
    for (std::size_t i = 0; i < n_; ++i) {
      power_[i] = std::pow(price_[i], -o_.theta);
    }
    sum_columns(share_, power_, index_);
    for (auto& p : index_) {
      p = std::pow(p, -1 / o_.theta);
    }
  }

  double earnings() {
    double sum = 0;
    for (std::size_t i = 0; i < n_; ++i) {
      earned_[i] = price_[i] * std::pow(price_[i] / index_[i], o_.psi);
      sum += output_[i] * earned_[i];
    }
    return sum;
  }

  void scale(double by) {
    auto const by_power = std::pow(by, -o_.theta);
    for (std::size_t i = 0; i < n_; ++i) {
      price_[i] *= by;
      index_[i] *= by;
      earned_[i] *= by;
      power_[i] *= by_power;
    }
  }

  void spend() {
    double sum = 0;
    for (std::size_t j = 0; j < n_; ++j) {
      spent_[j] = o_.closes == closure::additive
                      ? output_[j] * earned_[j] + (expenditure_[j] - output_[j])
                      : expenditure_[j] * earned_[j];
      sum += spent_[j];
    }
    if (o_.closes == closure::universal) {
      xi_ = world_ / sum;
      for (auto& e : spent_) {
        e *= xi_;
      }
    }
  }

  static constexpr double kLeastSpent = 1e-9;

  std::size_t n_;
  equilibrium_options o_;
  values output_, expenditure_;
  values share_;   // pi_ij B_ij
  values price_;   // p^
  values power_;   // p^ to the power -theta
  values index_;   // P^
  values earned_;  // Y^
  values spent_;   // E'
  values demand_;  // E' P^ to the power theta
  values sold_;    // sum_j share_ij demand_j
  double world_{0}, xi_{1};
};

tl::unexpected<error> not_cleared(equilibrium const& e) {
  auto const multiplicative = e.options.closes == closure::multiplicative;
  return fail(error_kind::bad_data,
              fmt::format("markets do not clear: the residual is {:.1e} after {} steps, allowed "
                          "are {:.0e}",
                          e.residual, e.iterations, kLargestResidual),
              multiplicative ? "closure" : "",
              multiplicative
                  ? "The multiplicative closure needs balanced trade: take universal or additive"
                  : "Check flows and ratios for values many orders of magnitude apart");
}

}  // namespace

result<balanced> balance(std::span<double const> t, std::span<double const> output,
                         std::span<double const> expenditure, std::size_t reference) {
  if (auto const ok = check_margins(t, output, expenditure); !ok) {
    return tl::unexpected{ok.error()};
  }
  auto const n = output.size();
  if (reference >= n) {
    return fail(error_kind::bad_input, "the reference is none of the countries", "reference",
                "Name one of them");
  }
  balanced out{values(n, 1.0), values(n, 1.0), std::numeric_limits<double>::infinity(), 0};
  values rows(n), columns(n);
  auto best = out.residual;
  std::size_t since_best = 0;
  sum_rows(t, out.b, rows);
  // Rounding may keep the residual a little above the tolerance: it rests once nothing improves.
  while (out.residual > kBalanceTolerance && since_best < 100 && out.iterations < kMostIterations) {
    ++out.iterations;
    for (std::size_t i = 0; i < n; ++i) {
      out.a[i] = output[i] / rows[i];
    }
    sum_columns(t, out.a, columns);
    for (std::size_t j = 0; j < n; ++j) {
      out.b[j] = expenditure[j] / columns[j];
    }
    sum_rows(t, out.b, rows);
    out.residual = gap(out.a, rows, output);
    since_best = out.residual < best ? 0 : since_best + 1;
    best = std::min(best, out.residual);
  }
  if (!(out.residual <= kLargestResidual)) {
    return fail(error_kind::bad_data,
                fmt::format("no factors make the flows sum to output and expenditure: {:.1e} is "
                            "left after {} rounds",
                            out.residual, out.iterations),
                {}, "Check which flows are zero: what is left may not suffice for a country");
  }
  auto const scale = out.b[reference];
  for (std::size_t i = 0; i < n; ++i) {
    out.a[i] *= scale;
    out.b[i] /= scale;
  }
  return out;
}

result<conditional_equilibrium> solve_conditional(trade_matrix const& m,
                                                  std::span<double const> ratio, double theta,
                                                  std::size_t reference) {
  auto const ok = check(m, ratio).and_then([&] { return check_elasticity(theta, 0); });
  if (!ok) {
    return tl::unexpected{ok.error()};
  }
  auto const n = m.size();
  conditional_equilibrium out;
  out.flow = product(m.flow, ratio);
  auto const factors = balance(out.flow, m.output(), m.expenditure(), reference);
  if (!factors) {
    return tl::unexpected{factors.error()};
  }
  for (std::size_t k = 0; k < n * n; ++k) {
    out.flow[k] *= factors->a[k / n] * factors->b[k % n];
  }
  for (std::size_t i = 0; i < n; ++i) {
    out.outward_resistance.push_back(std::pow(factors->a[i], 1 / theta));
    out.price_index.push_back(std::pow(factors->b[i], 1 / theta));
  }
  out.reference = reference;
  out.theta = theta;
  out.residual = factors->residual;
  out.iterations = factors->iterations;
  return out;
}

std::string_view name_of(closure c) noexcept {
  switch (c) {
    case closure::additive:
      return "additive";
    case closure::universal:
      return "universal";
    case closure::multiplicative:
      break;
  }
  return "multiplicative";
}

result<closure> read_closure(std::string_view text) {
  for (auto const c : {closure::additive, closure::universal, closure::multiplicative}) {
    if (name_of(c) == text) {
      return c;
    }
  }
  return fail(error_kind::bad_input, in_quotes(text) + " is no closure", "closure",
              "Choose additive, universal or multiplicative");
}

result<equilibrium> solve_full(trade_matrix const& m, std::span<double const> ratio,
                               equilibrium_options const& o) {
  auto const ok = check(m, ratio).and_then([&] { return check_elasticity(o.theta, o.psi); });
  if (!ok) {
    return tl::unexpected{ok.error()};
  }
  auto const after = product(m.flow, ratio);
  if (auto const whole = check_connected(m, after); !whole) {
    return tl::unexpected{whole.error()};
  }
  market prices{m, after, o};
  auto const steps = prices.clear();
  if (auto const i = prices.broke(); i < m.size()) {
    return fail(error_kind::bad_data,
                in_quotes(m.countries[i]) + " would have less than nothing to spend", "closure",
                "Its surplus exceeds what it earns after the change: take the universal closure");
  }
  auto out = prices.tell(m);
  out.iterations = steps;
  if (steps > o.most_iterations || !(out.residual <= kLargestResidual)) {
    return not_cleared(out);
  }
  return out;
}

}  // namespace karwan::trade
