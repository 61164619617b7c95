#include "network/shutting.h"

#include <set>

#include "network/calendar.h"

namespace karwan::network {
namespace {

constexpr double kDaysAYear = 365.25;
constexpr double kSecondsADay = 86400;

double days_between(day a, day b) {
  return static_cast<double>((b - a).count());
}

// Is it a border over which goods go, by the rows of crossings?
bool is_crossing(facts const& f, std::string_view entity) {
  return !rows_of(f.crossings, entity).empty();
}

bool is_foreseen(facts const& f, closure_row const& c) {
  auto const first = c.from->first;
  auto const holiday = std::ranges::any_of(
      f.holidays, [&](holiday_row const& h) { return h.on.first <= first && first < h.on.end; });
  return holiday || std::ranges::any_of(f.closures, [&](closure_row const& other) {
           return other.target == c.target && other.every_year &&
                  contains(*other.every_year, first);
         });
}

// When it ended, as far as was known by that day: as stated, or by a later word that it reopened.
std::optional<day> end_of(facts const& f, closure_row const& c, day as_of) {
  auto end = std::optional<day>{};
  auto const ends = [&](day d) { end = end ? std::min(*end, d) : d; };
  if (c.to && c.to->end <= as_of) {
    ends(c.to->end);
  }
  for (auto const& r : f.closures) {
    if (r.reopens && !r.to && r.target == c.target && r.traffic != "passenger" && r.from &&
        r.from->first > c.from->first && r.from->first <= as_of) {
      ends(r.from->first);
    }
  }
  return end;
}

// Spells of one border that meet are one, which lasts as long as any of them.
std::vector<spell> joined(std::vector<spell> all) {
  std::ranges::stable_sort(all, {}, [](spell const& s) { return std::pair{s.target, s.from}; });
  auto out = std::vector<spell>{};
  for (auto& s : all) {
    auto const meets = !out.empty() && out.back().target == s.target &&
                       (!out.back().to || s.from <= *out.back().to);
    if (!meets) {
      out.push_back(std::move(s));
      continue;
    }
    auto& last = out.back();
    last.to = last.to && s.to ? std::optional{std::max(*last.to, *s.to)} : std::nullopt;
    join(last.cells, s.cells);
  }
  return out;
}

double log_days(spell const& s) {
  return std::log(std::max(days_between(s.from, *s.to), 1.0));
}

}  // namespace

std::vector<spell> spells_of(facts const& f, day as_of) {
  auto out = std::vector<spell>{};
  for (auto const& c : f.closures) {
    auto const counts = c.is->world.empty() && !c.reopens && c.traffic != "passenger" &&
                        !c.every_year && c.from && c.from->first != day::min() &&
                        c.from->first <= as_of && is_crossing(f, c.target);
    if (counts && !is_foreseen(f, c)) {
      out.push_back({c.target, c.from->first, end_of(f, c, as_of), c.cells});
    }
  }
  return joined(std::move(out));
}

shuttings::shuttings(facts const& f, lookup const& l) {
  as_of_ = l.from().as_of;
  auto const* years = l.assumption("closure_prior_years", {});
  auto const* weight = l.assumption("closure_prior_spells", {});
  auto spells = spells_of(f, as_of_);
  auto shut = 0.0, sum = 0.0, squares = 0.0, ended = 0.0;
  for (auto const& s : spells) {
    shut += days_between(s.from, s.to.value_or(as_of_));
    if (s.to) {
      sum += log_days(s);
      squares += log_days(s) * log_days(s);
      ended += 1;
    }
  }
  if (years == nullptr || weight == nullptr || ended < 2) {
    return;
  }
  auto borders = std::set<std::string_view>{};
  for (auto const& r : f.crossings) {
    borders.insert(r.is->entity);
  }
  auto const first = std::ranges::min_element(spells, {}, &spell::from)->from;
  watched_d_ = days_between(first, as_of_);
  prior_d_ = years->value.best * kDaysAYear;
  prior_spells_ = weight->value.best;
  per_d_ = static_cast<double>(spells.size()) /
           std::max(static_cast<double>(borders.size()) * watched_d_ - shut, 1.0);
  log_mean_ = sum / ended;
  log_sigma_ = std::sqrt(std::max(squares / ended - log_mean_ * log_mean_, 0.0));
  spells_ = std::move(spells);
}

shutting shuttings::of(std::string_view crossing) const {
  auto out = shutting{};
  if (spells_.empty()) {
    return out;
  }
  auto own = 0.0, ended = 0.0, logs = 0.0, shut = 0.0;
  for (auto const& s : spells_) {
    if (s.target != crossing) {
      continue;
    }
    own += 1;
    join(out.statements, s.cells);
    shut += days_between(s.from, s.to.value_or(as_of_));
    if (s.to) {
      ended += 1;
      logs += log_days(s);
    }
  }
  out.per_s = (own + per_d_ * prior_d_) / (watched_d_ - shut + prior_d_) / kSecondsADay;
  out.log_mean =
      (logs + log_mean_ * prior_spells_) / (ended + prior_spells_) + std::log(kSecondsADay);
  out.log_sigma = log_sigma_;
  return out;
}

}  // namespace karwan::network
