#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

// Takes fixed effects out of columns.
namespace karwan::trade {

// The group of each row, 0 <= of[i] < groups.
struct effect {
  std::vector<std::uint32_t> of;
  std::uint32_t groups{0};
};

// Residuals of weighted least squares on the indicators of the groups of every effect. The first
// effect is eliminated exactly (within its groups one subtracts a mean); for what it leaves of the
// others, the normal equations are solved by conjugate gradients in the space of their
// coefficients, preconditioned by their diagonal. This is alternating projection with the best
// acceleration that polynomials have; it also ends where effects are collinear.
class absorber {
 public:
  // Rows must be sorted by the groups of the first effect, none of which is empty. It is best the
  // effect with most groups. `effects` must outlive this; there may be none.
  absorber(std::vector<effect> const& effects, std::size_t rows);

  // Positive, one per row; must outlive their use. Ones until called.
  void weigh(std::span<double const> weights);

  // Coefficients of all effects but the first: what absorb() starts from and leaves. Empty: zeros.
  using coefficients = std::vector<double>;

  struct outcome {
    std::size_t steps{0};
    bool converged{true};
  };
  // Turns a column into its residual, and leaves in `fitted`, where given, what was taken out: more
  // exact than the difference where a value is huge and its weight tiny. `tolerance`: of the norm
  // of the normal equations' residual, relative to that of their right side. Several threads may
  // call it at once.
  outcome absorb(std::span<double> column, coefficients& start, double tolerance,
                 std::span<double> fitted = {}) const;

 private:
  outcome solve(std::span<double> column, coefficients& start, double tolerance) const;
  void demean_first(std::span<double> column) const;
  void weighted_sums(std::span<double const> column, coefficients& out) const;
  void take_out(std::span<double> column, coefficients const& c, std::span<double> fitted) const;
  void normal_product(coefficients const& c, coefficients& out) const;
  double scaled_norm(coefficients const& c) const;

  std::vector<effect> const& effects_;
  std::size_t rows_;
  std::vector<double> ones_;
  std::span<double const> weights_;
  std::vector<std::size_t> begins_;   // of the first effect's groups, and the end
  std::vector<double> first_weight_;  // sums of weights over them
  std::vector<std::size_t> offset_;   // of each further effect's coefficients
  std::size_t unknowns_{0};
  std::vector<double> scale_;  // 1 / diagonal of the normal equations
};

}  // namespace karwan::trade
