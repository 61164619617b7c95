#include "trade/covariance.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <unordered_map>

#include "karwan/base/text.h"
#include "trade/connected.h"

namespace karwan::trade {
namespace {

// Numbers pairs (a_i, b_i) from 0 in the order in which they are met.
effect cross(effect const& a, effect const& b) {
  std::unordered_map<std::uint64_t, std::uint32_t> number;
  effect out;
  out.of.reserve(a.of.size());
  for (std::size_t i = 0; i < a.of.size(); ++i) {
    auto const key = (std::uint64_t{a.of[i]} << 32) | b.of[i];
    auto const [at, is_new] = number.try_emplace(key, out.groups);
    out.groups += is_new ? 1 : 0;
    out.of.push_back(at->second);
  }
  return out;
}

effect on_rows(group_column const& g, design const& d) {
  effect all{{}, 1};
  effect picked{{}, g.groups};
  all.of.assign(d.size(), 0);
  for (auto const i : d.row) {
    picked.of.push_back(g.of[i]);
  }
  return cross(all, picked);
}

void add_products(symmetric& meat, std::vector<double> const& s, double sign) {
  for (std::size_t a = 0; a < s.size(); ++a) {
    for (std::size_t b = 0; b < s.size(); ++b) {
      meat(a, b) += sign * s[a] * s[b];
    }
  }
}

void add_rows(symmetric& meat, column_values const& x, std::vector<double> const& errors) {
  std::vector<double> score(x.size());
  for (std::size_t i = 0; i < errors.size(); ++i) {
    for (std::size_t k = 0; k < x.size(); ++k) {
      score[k] = x[k][i] * errors[i];
    }
    add_products(meat, score, 1);
  }
}

void add_groups(symmetric& meat, column_values const& x, std::vector<double> const& errors,
                effect const& g, double sign) {
  column_values sums(g.groups, std::vector<double>(x.size(), 0.0));
  for (std::size_t i = 0; i < errors.size(); ++i) {
    for (std::size_t k = 0; k < x.size(); ++k) {
      sums[g.of[i]][k] += x[k][i] * errors[i];
    }
  }
  for (auto const& s : sums) {
    add_products(meat, s, sign);
  }
}

// Fixed effects that are not collinear with others, counted: exact for two; of each further one,
// those that its most collinear pair shows.
std::size_t degrees_of_effects(design const& d) {
  std::size_t sum = 0;
  for (std::size_t f = 0; f < d.effects.size(); ++f) {
    std::size_t lost = 0;
    for (std::size_t other = 0; other < f; ++other) {
      groups_of_nodes parts{std::size_t{d.effects[f].groups} + d.effects[other].groups};
      for (std::size_t i = 0; i < d.size(); ++i) {
        parts.join(d.effects[f].of[i], d.effects[f].groups + d.effects[other].of[i]);
      }
      lost = std::max(lost, parts.count());
    }
    sum += d.effects[f].groups - lost;
  }
  return sum;
}

void set_robust(gravity_fit& fit, design const& d) {
  auto const n = static_cast<double>(d.size());
  if (fit.method == estimator::ppml) {
    fit.correction = "n/(n-1)";
    fit.correction_factor = n / (n - 1);
    return;
  }
  auto const k = static_cast<double>(fit.coefficients.size() + degrees_of_effects(d));
  fit.correction = "n/(n-k)";
  fit.correction_factor = n / (n - k);
}

}  // namespace

status add_covariance(gravity_fit& fit, regression const& r, design const& d,
                      column_values const& x, std::vector<double> const& errors,
                      symmetric const& bread) {
  symmetric meat{x.size()};
  std::vector<effect> clusters;
  auto fewest = static_cast<double>(d.size());
  for (auto const& c : r.clusters) {
    clusters.push_back(on_rows(c, d));
    fit.clusters.push_back({c.name, clusters.back().groups});
    fewest = std::min(fewest, static_cast<double>(clusters.back().groups));
    if (clusters.back().groups < 2) {
      return fail(error_kind::bad_data, "all rows are in one cluster", c.name,
                  "Cluster by a column with more groups");
    }
  }
  if (clusters.empty()) {
    add_rows(meat, x, errors);
    set_robust(fit, d);
  } else {
    for (unsigned set = 1; set < 1U << clusters.size(); ++set) {
      effect g{std::vector<std::uint32_t>(d.size(), 0), 1};
      for (std::size_t c = 0; c < clusters.size(); ++c) {
        g = (set >> c & 1) != 0 ? cross(g, clusters[c]) : std::move(g);
      }
      add_groups(meat, x, errors, g, std::popcount(set) % 2 == 1 ? 1 : -1);
    }
    fit.correction = clusters.size() == 1 ? "G/(G-1)" : "G/(G-1), G of the fewest";
    fit.correction_factor = fewest / (fewest - 1);
  }
  if (!(fit.correction_factor > 0) || !std::isfinite(fit.correction_factor)) {
    return fail(error_kind::bad_data, "as many coefficients as rows leave nothing to judge by", {},
                "Take fewer fixed effects or more rows");
  }
  auto v = sandwich(bread, meat);
  fit.covariance_mended = clusters.size() > 1 && make_semidefinite(v);
  fit.covariance.assign(x.size(), std::vector<double>(x.size()));
  for (std::size_t a = 0; a < x.size(); ++a) {
    for (std::size_t b = 0; b < x.size(); ++b) {
      fit.covariance[a][b] = fit.correction_factor * v(a, b);
    }
    fit.coefficients[a].standard_error = std::sqrt(std::max(fit.covariance[a][a], 0.0));
  }
  return {};
}

}  // namespace karwan::trade
