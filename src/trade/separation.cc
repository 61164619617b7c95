#include "trade/separation.h"

#include <algorithm>
#include <cmath>

#include "trade/dense.h"

namespace karwan::trade {
namespace {

constexpr double kHeavy = 1e6;      // weight of rows with y > 0: z must be 0 there
constexpr double kExact = 1e-11;    // tolerance of the projections
constexpr double kSettled = 1e-7;   // of |u - z|, weighted, relative to |u|
constexpr double kNothing = 1e-6;   // largest u of which nothing can come
constexpr double kPositive = 1e-4;  // of the largest z, what counts as above 0
constexpr int kMostRounds = 2'000;

// Projects on regressors and effects, with heavy weights where y > 0.
class projector {
 public:
  explicit projector(design const& d, std::vector<bool> const& gone)
      : weights_(d.size(), 1.0), absorb_{d.effects, d.size()} {
    for (std::size_t i = 0; i < d.size(); ++i) {
      weights_[i] = gone[i] ? 1 / kHeavy : d.y[i] > 0 ? kHeavy : 1.0;
    }
    absorb_.weigh(weights_);
    for (auto const& column : d.x) {
      auto x = column;
      absorber::coefficients start;
      converged_ = absorb_.absorb(x, start, kExact).converged && converged_;
      auto const before = norm(column), after = norm(x);
      if (after > 1e-10 * before) {
        std::ranges::for_each(x, [&](double& v) { v /= after; });
        x_.push_back(std::move(x));
      }
    }
  }

  // The residual of u.
  std::vector<double> residual(std::vector<double> const& u) {
    auto e = u;
    converged_ = absorb_.absorb(e, start_, kExact).converged && converged_;
    symmetric gram{x_.size()};
    std::vector<double> right(x_.size(), 0.0);
    for (std::size_t a = 0; a < x_.size(); ++a) {
      right[a] = dot(x_[a], e);
      for (std::size_t b = 0; b < x_.size(); ++b) {
        gram(a, b) = dot(x_[a], x_[b]);
      }
    }
    auto const slope = product(sweep(gram, 1e-13).inverse, right);
    for (std::size_t a = 0; a < x_.size(); ++a) {
      for (std::size_t i = 0; i < e.size(); ++i) {
        e[i] -= slope[a] * x_[a][i];
      }
    }
    return e;
  }

  double norm(std::vector<double> const& v) const { return std::sqrt(dot(v, v)); }
  bool converged() const { return converged_; }

 private:
  double dot(std::vector<double> const& a, std::vector<double> const& b) const {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
      sum += weights_[i] * a[i] * b[i];
    }
    return sum;
  }

  std::vector<double> weights_;
  absorber absorb_;
  std::vector<std::vector<double>> x_;
  absorber::coefficients start_;
  bool converged_{true};
};

tl::unexpected<error> unsettled() {
  return fail(error_kind::bad_data, "whether rows are separated cannot be settled", {},
              "Scale regressors to like sizes, or leave out one that is nearly collinear");
}

// One combination with as many positive rows as the rectifier finds; empty: there is none. Rows
// that are gone may have any value.
result<std::vector<double>> combination(design const& d, std::vector<bool> const& gone) {
  projector project{d, gone};
  std::vector<double> u(d.size());
  for (std::size_t i = 0; i < d.size(); ++i) {
    u[i] = d.y[i] > 0 || gone[i] ? 0 : 1;
  }
  for (int round = 0; round < kMostRounds; ++round) {
    auto const e = project.residual(u);
    if (!project.converged()) {
      return unsettled();
    }
    auto const settled = project.norm(e) <= kSettled * project.norm(u);
    double most = 0;
    for (std::size_t i = 0; i < d.size(); ++i) {
      auto const z = u[i] - e[i];
      u[i] = gone[i] ? z : d.y[i] > 0 ? 0 : std::max(z, 0.0);
      most = std::max(most, gone[i] ? 0 : u[i]);
    }
    if (most < kNothing) {
      return std::vector<double>{};
    }
    if (settled) {
      return u;
    }
  }
  return unsettled();
}

}  // namespace

result<std::vector<bool>> find_separated(design const& d) {
  std::vector<bool> gone(d.size(), false);
  auto const any_zero = std::ranges::any_of(d.y, [](double y) { return !(y > 0); });
  while (any_zero) {
    auto const z = combination(d, gone);
    if (!z) {
      return tl::unexpected{z.error()};
    }
    if (z->empty()) {
      break;
    }
    double most = 0;
    for (std::size_t i = 0; i < z->size(); ++i) {
      most = std::max(most, gone[i] ? 0 : (*z)[i]);
    }
    for (std::size_t i = 0; i < z->size(); ++i) {
      gone[i] = gone[i] || (*z)[i] > kPositive * most;
    }
  }
  return gone;
}

}  // namespace karwan::trade
