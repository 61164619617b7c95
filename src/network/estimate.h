#pragma once

#include <algorithm>
#include <cmath>

#include "karwan/network/explain.h"
#include "network/rows.h"

namespace karwan::network {

// A number, how wide it may be, and what it rests on.
struct estimate {
  bounded<double> v{};
  record::grade worst{record::grade::measured};  // of what `best` rests on
  double assumed{0};                             // share of `best` that rests on assumed inputs
  statements from;
  derivation how{};  // only where it is asked for (lookup.h: telling)
};

inline derivation constant(double k, std::string_view what = {}, statements const& from = {}) {
  return std::make_shared<term const>(term{.is = term::kind::constant,
                                           .what = std::string{what},
                                           .unit = {},
                                           .v = {k, k, k},
                                           .worst = record::grade::measured,
                                           .from = from,
                                           .parts = {}});
}

// Of a number made of two others. Nothing is not a part of a sum.
inline derivation made_of(term::kind is, derivation const& a, derivation const& b,
                          bounded<double> v) {
  if (!a && !b) {
    return nullptr;
  }
  if (!a || !b) {
    return a ? a : b;
  }
  return std::make_shared<term const>(term{.is = is,
                                           .what = {},
                                           .unit = {},
                                           .v = v,
                                           .worst = std::max(a->worst, b->worst),
                                           .from = {},
                                           .parts = {a, b}});
}

inline estimate from_row(bounded<double> v, record::grade g, statements const& cells) {
  return {v, g, g == record::grade::assumed ? 1.0 : 0.0, cells, nullptr};
}

inline void join(statements& to, statements const& more) {
  to.insert(to.end(), more.begin(), more.end());
}

// A product with an assumed factor is assumed as far as that factor is.
inline estimate& operator*=(estimate& a, estimate const& b) {
  a.v = {a.v.low * b.v.low, a.v.best * b.v.best, a.v.high * b.v.high};
  a.how = made_of(term::kind::product, a.how, b.how, a.v);
  a.worst = std::max(a.worst, b.worst);
  a.assumed = std::max(a.assumed, b.assumed);
  join(a.from, b.from);
  return a;
}
inline estimate operator*(estimate a, estimate const& b) {
  return a *= b;
}
// `what` says what k is, and `cells` what it rests on, for who asks how the number came about.
inline estimate times(estimate a, double k, std::string_view what, statements const& cells = {}) {
  a.v = {a.v.low * k, a.v.best * k, a.v.high * k};
  if (a.how) {
    a.how = made_of(term::kind::product, a.how, constant(k, what, cells), a.v);
  }
  return a;
}
inline estimate operator*(estimate a, double k) {
  return times(std::move(a), k, {});
}

// k / a, for a > 0.
inline estimate operator/(double k, estimate a) {
  a.v = {k / a.v.high, k / a.v.best, k / a.v.low};
  if (a.how) {
    a.how = made_of(term::kind::quotient, constant(k), a.how, a.v);
  }
  return a;
}

// A sum is assumed as far as its parts are, by their size.
inline estimate& operator+=(estimate& a, estimate const& b) {
  auto const sum = a.v.best + b.v.best;
  a.assumed = sum > 0 ? (a.assumed * a.v.best + b.assumed * b.v.best) / sum : 0;
  a.v += b.v;
  a.how = made_of(term::kind::sum, a.how, b.how, a.v);
  a.worst = std::max(a.worst, b.worst);
  join(a.from, b.from);
  return a;
}
inline estimate operator+(estimate a, estimate const& b) {
  return a += b;
}

}  // namespace karwan::network
