#include "trade/dense.h"

#include <algorithm>
#include <cmath>

namespace karwan::trade {

swept sweep(symmetric const& a, double tolerance) {
  auto const n = a.rows();
  swept out{a, std::vector<bool>(n, false)};
  auto& m = out.inverse;
  for (std::size_t k = 0; k < n; ++k) {
    auto const pivot = m(k, k);
    if (!(pivot > tolerance * a(k, k)) || !(pivot > 0)) {
      continue;
    }
    out.kept[k] = true;
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        if (i != k && j != k) {
          m(i, j) -= m(i, k) * m(k, j) / pivot;
        }
      }
    }
    for (std::size_t i = 0; i < n; ++i) {
      if (i != k) {
        m(i, k) /= -pivot;
        m(k, i) /= pivot;
      }
    }
    m(k, k) = 1 / pivot;
  }
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      if (!out.kept[i] || !out.kept[j]) {
        m(i, j) = 0;
      }
    }
  }
  return out;
}

std::vector<double> product(symmetric const& a, std::vector<double> const& b) {
  std::vector<double> out(a.rows(), 0.0);
  for (std::size_t i = 0; i < a.rows(); ++i) {
    for (std::size_t j = 0; j < a.rows(); ++j) {
      out[i] += a(i, j) * b[j];
    }
  }
  return out;
}

symmetric sandwich(symmetric const& bread, symmetric const& meat) {
  auto const n = bread.rows();
  symmetric half{n}, out{n};
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < n; ++k) {
      for (std::size_t j = 0; j < n; ++j) {
        half(i, j) += bread(i, k) * meat(k, j);
      }
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t k = 0; k < n; ++k) {
      for (std::size_t j = 0; j < n; ++j) {
        out(i, j) += half(i, k) * bread(k, j);
      }
    }
  }
  return out;
}

namespace {

// One rotation that makes a(p, q) zero; `v` collects the rotations.
void rotate(symmetric& a, std::vector<double>& v, std::size_t p, std::size_t q) {
  auto const n = a.rows();
  auto const theta = (a(q, q) - a(p, p)) / (2 * a(p, q));
  auto const t = (theta < 0 ? -1 : 1) / (std::abs(theta) + std::sqrt(theta * theta + 1));
  auto const c = 1 / std::sqrt(t * t + 1), s = t * c;
  for (std::size_t i = 0; i < n; ++i) {
    auto const x = a(i, p), y = a(i, q);
    a(i, p) = c * x - s * y;
    a(i, q) = s * x + c * y;
  }
  for (std::size_t i = 0; i < n; ++i) {
    auto const x = a(p, i), y = a(q, i);
    a(p, i) = c * x - s * y;
    a(q, i) = s * x + c * y;
    auto const vx = v[i * n + p], vy = v[i * n + q];
    v[i * n + p] = c * vx - s * vy;
    v[i * n + q] = s * vx + c * vy;
  }
}

}  // namespace

bool make_semidefinite(symmetric& m) {
  auto const n = m.rows();
  auto a = m;
  std::vector<double> v(n * n, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    v[i * n + i] = 1;
  }
  constexpr int kSweeps = 60;  // convergence is quadratic: a handful do
  for (int round = 0; round < kSweeps; ++round) {
    for (std::size_t p = 0; p < n; ++p) {
      for (std::size_t q = p + 1; q < n; ++q) {
        if (std::abs(a(p, q)) > 1e-15 * std::sqrt(std::abs(a(p, p) * a(q, q)))) {
          rotate(a, v, p, q);
        }
      }
    }
  }
  double largest = 0;
  for (std::size_t k = 0; k < n; ++k) {
    largest = std::max(largest, std::abs(a(k, k)));
  }
  auto negative = false;
  for (std::size_t k = 0; k < n; ++k) {
    negative = negative || a(k, k) < -1e-12 * largest;
  }
  for (std::size_t i = 0; negative && i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      m(i, j) = 0;
      for (std::size_t k = 0; k < n; ++k) {
        m(i, j) += v[i * n + k] * std::max(a(k, k), 0.0) * v[j * n + k];
      }
    }
  }
  return negative;
}

}  // namespace karwan::trade
