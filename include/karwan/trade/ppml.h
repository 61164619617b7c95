#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/base/error.h"

// Gravity equations estimated: Poisson pseudo-maximum likelihood (PPML) and least squares with any
// number of fixed effects. Method, papers and tolerances: docs/gravity.md.
namespace karwan::trade {

struct number_column {
  std::string name;
  std::vector<double> values;
};

// The group that each row is in, numbered from 0; groups without a row are allowed.
struct group_column {
  std::string name;
  std::vector<std::uint32_t> of;
  std::uint32_t groups{0};
};

struct regression {
  number_column outcome;
  std::vector<number_column> regressors;
  std::vector<group_column> fixed_effects;  // none: a constant is added, named _cons
  std::vector<group_column> clusters;       // none: robust standard errors
};

enum class estimator { ppml, ols };
std::string_view name_of(estimator) noexcept;
result<estimator> read_estimator(std::string_view);  // error bad_input

struct fit_options {
  estimator method{estimator::ppml};
  double tolerance{1e-10};  // of the deviance, relative; PPML only
  std::size_t most_iterations{200};
  unsigned threads{1};  // the result has the same bits on any number of them
};

// Why a row has no part in the estimate.
enum class drop_reason : std::uint8_t {
  kept,
  singleton,   // alone in a group of a fixed effect: fitted exactly whatever the coefficients are
  only_zeros,  // PPML: its group has no outcome above zero, so its effect is minus infinity
  separated    // PPML: regressors and fixed effects foretell its zero perfectly
};
std::string_view name_of(drop_reason) noexcept;

struct coefficient {
  std::string name;
  double value{0};
  double standard_error{0};
  double z() const { return value / standard_error; }
  double p_value() const;  // two-sided, normal
};

struct omitted_column {
  std::string name;
  std::string reason;  // collinear with what
};

struct group_count {
  std::string name;
  std::size_t groups{0};  // that have a kept row
};

struct gravity_fit {
  estimator method{estimator::ppml};
  std::vector<coefficient> coefficients;  // _cons, then in the order of the regressors
  std::vector<omitted_column> omitted;
  std::vector<drop_reason> rows;  // one per row of the input
  std::vector<double> fitted;     // expected outcome per row of the input; NaN where dropped
  std::size_t used{0};            // rows that have a part
  std::size_t count(drop_reason) const;
  std::vector<group_count> fixed_effects, clusters;
  std::vector<std::vector<double>> covariance;  // of the coefficients

  double deviance{0};   // PPML; OLS: sum of squared residuals
  double pseudo_r2{0};  // 1 - deviance / deviance with a constant alone
  std::size_t iterations{0};
  double tolerance{0};
  double score_residual{0};  // PPML: largest |sum of y - mu| over a group of a fixed effect,
                             // relative to its outcome
  std::string correction;    // of the covariance: "n/(n-1)", "n/(n-k)", "G/(G-1)"
  double correction_factor{1};
  bool covariance_mended{false};  // multi-way clusters: negative eigenvalues set to zero
};

// Error bad_input: options out of range. Error bad_data, naming column and row (from 1): columns
// that differ in length, no rows, values that are not finite, a negative outcome under PPML, no
// variation that is left, a single cluster. Error bad_data also where it does not converge: there
// is no half-way answer.
result<gravity_fit> fit_gravity(regression const&, fit_options const& = {});

}  // namespace karwan::trade
