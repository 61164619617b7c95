#include "impact/assess.h"

#include <algorithm>
#include <cmath>

#include "karwan/record/entity.h"

namespace karwan::impact {
namespace {

std::size_t count(std::vector<studied> const& flows, outcome o) {
  return static_cast<std::size_t>(
      std::ranges::count_if(flows, [&](studied const& s) { return s.told.is == o; }));
}

// The median over the flows that change, at best and in each draw.
std::optional<interval> median_change(std::vector<studied> const& flows, double chosen_way::*what,
                                      std::vector<double> drawn::*drawn_as) {
  std::vector<double> best;
  std::size_t draws = 0;
  for (auto const& f : flows) {
    if (f.changes()) {
      best.push_back((*f.best.taken[1]).*what - (*f.best.taken[0]).*what);
      draws = (f.draws.*drawn_as).size();
    }
  }
  if (best.empty()) {
    return std::nullopt;
  }
  std::vector<double> medians, one;
  for (std::size_t n = 0; n < draws; ++n) {
    one.clear();
    for (auto const& f : flows) {
      if (f.changes() && !std::isnan((f.draws.*drawn_as)[n])) {
        one.push_back((f.draws.*drawn_as)[n]);
      }
    }
    if (!one.empty()) {
      medians.push_back(median_of(one));
    }
  }
  return interval_of(median_of(best), std::move(medians));
}

double assumed_of(std::vector<studied> const& flows) {
  std::vector<double> shares;
  for (auto const& f : flows) {
    if (f.changes() || f.told.is == outcome::opened) {
      shares.push_back(f.assumed());
    }
  }
  return shares.empty() ? 0 : median_of(std::move(shares));
}

// A promise often bears the name of its project.
std::string entity_of(record::name_index const& names, std::string const& text) {
  constexpr std::array<std::string_view, 1> kProject{"project"};
  auto const project = names.resolve(text, kProject);
  if (project) {
    return *project;
  }
  auto found = names.resolve(text);
  if (!found) {
    found.error().place = "ID";
  }
  return value_or_throw(std::move(found));
}

}  // namespace

summary summed_up(std::vector<studied> const& flows) {
  summary s;
  s.flows = flows.size();
  s.opened = count(flows, outcome::opened);
  s.lost = count(flows, outcome::lost);
  s.no_route = count(flows, outcome::no_route);
  s.refused = count(flows, outcome::refused);
  s.changing = count(flows, outcome::changed) + count(flows, outcome::rerouted);
  s.duties = static_cast<std::size_t>(std::ranges::count_if(
      flows, [](studied const& f) { return f.changes() && f.told.duty_pct; }));
  s.days = median_change(flows, &chosen_way::days, &drawn::days);
  s.usd_t = median_change(flows, &chosen_way::usd_t, &drawn::usd_t);
  s.assumed = assumed_of(flows);
  return s;
}

drawn_pairs draw_pairs(std::vector<pair_basis> const& pairs, std::vector<studied> const& flows,
                       impact_question const& q, parameter const& day_value,
                       parameter const& elasticity) {
  drawn_pairs drawn(pairs.size());
  for (std::uint32_t n = 0; n < q.draws; ++n) {
    auto const at = stance::draw(q.seed, n);
    auto const choices = choices_drawn(flows, n);
    for (std::size_t p = 0; p < pairs.size(); ++p) {
      drawn[p].push_back(result_of(pairs[p], flows, at, choices, day_value, elasticity));
    }
  }
  return drawn;
}

std::vector<pair_change> trade_of(std::vector<pair_basis> const& pairs, drawn_pairs const& drawn,
                                  std::vector<studied> const& flows, parameter const& day_value,
                                  parameter const& elasticity) {
  std::vector<pair_change> out;
  auto const best = choices_at(flows, stance::best(), day_value);
  for (std::size_t p = 0; p < pairs.size(); ++p) {
    auto& to = out.emplace_back(pairs[p].told);
    auto const at_best = result_of(pairs[p], flows, stance::best(), best, day_value, elasticity);
    auto const spread = [&](double pair_result::*what) {
      std::vector<double> all;
      for (auto const& r : drawn[p]) {
        all.push_back(r.*what);
      }
      return interval_of(at_best.*what, std::move(all));
    };
    to.pct = *spread(&pair_result::pct);
    if (to.base_usd) {
      to.usd = spread(&pair_result::usd);
      to.saved_usd = spread(&pair_result::saved_usd);
    }
  }
  return out;
}

std::optional<investment> cost_of(record::store const& record, record::view_spec const& view,
                                  std::string const& entity) {
  investment out{entity, std::nullopt, {}, record::grade::measured};
  std::vector<double> middles, all;
  for (auto const& r : record.rows_of(entity, view)) {
    auto const is_project = record::tables()[*r.table].name == "projects";
    auto const best = is_project ? r.number("cost_usd") : std::nullopt;
    auto const low = is_project ? r.number("cost_low_usd") : std::nullopt;
    auto const high = is_project ? r.number("cost_high_usd") : std::nullopt;
    if (!best && !(low && high)) {
      continue;
    }
    middles.push_back(best ? *best : (*low + *high) / 2);
    for (auto const& v : {std::optional{middles.back()}, low, high}) {
      if (v) {
        all.push_back(*v);
      }
    }
    out.rows.push_back(r.row_id);
    out.worst = std::max(out.worst, r.row_grade);
  }
  if (all.empty()) {
    return std::nullopt;
  }
  auto const [least, most] = std::ranges::minmax(all);
  out.usd = bounded<double>{least, median_of(std::move(middles)), most};
  return out;
}

std::vector<subject_ref> subjects_of(study const& over, impact_question const& q) {
  std::vector<subject_ref> out;
  for (auto const& text : q.subjects) {
    auto const at = text.rfind('@');
    auto from = q.from;
    if (at != std::string::npos) {
      auto const span = parse_date_span(text.substr(at + 1));
      if (!span) {
        throw failure{{error_kind::bad_input, span.error().text, text, "Write ID@2030-01-01"}};
      }
      from = span->first;
    }
    auto const id = entity_of(over.names(), text.substr(0, at));
    out.push_back({id, record::title_of(over.record(), over.names(), id), from});
  }
  return out;
}

std::vector<record::world_choice> worlds_of(std::vector<subject_ref> const& subjects) {
  std::vector<record::world_choice> out;
  for (auto const& s : subjects) {
    out.push_back({s.id, s.from});
  }
  return out;
}

}  // namespace karwan::impact
