#include "karwan/plan/calibrate.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

#include "plan/assumed_values.h"
#include "plan/fit.h"
#include "plan/lognormal.h"

namespace karwan::plan {
namespace {

using network::mode;

constexpr std::size_t kLeastGroups = 5;
constexpr int kRefits = 200;

struct named_factor {
  std::string_view key, mode, prior;
};
constexpr std::array<named_factor, kFactors> kFactorNames{{
    {"pace_factor", "road", "pace_prior"},
    {"pace_factor", "rail", "pace_prior"},
    {"dwell_factor", "", "dwell_prior"},
    {"exchange_factor", "", "exchange_prior"},
}};

bounded<double> prior(assumed_values const& from, std::string_view key) {
  auto const p = from.find(key);
  if (!p || p->low <= 0 || p->high <= p->low) {
    throw failure{{error_kind::bad_data,
                   fmt::format("the record has no assumption {} to fit from", key),
                   "assumptions.key", "State its low, best and high, for example 0.5, 1, 2"}};
  }
  return *p;
}

fit_priors priors_of(assumed_values const& from) {
  fit_priors out;
  for (std::size_t k = 0; k < kFactors; ++k) {
    out.sigma[k] = sigma_of(prior(from, kFactorNames[k].prior));
  }
  out.trip_sigma = sigma_of(prior(from, "trip_prior"));
  return out;
}

// The parts as they would be if no factor were set, and what of P10 to P90 the legs alone make.
fit_case case_of(tried_trip const& t, assumed_values const& current) {
  auto const now = [&](std::size_t k) {
    auto const f = current.find(kFactorNames[k].key, kFactorNames[k].mode);
    return f ? f->best : 1.0;
  };
  auto const& p = t.parts;
  auto const by = [&](mode m) { return p.travel_h[static_cast<std::size_t>(m)]; };
  fit_case c;
  c.group = t.trip.group;
  c.observed_h = *t.trip.days * 24;
  c.hours = {by(mode::road) / now(kRoadPace), by(mode::rail) / now(kRailPace),
             p.dwell_h / now(kDwell), p.exchange_h / now(kExchange)};
  c.fixed_h = by(mode::sea) + by(mode::ferry) + by(mode::air) + p.closed_h;
  c.p50_over_mean = t.p50_days / t.mean_days;
  auto const whole = std::log(t.p90_days / t.p10_days) / (2 * kNormalP90);
  auto const trip = current.find("trip_dispersion");
  auto const shared = trip && trip->low > 0 ? sigma_of(*trip) : 0;
  c.sigma = std::sqrt(std::max(whole * whole - shared * shared, 0.0));
  return c;
}

std::vector<std::vector<fit_case>> by_group(std::vector<fit_case> const& cases) {
  std::vector<std::vector<fit_case>> out;
  for (auto const& c : cases) {
    auto const at = std::ranges::find_if(out, [&](auto const& g) { return g[0].group == c.group; });
    at == out.end() ? out.push_back({c}) : at->push_back(c);
  }
  return out;
}

compared of(fit_case const& c, fit_result const& r) {
  return {c.group, c.observed_h, predicted_h(c, r.log_factor), holds(c, r)};
}

score score_of(std::string name, std::vector<compared> const& all, std::size_t groups,
               std::vector<compared> const& rule) {
  return {std::move(name),
          all.size(),
          groups,
          bootstrapped(all, median_error),
          bootstrapped(all, median_bias),
          bootstrapped(all, coverage),
          bootstrapped(rule, median_error)};
}

std::vector<compared> across_folds(std::vector<std::vector<fit_case>> const& groups,
                                   fit_priors const& priors) {
  std::vector<compared> out;
  for (auto const& left_out : groups) {
    std::vector<fit_case> others;
    for (auto const& g : groups) {
      if (&g != &left_out) {
        others.insert(others.end(), g.begin(), g.end());
      }
    }
    auto const r = fit(others, priors);
    for (auto const& c : left_out) {
      out.push_back(of(c, r));
    }
  }
  return out;
}

// Refits to groups drawn with replacement; per factor its 5 and 95 %.
std::vector<std::array<double, 2>> resampled(std::vector<std::vector<fit_case>> const& groups,
                                             fit_priors const& priors) {
  std::mt19937_64 luck{20250616};  // any fixed seed: the same trips give the same intervals
  std::array<std::vector<double>, kFactors> values;
  for (int n = 0; n < kRefits; ++n) {
    std::vector<fit_case> drawn;
    for (std::size_t i = 0; i < groups.size(); ++i) {
      auto g = groups[luck() % groups.size()];
      for (auto& c : g) {
        c.group += fmt::format("#{}", i);  // drawn twice, it weighs twice
      }
      drawn.insert(drawn.end(), g.begin(), g.end());
    }
    auto const r = fit(drawn, priors);
    for (std::size_t k = 0; k < kFactors; ++k) {
      values[k].push_back(std::exp(r.log_factor[k]));
    }
  }
  std::vector<std::array<double, 2>> out;
  for (auto& v : values) {
    std::ranges::sort(v);
    out.push_back({v[static_cast<std::size_t>(kLowShare * kRefits)],
                   v[static_cast<std::size_t>(kHighShare * kRefits)]});
  }
  return out;
}

}  // namespace

calibration calibrate(record::store const& store, record::view_spec const& view,
                      std::span<tried_trip const> trips) {
  assumed_values const current{store, view};
  auto const priors = priors_of(current);
  std::vector<fit_case> cases;
  std::vector<compared> rule;
  auto const thumb = rule_of_thumb(trips);
  for (std::size_t i = 0; i < trips.size(); ++i) {
    auto const& t = trips[i];
    if (t.planned() && t.trip.is_observation()) {
      cases.push_back(case_of(t, current));
      rule.push_back({t.trip.group, *t.trip.days, thumb[i], false});
    }
  }
  auto const groups = by_group(cases);
  if (groups.size() < kLeastGroups) {
    throw failure{{error_kind::bad_input,
                   fmt::format("only {} groups of observed trips can be planned", groups.size()),
                   "FILE", fmt::format("Give trips of at least {} groups", kLeastGroups)}};
  }
  auto const r = fit(cases, priors);
  auto const intervals = resampled(groups, priors);
  calibration out;
  out.trips = cases.size();
  out.groups = groups.size();
  for (std::size_t k = 0; k < kFactors; ++k) {
    auto const best = std::exp(r.log_factor[k]);
    auto const with =
        std::ranges::count_if(cases, [&](fit_case const& c) { return c.hours[k] > 0; });
    out.factors.push_back({std::string{kFactorNames[k].key},
                           std::string{kFactorNames[k].mode},
                           prior(current, kFactorNames[k].prior),
                           {std::min(intervals[k][0], best), best, std::max(intervals[k][1], best)},
                           static_cast<std::size_t>(with)});
  }
  auto const spread = std::exp(kNormalP90 * r.trip_sigma);
  out.trip_dispersion = {1 / spread, 1, spread};
  std::vector<compared> fitted;
  for (auto const& c : cases) {
    fitted.push_back(of(c, r));
  }
  out.as_fitted = score_of("as fitted", fitted, groups.size(), rule);
  out.across_folds = score_of("each group by a fit to the others", across_folds(groups, priors),
                              groups.size(), rule);
  return out;
}

}  // namespace karwan::plan
