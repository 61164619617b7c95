#include "trade/separation.h"

#include <algorithm>
#include <cmath>

namespace karwan::trade {
namespace {

constexpr double kHeavy = 1e6;     // weight of rows with y > 0: z must be 0 there
constexpr double kExact = 1e-11;   // tolerance of the projections
constexpr double kLeast = 1e-11;   // share of a column that may be left of it
constexpr double kSettled = 1e-7;  // of |u - z|, weighted, relative to |u|
// A step beyond the projection: sooner there, and the product of u with any combination that is
// sought still never falls, so that none is missed.
constexpr double kRelaxed = 1.9;
constexpr double kNothing = 1e-6;   // largest u of which nothing can come
constexpr double kPositive = 1e-4;  // of the largest z, what counts as above 0
constexpr int kMostRounds = 5'000;

// Projects on regressors and effects, with heavy weights where y > 0.
class projector {
 public:
  explicit projector(design const& d) : weights_(d.size(), 1.0), absorb_{d.effects, d.size()} {
    for (std::size_t i = 0; i < d.size(); ++i) {
      weights_[i] = d.y[i] > 0 ? kHeavy : 1.0;
    }
    absorb_.weigh(weights_);
    for (auto const& column : d.x) {
      add(column);
    }
  }

  // The residual of u.
  std::vector<double> residual(std::vector<double> const& u) {
    auto e = u;
    take_out(e);
    take_out(e);  // what rounding left the first time
    return e;
  }

  double norm(std::vector<double> const& v) const { return std::sqrt(dot(v, v)); }
  bool converged() const { return converged_; }

 private:
  // What effects and columns before it leave of a column, taken out twice: what is left after the
  // first time may be little more than rounding, and is nothing where the second takes most of it.
  void add(std::vector<double> const& column) {
    auto x = column;
    auto const whole = norm(x);
    double once = 0;
    for (int pass = 0; pass < 2; ++pass) {
      once = norm(x);
      take_out(x);
    }
    auto const left = norm(x);
    if (left > once / 2 && left > kLeast * whole) {
      std::ranges::for_each(x, [&](double& v) { v /= left; });
      basis_.push_back(std::move(x));
    }
  }

  // Effects and basis. Each solution is begun anew: one kept from before would drift along effects
  // that are collinear.
  void take_out(std::vector<double>& v) {
    absorber::coefficients start;
    converged_ = absorb_.absorb(v, start, kExact).converged && converged_;
    for (auto const& q : basis_) {
      auto const along = dot(q, v);
      for (std::size_t i = 0; i < v.size(); ++i) {
        v[i] -= along * q[i];
      }
    }
  }

  double dot(std::vector<double> const& a, std::vector<double> const& b) const {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
      sum += weights_[i] * a[i] * b[i];
    }
    return sum;
  }

  std::vector<double> weights_;
  absorber absorb_;
  std::vector<std::vector<double>> basis_;  // orthonormal under the weights
  bool converged_{true};
};

tl::unexpected<error> unsettled() {
  return fail(error_kind::bad_data, "whether rows are separated cannot be settled", {},
              "Scale regressors to like sizes, or leave out one that is nearly collinear");
}

// One combination with as many positive rows as the rectifier finds; empty: there is none.
result<std::vector<double>> combination(design const& d) {
  projector project{d};
  std::vector<double> u;
  for (auto const y : d.y) {
    u.push_back(y > 0 ? 0 : 1);
  }
  for (int round = 0; round < kMostRounds; ++round) {
    auto const e = project.residual(u);
    if (!project.converged()) {
      return unsettled();
    }
    auto const settled = project.norm(e) <= kSettled * project.norm(u);
    for (std::size_t i = 0; i < d.size(); ++i) {
      u[i] = d.y[i] > 0 ? 0 : std::max(u[i] - kRelaxed * e[i], 0.0);
    }
    if (*std::ranges::max_element(u) < kNothing) {
      return std::vector<double>{};
    }
    if (settled) {
      return u;
    }
  }
  return unsettled();
}

// The rows that are not gone.
design rest_of(design const& d, std::vector<bool> const& gone) {
  design out;
  out.x.resize(d.x.size());
  for (auto const& e : d.effects) {
    out.effects.push_back({{}, e.groups});
  }
  for (std::uint32_t i = 0; i < d.size(); ++i) {
    if (gone[i]) {
      continue;
    }
    out.row.push_back(i);
    out.y.push_back(d.y[i]);
    for (std::size_t k = 0; k < d.x.size(); ++k) {
      out.x[k].push_back(d.x[k][i]);
    }
    for (std::size_t f = 0; f < d.effects.size(); ++f) {
      out.effects[f].of.push_back(d.effects[f].of[i]);
    }
  }
  return out;
}

}  // namespace

result<std::vector<bool>> find_separated(design const& d) {
  std::vector<bool> gone(d.size(), false);
  auto const is_zero = [](double y) { return !(y > 0); };
  for (auto rest = rest_of(d, gone); std::ranges::any_of(rest.y, is_zero);
       rest = rest_of(d, gone)) {
    auto const z = combination(rest);
    if (!z) {
      return tl::unexpected{z.error()};
    }
    if (z->empty()) {
      break;
    }
    auto const most = *std::ranges::max_element(*z);
    for (std::size_t i = 0; i < z->size(); ++i) {
      gone[rest.row[i]] = gone[rest.row[i]] || (*z)[i] > kPositive * most;
    }
  }
  return gone;
}

}  // namespace karwan::trade
