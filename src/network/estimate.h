#pragma once

#include <algorithm>
#include <cmath>

#include "network/rows.h"

namespace karwan::network {

// A number, how wide it may be, and what it rests on.
struct estimate {
  bounded<double> v{};
  record::grade worst{record::grade::measured};  // of what `best` rests on
  double assumed{0};                             // share of `best` that rests on assumed inputs
  statements from;
};

inline estimate from_row(bounded<double> v, record::grade g, statements const& cells) {
  return {v, g, g == record::grade::assumed ? 1.0 : 0.0, cells};
}

inline void join(statements& to, statements const& more) {
  to.insert(to.end(), more.begin(), more.end());
}

// A product with an assumed factor is assumed as far as that factor is.
inline estimate& operator*=(estimate& a, estimate const& b) {
  a.v = {a.v.low * b.v.low, a.v.best * b.v.best, a.v.high * b.v.high};
  a.worst = std::max(a.worst, b.worst);
  a.assumed = std::max(a.assumed, b.assumed);
  join(a.from, b.from);
  return a;
}
inline estimate operator*(estimate a, estimate const& b) {
  return a *= b;
}
inline estimate operator*(estimate a, double k) {
  a.v = {a.v.low * k, a.v.best * k, a.v.high * k};
  return a;
}

// k / a, for a > 0.
inline estimate operator/(double k, estimate a) {
  a.v = {k / a.v.high, k / a.v.best, k / a.v.low};
  return a;
}

// A sum is assumed as far as its parts are, by their size.
inline estimate& operator+=(estimate& a, estimate const& b) {
  auto const sum = a.v.best + b.v.best;
  a.assumed = sum > 0 ? (a.assumed * a.v.best + b.assumed * b.v.best) / sum : 0;
  a.v += b.v;
  a.worst = std::max(a.worst, b.worst);
  join(a.from, b.from);
  return a;
}
inline estimate operator+(estimate a, estimate const& b) {
  return a += b;
}

}  // namespace karwan::network
