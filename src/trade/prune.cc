#include "trade/prune.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "trade/dense.h"

namespace karwan::trade {
namespace {

struct tally {
  std::uint32_t rows{0};
  bool positive{false};
};

std::vector<tally> count_groups(regression const& r, group_column const& g,
                                std::vector<drop_reason> const& rows) {
  std::vector<tally> out(g.groups);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i] == drop_reason::kept) {
      auto& t = out[g.of[i]];
      ++t.rows;
      t.positive = t.positive || r.outcome.values[i] > 0;
    }
  }
  return out;
}

// Marks the kept rows of groups for which `is_bad` holds. Was there any?
template <typename IsBad>
bool mark(regression const& r, std::vector<drop_reason>& rows, drop_reason why, IsBad is_bad) {
  auto any = false;
  for (auto const& g : r.fixed_effects) {
    auto const counts = count_groups(r, g, rows);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (rows[i] == drop_reason::kept && is_bad(counts[g.of[i]])) {
        rows[i] = why;
        any = true;
      }
    }
  }
  return any;
}

// Groups of kept rows numbered from 0 in the order of their old numbers.
effect renumber(group_column const& g, std::vector<std::uint32_t> const& row) {
  constexpr auto kUnseen = ~std::uint32_t{0};
  std::vector<std::uint32_t> number(g.groups, kUnseen);
  for (auto const i : row) {
    number[g.of[i]] = 0;
  }
  effect out;
  for (auto& n : number) {
    if (n != kUnseen) {
      n = out.groups++;
    }
  }
  out.of.reserve(row.size());
  for (auto const i : row) {
    out.of.push_back(number[g.of[i]]);
  }
  return out;
}

double squares_about_mean(std::vector<double> const& v) {
  auto const mean = std::accumulate(v.begin(), v.end(), 0.0) / static_cast<double>(v.size());
  double sum = 0;
  for (auto const x : v) {
    sum += (x - mean) * (x - mean);
  }
  return sum;
}

double inner(std::vector<double> const& a, std::vector<double> const& b) {
  return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

}  // namespace

void prune_groups(regression const& r, estimator method, std::vector<drop_reason>& rows) {
  for (auto again = true; again;) {
    again = false;
    while (mark(r, rows, drop_reason::singleton, [](tally const& t) { return t.rows == 1; })) {
      again = true;
    }
    if (method == estimator::ppml) {
      again = mark(r, rows, drop_reason::only_zeros, [](tally const& t) { return !t.positive; }) ||
              again;
    }
  }
}

design make_design(regression const& r, std::vector<drop_reason> const& rows) {
  design d;
  for (std::uint32_t i = 0; i < rows.size(); ++i) {
    if (rows[i] == drop_reason::kept) {
      d.row.push_back(i);
    }
  }
  for (auto const& g : r.fixed_effects) {
    d.effects.push_back(renumber(g, d.row));
  }
  auto const first = std::ranges::max_element(d.effects, {}, &effect::groups);
  if (first != d.effects.end()) {
    auto const k = static_cast<std::size_t>(first - d.effects.begin());
    auto const& g = r.fixed_effects[k];
    std::ranges::stable_sort(d.row, {}, [&](std::uint32_t i) { return g.of[i]; });
    d.effects.clear();
    d.effects.push_back(renumber(g, d.row));
    for (std::size_t f = 0; f < r.fixed_effects.size(); ++f) {
      if (f != k) {
        d.effects.push_back(renumber(r.fixed_effects[f], d.row));
      }
    }
  }
  auto const pick = [&](std::vector<double> const& from) {
    std::vector<double> out;
    out.reserve(d.size());
    for (auto const i : d.row) {
      out.push_back(from[i]);
    }
    return out;
  };
  d.y = pick(r.outcome.values);
  if (r.fixed_effects.empty()) {
    d.x.emplace_back(d.size(), 1.0);
  }
  for (auto const& x : r.regressors) {
    d.x.push_back(pick(x.values));
  }
  return d;
}

std::vector<omitted_column> omit_collinear(design& d, std::vector<std::string>& names) {
  constexpr double kExact = 1e-10;      // tolerance of demeaning
  constexpr double kNothing = 1e-13;    // share of a column's squares that counts as none
  constexpr double kCollinear = 1e-11;  // the same after the columns before it
  absorber const absorb{d.effects, d.size()};
  auto left = d.x;
  std::vector<bool> within(d.x.size(), false);  // of the fixed effects
  for (std::size_t k = 0; k < left.size(); ++k) {
    absorber::coefficients start;
    absorb.absorb(left[k], start, kExact);
    auto const before = d.effects.empty() ? inner(d.x[k], d.x[k]) : squares_about_mean(d.x[k]);
    within[k] = !(inner(left[k], left[k]) > kNothing * before);
    if (within[k]) {
      std::ranges::fill(left[k], 0.0);
    }
  }
  symmetric gram{left.size()};
  for (std::size_t a = 0; a < left.size(); ++a) {
    for (std::size_t b = 0; b < left.size(); ++b) {
      gram(a, b) = inner(left[a], left[b]);
    }
  }
  auto const kept = sweep(gram, kCollinear).kept;
  std::vector<omitted_column> out;
  std::vector<std::vector<double>> x;
  std::vector<std::string> kept_names;
  for (std::size_t k = 0; k < left.size(); ++k) {
    if (kept[k]) {
      x.push_back(std::move(d.x[k]));
      kept_names.push_back(names[k]);
    } else {
      out.push_back({names[k], within[k] && !d.effects.empty()
                                   ? "collinear with the fixed effects"
                                   : "collinear with the columns before it"});
    }
  }
  d.x = std::move(x);
  names = std::move(kept_names);
  return out;
}

}  // namespace karwan::trade
