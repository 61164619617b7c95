#include "network/lookup.h"

namespace karwan::network {
namespace {

template <typename T>
bool meets(std::optional<T> const& wanted, std::optional<T> const& asked) {
  return !wanted || wanted == asked;
}
bool meets(std::string_view wanted, std::string_view asked) {
  return wanted.empty() || wanted == asked;
}

bool meets(assumption_row const& r, selectors const& s) {
  return meets(r.by, s.by) && meets(r.to_mode, s.to_mode) && meets(r.country, s.country) &&
         meets(r.terrain, s.terrain) && meets(r.carried_in, s.carried_in) &&
         meets(r.gauge_change, s.gauge_change);
}

int precision(assumption_row const& r) {
  return r.by.has_value() + r.to_mode.has_value() + !r.country.empty() + !r.terrain.empty() +
         r.carried_in.has_value() + r.gauge_change.has_value();
}

}  // namespace

bool same_period(record::row const& a, record::row const& b) {
  return a.observed.overlaps(b.observed);
}

lookup::lookup(facts const& f, standpoint s, load_unit carried, telling t)
    : from_{std::move(s)}, telling_{t} {
  for (auto const& r : f.assumptions) {
    if (from_.usable(*r.is)) {
      assumptions_[r.key].push_back(&r);
    }
  }
  for (auto const& r : f.rates) {
    if (from_.usable(*r.is) && !r.country.empty() && r.corridor.empty() &&
        meets(r.carried_in, std::optional{carried})) {
      rates_[r.measure].push_back(&r);
    }
  }
}

assumption_row const* lookup::assumption(std::string_view key, selectors const& s,
                                         assumption_row const* except) const {
  auto const it = assumptions_.find(key);
  if (it == assumptions_.end()) {
    return nullptr;
  }
  assumption_row const* best = nullptr;
  for (auto const* r : it->second) {
    if (r == except || !meets(*r, s)) {
      continue;
    }
    auto const own = [](assumption_row const& x) { return x.is->layer.empty() ? 0 : 1; };
    auto const more = best == nullptr         ? 1
                      : own(*r) != own(*best) ? own(*r) - own(*best)
                                              : precision(*r) - precision(*best);
    if (more > 0 || (more == 0 && from_.better(*r->is, *best->is))) {
      best = r;
    }
  }
  return best;
}

void lookup::tell(estimate& e, std::string_view what, std::string_view unit) const {
  if (telling_ == telling::nothing) {
    return;
  }
  auto name = std::string{what};
  std::ranges::replace(name, '_', ' ');
  e.how = std::make_shared<term const>(term{.is = term::kind::row,
                                            .what = std::move(name),
                                            .unit = std::string{unit},
                                            .v = e.v,
                                            .worst = e.worst,
                                            .from = e.from,
                                            .parts = {}});
}

estimate lookup::read(assumption_row const& r) const {
  auto e = from_row(r.value, r.is->row_grade, r.cells);
  tell(e, r.key, r.unit);
  return e;
}

std::optional<estimate> lookup::assumed(std::string_view key, selectors const& s) const {
  auto const* r = assumption(key, s);
  return r == nullptr ? std::nullopt : std::optional{read(*r)};
}

std::optional<estimate> lookup::assumed_unless(double idle, std::string_view key,
                                               selectors const& s) const {
  auto const* r = assumption(key, s);
  if (r == nullptr) {
    return std::nullopt;
  }
  auto const nothing = bounded<double>{idle, idle, idle};
  if (r->value != nothing) {
    return read(*r);
  }
  auto const* next = assumption(key, s, r);
  if (next == nullptr || next->value == nothing) {
    return std::nullopt;
  }
  auto e = estimate{nothing, record::grade::measured, 0, r->cells, nullptr};
  tell(e, key, r->unit);
  return e;
}

rate_row const* lookup::best_rate(std::string_view measure, mode by, std::string_view country,
                                  std::string_view direction, rate_row const* except) const {
  auto const all = rates_.find(measure);
  if (all == rates_.end()) {
    return nullptr;
  }
  auto const better = [&](rate_row const& a, rate_row const& b) {
    if (a.is->layer.empty() != b.is->layer.empty()) {
      return b.is->layer.empty();
    }
    auto const a_fits = a.carried_in.has_value() + !a.direction.empty();
    auto const b_fits = b.carried_in.has_value() + !b.direction.empty();
    return a_fits != b_fits ? a_fits > b_fits : from_.better(*a.is, *b.is);
  };
  rate_row const* best = nullptr;
  for (auto const* r : all->second) {
    if (r != except && r->by == by && r->country == country && meets(r->direction, direction) &&
        (best == nullptr || better(*r, *best))) {
      best = r;
    }
  }
  return best;
}

figure const* lookup::rate(std::string_view measure, mode by, std::string_view country,
                           std::string_view direction) const {
  auto const [at, fresh] = remembered_.try_emplace({measure, by, country, direction});
  auto const* best = fresh ? best_rate(measure, by, country, direction) : nullptr;
  if (best != nullptr) {
    auto f = figure{from_row(best->value, best->is->row_grade, best->cells), best};
    if (!best->has_width) {
      auto others = std::vector<rate_row const*>{};
      std::ranges::copy_if(rates_.at(measure), std::back_inserter(others), [&](rate_row const* r) {
        return r->by == by && r->country == country && r->direction == best->direction &&
               r->carried_in == best->carried_in && r->unit == best->unit &&
               same_period(*r->is, *best->is);
      });
      spread(f.value, *best->is, others, [](rate_row const& r) { return r.value.best; });
    }
    tell(f.value, measure, best->unit);
    at->second = std::move(f);
  }
  return at->second ? &*at->second : nullptr;
}

void lookup::disperse(estimate& e, std::string_view key, mode by) const {
  if (e.v.low != e.v.high || e.v.best == 0) {
    return;
  }
  if (auto const d = assumed_unless(1, key, {.by = by})) {
    e.v.low *= d->v.low;
    e.v.high *= d->v.high;
    e.how = made_of(term::kind::spread, e.how, d->how, e.v);
    join(e.from, d->from);
  }
}

}  // namespace karwan::network
