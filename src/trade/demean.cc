#include "trade/demean.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace karwan::trade {

absorber::absorber(std::vector<effect> const& effects, std::size_t rows)
    : effects_{effects}, rows_{rows}, ones_(rows, 1.0) {
  if (!effects.empty()) {
    auto const& first = effects.front();
    for (std::size_t i = 0; i < rows; ++i) {
      if (i == 0 || first.of[i] != first.of[i - 1]) {
        begins_.push_back(i);
      }
    }
    begins_.push_back(rows);
  }
  for (std::size_t f = 1; f < effects.size(); ++f) {
    offset_.push_back(unknowns_);
    unknowns_ += effects[f].groups;
  }
  weigh(ones_);
}

void absorber::weigh(std::span<double const> weights) {
  weights_ = weights;
  first_weight_.clear();
  scale_.assign(unknowns_, 0.0);
  std::vector<double> whole(unknowns_, 0.0);
  for (std::size_t s = 0; s + 1 < begins_.size(); ++s) {
    double sum = 0;
    for (auto i = begins_[s]; i < begins_[s + 1]; ++i) {
      sum += weights[i];
    }
    first_weight_.push_back(sum);
    for (std::size_t f = 1; f < effects_.size(); ++f) {
      for (auto i = begins_[s]; i < begins_[s + 1]; ++i) {
        auto const g = offset_[f - 1] + effects_[f].of[i];
        scale_[g] += weights[i] * (1 - weights[i] / sum);
        whole[g] += weights[i];
      }
    }
  }
  for (std::size_t g = 0; g < unknowns_; ++g) {
    // A group may lie within one group of the first effect: then nothing is left of it.
    scale_[g] = whole[g] > 0 ? 1 / std::max(scale_[g], 1e-10 * whole[g]) : 0;
  }
}

void absorber::demean_first(std::span<double> column) const {
  for (std::size_t s = 0; s + 1 < begins_.size(); ++s) {
    double sum = 0;
    for (auto i = begins_[s]; i < begins_[s + 1]; ++i) {
      sum += weights_[i] * column[i];
    }
    auto const mean = sum / first_weight_[s];
    for (auto i = begins_[s]; i < begins_[s + 1]; ++i) {
      column[i] -= mean;
    }
  }
}

void absorber::weighted_sums(std::span<double const> column, coefficients& out) const {
  std::ranges::fill(out, 0.0);
  for (std::size_t f = 1; f < effects_.size(); ++f) {
    auto const* of = effects_[f].of.data();
    auto* sums = out.data() + offset_[f - 1];
    for (std::size_t i = 0; i < rows_; ++i) {
      sums[of[i]] += weights_[i] * column[i];
    }
  }
}

void absorber::take_out(std::span<double> column, coefficients const& c,
                        std::span<double> fitted) const {
  std::vector<double> part;
  for (std::size_t s = 0; s + 1 < begins_.size(); ++s) {
    auto const from = begins_[s], to = begins_[s + 1];
    part.assign(to - from, 0.0);
    for (std::size_t f = 1; f < effects_.size(); ++f) {
      auto const* of = effects_[f].of.data();
      auto const* value = c.data() + offset_[f - 1];
      for (auto i = from; i < to; ++i) {
        part[i - from] += value[of[i]];
      }
    }
    double sum = 0;
    for (auto i = from; i < to; ++i) {
      sum += weights_[i] * (column[i] - part[i - from]);
    }
    auto const mean = sum / first_weight_[s];
    for (auto i = from; i < to; ++i) {
      part[i - from] += mean;
      column[i] -= part[i - from];
    }
    if (!fitted.empty()) {
      std::ranges::copy(part, fitted.begin() + static_cast<std::ptrdiff_t>(from));
    }
  }
}

void absorber::normal_product(coefficients const& c, coefficients& out) const {
  std::ranges::fill(out, 0.0);
  std::vector<double> fitted;
  for (std::size_t s = 0; s + 1 < begins_.size(); ++s) {
    auto const from = begins_[s], to = begins_[s + 1];
    fitted.assign(to - from, 0.0);
    double sum = 0;
    for (std::size_t f = 1; f < effects_.size(); ++f) {
      auto const* of = effects_[f].of.data();
      auto const* value = c.data() + offset_[f - 1];
      for (auto i = from; i < to; ++i) {
        fitted[i - from] += value[of[i]];
      }
    }
    for (auto i = from; i < to; ++i) {
      sum += weights_[i] * fitted[i - from];
    }
    auto const mean = sum / first_weight_[s];
    for (auto i = from; i < to; ++i) {
      fitted[i - from] = weights_[i] * (fitted[i - from] - mean);
    }
    for (std::size_t f = 1; f < effects_.size(); ++f) {
      auto const* of = effects_[f].of.data();
      auto* sums = out.data() + offset_[f - 1];
      for (auto i = from; i < to; ++i) {
        sums[of[i]] += fitted[i - from];
      }
    }
  }
}

double absorber::scaled_norm(coefficients const& c) const {
  double sum = 0;
  for (std::size_t g = 0; g < c.size(); ++g) {
    sum += c[g] * c[g] * scale_[g];
  }
  return std::sqrt(sum);
}

absorber::outcome absorber::absorb(std::span<double> column, coefficients& start, double tolerance,
                                   std::span<double> fitted) const {
  if (effects_.empty()) {
    std::ranges::fill(fitted, 0.0);
    return {};
  }
  outcome out;
  if (unknowns_ > 0) {
    out = solve(column, start, tolerance);
  }
  take_out(column, start, fitted);
  return out;
}

// The right side and the start of the solution, then conjugate gradients.
absorber::outcome absorber::solve(std::span<double> column, coefficients& start,
                                  double tolerance) const {
  constexpr std::size_t kMostSteps = 20'000;
  double size = 0;
  for (std::size_t i = 0; i < rows_; ++i) {
    size += weights_[i] * column[i] * column[i];
  }
  coefficients left(unknowns_), along(unknowns_, 0.0), product(unknowns_);
  std::vector<double> demeaned(column.begin(), column.end());
  demean_first(demeaned);
  weighted_sums(demeaned, left);
  // What rounding leaves of a column that is nothing but fixed effects counts as nothing.
  auto const enough = std::max(tolerance * scaled_norm(left), 1e-15 * std::sqrt(size));
  if (start.empty()) {
    start.assign(unknowns_, 0.0);
  } else {
    normal_product(start, product);
    for (std::size_t g = 0; g < unknowns_; ++g) {
      left[g] -= product[g];
    }
  }
  outcome out;
  double before = 0;
  for (auto norm = scaled_norm(left); norm > enough; norm = scaled_norm(left)) {
    if (++out.steps > kMostSteps || !std::isfinite(norm)) {
      out.converged = false;
      break;
    }
    auto const turn = out.steps == 1 ? 0 : norm * norm / before;
    before = norm * norm;
    for (std::size_t g = 0; g < unknowns_; ++g) {
      along[g] = scale_[g] * left[g] + turn * along[g];
    }
    normal_product(along, product);
    auto const curve = std::inner_product(along.begin(), along.end(), product.begin(), 0.0);
    if (!(curve > 0)) {
      break;  // nothing but collinear effects is left
    }
    auto const step = before / curve;
    for (std::size_t g = 0; g < unknowns_; ++g) {
      start[g] += step * along[g];
      left[g] -= step * product[g];
    }
  }
  return out;
}

}  // namespace karwan::trade
