#include "plan/warnings.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "karwan/plan/layout.h"
#include "karwan/plan/units.h"

namespace karwan::plan {
namespace {

using namespace network;

std::vector<warning> waits(told const& t) {
  std::vector<warning> out;
  for (auto const& l : t.as.legs) {
    if (l.kind != leg_kind::wait || l.waits_for == waiting::boarding) {
      continue;
    }
    auto const& where = l.name.empty() ? l.to.name : l.name;
    auto const opens = l.starts + std::chrono::seconds{l.time.value.best};
    auto const text =
        l.time.value.best > 0
            ? fmt::format("Waits {} for {} on {}", in_days(l.time.value.best),
                          l.waits_for == waiting::timetable ? "the departure from " + where
                                                            : where + " to open",
                          local_moment(opens, l.to))
            : fmt::format("Early or late at {}, it would wait up to {}", where,
                          in_days(l.time.value.high));
    out.push_back({warning_kind::calendar, text, l.statements});
  }
  return out;
}

// 2020; 2020 to 2021; 2020-03-01 to 2020-03-31.
std::string period(date_span const& s) {
  using namespace std::chrono;
  year_month_day const first{s.first}, last{s.last()};
  auto const whole_years = first.month() == January && first.day() == std::chrono::day{1} &&
                           last.month() == December && last.day() == std::chrono::day{31};
  if (!whole_years) {
    return to_string(s.first) + " to " + to_string(s.last());
  }
  auto const from = static_cast<int>(first.year()), to = static_cast<int>(last.year());
  return from == to ? std::to_string(from) : fmt::format("{} to {}", from, to);
}

// Measurements of one place and period that are too old, or not yet made, for the day asked for.
struct age {
  std::int64_t days_before{0}, days_after{0};  // one of them
  std::set<std::string> what;
  std::vector<record::statement_ix> statements;
};

warning told_of(scene const& in, std::string const& where, std::string const& when, age const& a) {
  auto const years = static_cast<double>(std::max(a.days_before, a.days_after)) / 365.25;
  warning w;
  w.kind = a.days_after > 0 ? warning_kind::back_cast : warning_kind::stale;
  w.about = fmt::format("{} ({} of {})", where, fmt::join(a.what, " and "), when);
  w.text = fmt::format("{}: {} measured in {}, {:.1f} years {}", where, fmt::join(a.what, " and "),
                       when, years, a.days_after > 0 ? "after the day asked for" : "before");
  w.statements = in.ids.of(a.statements);
  return w;
}

std::vector<warning> ages(scene const& in, patience const& patient, day as_of, told const& t) {
  std::map<std::pair<std::string, std::string>, age> found;
  for (std::size_t i = 0; i < t.as.legs.size(); ++i) {
    auto const& l = t.as.legs[i];
    if (l.kind == leg_kind::wait) {
      continue;
    }
    for (auto const& m : in.metric.measurements_of(t.arcs[i])) {
      if (m.observed.first == day::min() || m.observed.end == day::max()) {
        continue;
      }
      auto const before = (as_of - m.observed.last()).count();
      auto const after = (m.observed.first - as_of).count();
      if (before <= patient.measurement_days && after <= 0) {
        continue;
      }
      auto const where = l.kind == leg_kind::crossing
                             ? l.name
                             : fmt::format("{} in {}", name_of(l.by), l.from.country);
      auto& a = found[{where, period(m.observed)}];
      (after > 0 ? a.days_after : a.days_before) = std::max(before, after);
      std::string what{m.what};
      std::replace(what.begin(), what.end(), '_', ' ');
      a.what.insert(std::move(what));
      a.statements.push_back(m.value);
    }
  }
  std::vector<warning> out;
  for (auto const& [key, a] : found) {
    out.push_back(told_of(in, key.first, key.second, a));
  }
  return out;
}

// A border that was shut and is taken as open again rests on somebody's word.
std::vector<warning> reopenings(scene const& in, patience const& patient, day as_of,
                                evidence const& known, told const& t) {
  std::map<std::string, warning> out;  // by row
  for (auto const& leg : t.behind) {
    for (auto const s : leg) {
      auto const at = known.find(s);
      if (known.table_of(s) != "closures" || at.row->text("effect") != "reopened") {
        continue;
      }
      auto const* last = at.row->find("evidence_last_on");
      auto const old =
          last != nullptr && (as_of - last->span.last()).count() > patient.evidence_days;
      if (at.row->row_grade != record::grade::assumed && !old) {
        continue;
      }
      auto const why = at.row->text("summary");
      auto& w = out[at.row->row_id];
      w.kind = warning_kind::unconfirmed;
      w.text = fmt::format("{} is taken as open again since {}, {}{}{}",
                           name_in(in, at.row->text("target")), at.row->text("closed_from"),
                           at.row->row_grade == record::grade::assumed ? "which nobody has stated"
                                                                       : "long unconfirmed",
                           why.empty() ? "" : ": ", why);
      w.statements.push_back(in.ids.of(s));
    }
  }
  std::vector<warning> list;
  for (auto& [_, w] : out) {
    std::sort(w.statements.begin(), w.statements.end());
    w.statements.erase(std::unique(w.statements.begin(), w.statements.end()), w.statements.end());
    list.push_back(std::move(w));
  }
  return list;
}

std::optional<warning> unchecked_air(scene const& in, told const& t) {
  std::string pairs;
  std::vector<record::statement_ix> statements;
  for (std::size_t i = 0; i < t.as.legs.size(); ++i) {
    auto const& l = t.as.legs[i];
    if (l.kind == leg_kind::link && in.topo.links[in.topo.arcs[t.arcs[i]].on].unchecked) {
      pairs += fmt::format("{}{}–{}", pairs.empty() ? "" : ", ", l.from.name, l.to.name);
      statements.insert(statements.end(), t.behind[i].begin(), t.behind[i].end());
    }
  }
  if (pairs.empty()) {
    return std::nullopt;
  }
  return warning{
      warning_kind::unchecked,
      fmt::format("No source says that freight flies {}: ask before relying on it", pairs),
      in.ids.of(statements)};
}

std::string words_of_scenario(scene const& in, record::world_choice const& world) {
  return fmt::format("Rests on what {} promises, as planned: nobody has measured it",
                     in.names.of(world.id));
}

std::vector<warning> worlds_used(scene const& in, task const& t, evidence const& known,
                                 told const& one) {
  std::vector<warning> out;
  for (auto const& world : t.options.view.worlds) {
    std::vector<record::statement_ix> statements;
    for (auto const& leg : one.behind) {
      for (auto const s : leg) {
        if (auto const at = known.find(s); at.row != nullptr && at.row->world == world.id) {
          statements.push_back(s);
        }
      }
    }
    if (!statements.empty()) {
      out.push_back({warning_kind::scenario, words_of_scenario(in, world), in.ids.of(statements)});
    }
  }
  return out;
}

}  // namespace

std::optional<warning> shelf_life(scene const& in, task const& t, journey const& j) {
  if (!t.product || !t.product->shelf_life_low_d) {
    return std::nullopt;
  }
  auto const keeps_least = *t.product->shelf_life_low_d * kSecondsPerDay;
  auto const keeps_most =
      t.product->shelf_life_high_d.value_or(*t.product->shelf_life_low_d) * kSecondsPerDay;
  auto const& time = j.time.value;
  auto const at_least = [](std::int64_t v, double keeps) { return static_cast<double>(v) > keeps; };
  std::string_view verdict = at_least(time.low, keeps_most) ? "arrives spoilt even at its fastest"
                             : at_least(time.best, keeps_most) ? "is expected to arrive spoilt"
                             : at_least(time.best, keeps_least)
                                 ? "arrives within its longest shelf life only"
                             : at_least(time.high, keeps_least) ? "may arrive too late"
                                                                : "";
  if (verdict.empty()) {
    return std::nullopt;
  }
  return warning{warning_kind::shelf_life,
                 fmt::format("{} keeps {:.6g}–{:.6g} days and {}", t.product->name,
                             keeps_least / kSecondsPerDay, keeps_most / kSecondsPerDay, verdict),
                 in.ids.of(t.product->shelf_life_statements)};
}

void add_shelf_life(scene const& in, task const& t, journey& j) {
  if (!t.product || !t.product->shelf_life_low_d) {
    return;
  }
  auto const& p = *t.product;
  auto& out = j.shelf_life.emplace();
  out.keeps_low_d = *p.shelf_life_low_d;
  out.keeps_high_d = p.shelf_life_high_d.value_or(out.keeps_low_d);
  out.low_c = p.temperature_low_c;
  out.high_c = p.temperature_high_c;
  if (!p.needs_cold || t.options.carried.cold) {
    auto const left = [&](std::int64_t s, double keeps_d) {
      return std::clamp(1 - static_cast<double>(s) / (keeps_d * kSecondsPerDay), 0.0, 1.0);
    };
    auto const& time = j.time.value;
    out.left = {left(time.high, out.keeps_low_d),
                left(time.best, (out.keeps_low_d + out.keeps_high_d) / 2),
                left(time.low, out.keeps_high_d)};
  }
  auto behind = p.shelf_life_statements;
  behind.insert(behind.end(), p.temperature_statements.begin(), p.temperature_statements.end());
  out.statements = in.ids.of(std::move(behind));
}

// The borders at which an instrument that was named does not hold: the countries that are not known
// to be party, or the trucks'.
std::vector<warning> closed_instruments(scene const& in, task const& t, told const& one) {
  std::vector<warning> out;
  for (auto const& id : t.under) {
    std::vector<std::string> where;
    auto borders = 0;
    for (auto const& l : one.as.legs) {
      if (l.kind == leg_kind::crossing && l.under) {
        ++borders;
        if (std::ranges::find(*l.under, id) == l.under->end()) {
          where.push_back(fmt::format("{}–{}", l.from.country, l.to.country));
        }
      }
    }
    if (!where.empty()) {
      out.push_back({warning_kind::instrument,
                     fmt::format("Not under {} at {} of {} borders ({}): both countries{} must be "
                                 "known as party on the day",
                                 in.names.of(id), where.size(), borders, fmt::join(where, ", "),
                                 t.carrier ? " and that of the truck" : ""),
                     {}});
    }
  }
  return out;
}

void grade_entries(evidence const& known, told& one) {
  for (std::size_t i = 0; i < one.behind.size(); ++i) {
    auto& leg = one.as.legs[i];
    for (auto const s : one.behind[i]) {
      auto const table = known.table_of(s);
      if (table == "closures" || table == "openings" || table == "holidays" ||
          table == "services") {
        leg.worst = std::max(leg.worst, known.find(s).row->row_grade);
      }
    }
  }
}

void add_warnings(scene const& in, task const& t, evidence const& known, patience const& patient,
                  told& one) {
  auto& out = one.as.warnings;
  auto const add = [&](std::vector<warning> more) {
    std::move(more.begin(), more.end(), std::back_inserter(out));
  };
  for (auto&& maybe : {shelf_life(in, t, one.as), unchecked_air(in, one)}) {
    if (maybe) {
      out.push_back(*maybe);
    }
  }
  add(reopenings(in, patient, t.options.view.as_of, known, one));
  add(worlds_used(in, t, known, one));
  add(closed_instruments(in, t, one));
  add(waits(one));
  add(not_included(in, t, one));
  add(assumptions(in, known, one));
  add(ages(in, patient, t.options.view.as_of, one));
}

std::vector<warning> general_warnings(scene const& in, task const& t, patience const& patient,
                                      answer const& a, bool cut) {
  std::vector<warning> out;
  if (cut) {
    out.push_back(
        {warning_kind::cut, "The search was cut short: slower journeys may be missing", {}});
  }
  if (t.eps > 0) {
    out.push_back({warning_kind::cut,
                   fmt::format("Left out are journeys that one told is at most {:.4g} % dearer "
                               "and dirtier than, no later and with no more borders (eps {:.4g})",
                               100 * t.eps, t.eps),
                   {}});
  }
  if (t.product && t.product->needs_cold && !t.options.carried.cold) {
    out.push_back(
        {warning_kind::shelf_life,
         fmt::format("{} is kept at {:.6g} to {:.6g} °C; a {} does not cool", t.product->name,
                     t.product->temperature_low_c.value_or(0),
                     t.product->temperature_high_c.value_or(0), name_of(t.options.carried.unit)),
         in.ids.of(t.product->temperature_statements)});
  }
  for (auto const& r : in.left_rules) {
    out.push_back({warning_kind::rule,
                   fmt::format("{} ({}) may bar a way: it depends on the countries passed or the "
                               "value of the goods; karwan needs tells of each journey",
                               r.title, r.entity),
                   in.ids.of(r.statements)});
  }
  for (auto const& b : a.closures) {
    if (b.age_days && *b.age_days > patient.evidence_days) {
      out.push_back(
          {warning_kind::unconfirmed,
           fmt::format("{} has been taken as shut, but nothing since {} says that it still is",
                       b.target_name, to_string(*b.last_confirmed)),
           b.statements});
    }
  }
  for (auto const& world : t.options.view.worlds) {
    auto const is_it = [&](warning const& w) {
      return w.kind == warning_kind::scenario && w.text == words_of_scenario(in, world);
    };
    auto const uses_it = [&](journey const& j) {
      return std::any_of(j.warnings.begin(), j.warnings.end(), is_it);
    };
    if (std::none_of(a.journeys.begin(), a.journeys.end(), uses_it)) {
      out.push_back(
          {warning_kind::scenario,
           fmt::format("No journey told here rests on what {} promises", in.names.of(world.id)),
           {}});
    }
  }
  return out;
}

}  // namespace karwan::plan
