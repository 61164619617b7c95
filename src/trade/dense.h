#pragma once

#include <cstddef>
#include <vector>

// Small symmetric matrices: as many rows as an equation has regressors.
namespace karwan::trade {

class symmetric {
 public:
  explicit symmetric(std::size_t rows) : rows_{rows}, values_(rows * rows, 0.0) {}

  std::size_t rows() const noexcept { return rows_; }
  double& operator()(std::size_t i, std::size_t j) { return values_[i * rows_ + j]; }
  double operator()(std::size_t i, std::size_t j) const { return values_[i * rows_ + j]; }

 private:
  std::size_t rows_;
  std::vector<double> values_;
};

// Gauss-Jordan sweep of a positive semidefinite matrix, in order: columns of which less than
// `tolerance` of the diagonal is left by the columns before them are left out, and have zeros in
// the inverse.
struct swept {
  symmetric inverse;
  std::vector<bool> kept;
};
swept sweep(symmetric const&, double tolerance);

std::vector<double> product(symmetric const&, std::vector<double> const&);
symmetric sandwich(symmetric const& bread, symmetric const& meat);  // bread * meat * bread

// Negative eigenvalues to zero (Jacobi rotations). Were there any?
bool make_semidefinite(symmetric&);

}  // namespace karwan::trade
