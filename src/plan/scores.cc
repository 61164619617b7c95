#include "plan/scores.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>

namespace karwan::plan {
namespace {

constexpr int kResamples = 2000;

compared of(tried_trip const& t) {
  auto const days = *t.trip.days;
  return {t.trip.group, days, t.p50_days, t.p10_days <= days && days <= t.p90_days};
}

network::mode main_mode(tried_trip const& t) {
  auto const most = std::ranges::max_element(t.parts.km);
  return static_cast<network::mode>(most - t.parts.km.begin());
}

double km_of(tried_trip const& t) {
  return t.trip.distance_km.value_or(t.km);
}

score score_of(std::string name, std::vector<tried_trip const*> const& trips,
               std::map<tried_trip const*, double> const& thumb) {
  std::vector<compared> ours, rule;
  std::vector<std::string> groups;
  for (auto const* t : trips) {
    ours.push_back(of(*t));
    rule.push_back({t->trip.group, *t->trip.days, thumb.at(t), false});
    groups.push_back(t->trip.group);
  }
  std::ranges::sort(groups);
  groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
  return {std::move(name),
          ours.size(),
          groups.size(),
          bootstrapped(ours, median_error),
          bootstrapped(ours, median_bias),
          bootstrapped(ours, coverage),
          bootstrapped(rule, median_error)};
}

side_score side_score_of(std::vector<compared> const& some) {
  std::set<std::string> groups;
  for (auto const& c : some) {
    groups.insert(c.group);
  }
  return {some.size(), groups.size(), bootstrapped(some, median_error),
          bootstrapped(some, median_bias)};
}

void score_sides(validation& v) {
  std::vector<compared> distances, costs;
  for (auto const& t : v.trips) {
    if (!t.planned() || !t.way_as_told) {
      continue;
    }
    if (t.trip.distance_km && t.own_length) {
      distances.push_back({t.trip.group, *t.trip.distance_km, t.km, false});
    }
    if (t.trip.paid) {
      costs.push_back({t.trip.group, t.trip.paid->usd, t.cost_usd, false});
    }
  }
  v.distance = side_score_of(distances);
  v.cost = side_score_of(costs);
}

}  // namespace

double median(std::vector<double> all) {
  if (all.empty()) {
    return 0;
  }
  std::ranges::sort(all);
  auto const half = all.size() / 2;
  return all.size() % 2 == 1 ? all[half] : (all[half - 1] + all[half]) / 2;
}

double median_error(std::span<compared const> all) {
  std::vector<double> out;
  for (auto const& c : all) {
    out.push_back(std::abs(c.predicted / c.observed - 1));
  }
  return median(std::move(out));
}

double median_bias(std::span<compared const> all) {
  std::vector<double> out;
  for (auto const& c : all) {
    out.push_back(std::log(c.predicted / c.observed));
  }
  return median(std::move(out));
}

double coverage(std::span<compared const> all) {
  auto const in = std::ranges::count_if(all, &compared::within);
  return all.empty() ? 0 : static_cast<double>(in) / static_cast<double>(all.size());
}

scored bootstrapped(std::span<compared const> all,
                    std::function<double(std::span<compared const>)> const& statistic) {
  std::map<std::string, std::vector<compared>> by_group;
  for (auto const& c : all) {
    by_group[c.group].push_back(c);
  }
  std::vector<std::vector<compared> const*> groups;
  for (auto const& [_, members] : by_group) {
    groups.push_back(&members);
  }
  scored out{statistic(all), statistic(all), statistic(all)};
  if (groups.size() < 2) {
    return out;
  }
  std::mt19937_64 luck{20250616};  // any fixed seed: the same table gives the same intervals
  std::vector<double> values;
  std::vector<compared> drawn;
  for (int n = 0; n < kResamples; ++n) {
    drawn.clear();
    for (std::size_t i = 0; i < groups.size(); ++i) {
      auto const& g = *groups[luck() % groups.size()];
      drawn.insert(drawn.end(), g.begin(), g.end());
    }
    values.push_back(statistic(drawn));
  }
  std::ranges::sort(values);
  out.low = values[static_cast<std::size_t>(kLowShare * kResamples)];
  out.high = values[static_cast<std::size_t>(kHighShare * kResamples)];
  return out;
}

std::vector<double> rule_of_thumb(std::span<tried_trip const> trips) {
  std::vector<double> out;
  for (auto const& t : trips) {
    std::vector<double> same_mode, any;
    for (auto const& other : trips) {
      if (!other.planned() || !other.trip.is_observation() || other.trip.group == t.trip.group) {
        continue;
      }
      auto const speed = km_of(other) / *other.trip.days;
      any.push_back(speed);
      if (main_mode(other) == main_mode(t)) {
        same_mode.push_back(speed);
      }
    }
    auto const speed = median(same_mode.empty() ? any : same_mode);
    out.push_back(speed > 0 && t.planned() ? km_of(t) / speed : 0);
  }
  return out;
}

validation validate(std::vector<tried_trip> trips) {
  validation out;
  out.trips = std::move(trips);
  auto const thumb = rule_of_thumb(out.trips);
  std::map<tried_trip const*, double> rule;
  std::vector<tried_trip const*> all;
  std::map<network::mode, std::vector<tried_trip const*>> by_mode;
  std::map<std::string, std::vector<tried_trip const*>> by_corridor;
  for (std::size_t i = 0; i < out.trips.size(); ++i) {
    auto const& t = out.trips[i];
    if (!t.planned() || !t.trip.is_observation()) {
      continue;
    }
    rule[&t] = thumb[i];
    all.push_back(&t);
    by_mode[main_mode(t)].push_back(&t);
    by_corridor[t.trip.corridor].push_back(&t);
  }
  out.all = score_of("all", all, rule);
  for (auto const& [m, some] : by_mode) {
    out.by_mode.push_back(score_of("mostly by " + std::string{name_of(m)}, some, rule));
  }
  for (auto const& [c, some] : by_corridor) {
    out.by_corridor.push_back(score_of(c.empty() ? "no corridor named" : c, some, rule));
  }
  score_sides(out);
  return out;
}

}  // namespace karwan::plan
