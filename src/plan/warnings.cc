#include "plan/warnings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "karwan/plan/layout.h"
#include "karwan/plan/units.h"
#include "plan/sentences.h"

namespace karwan::plan {
namespace {

using namespace network;

said told_number(double n, int digits) {
  return said_number(n, {}, fmt::format("{:.{}g}", n, digits));
}

said told_hours(std::int64_t seconds) {
  return said_number(static_cast<double>(seconds) / kSecondsPerHour, "h", in_days(seconds));
}

said told_wait(leg const& l, said where) {
  if (l.time.value.best <= 0) {
    return told_as("may_wait", std::move(where), told_hours(l.time.value.high).as("time"));
  }
  auto const opens = l.starts + std::chrono::seconds{l.time.value.best};
  return told_as(l.waits_for == waiting::timetable ? sentence_code{"waits_for_departure"}
                                                   : sentence_code{"waits_to_open"},
                 told_hours(l.time.value.best).as("time"), std::move(where),
                 said_moment(local_stamp(opens, l.to), local_moment(opens, l.to)).as("when"));
}

std::vector<warning> waits(told const& t) {
  std::vector<warning> out;
  for (auto const& l : t.as.legs) {
    if (l.kind != leg_kind::wait || l.waits_for == waiting::boarding) {
      continue;
    }
    auto where = l.name.empty() ? said_entity(l.to.id, l.to.name) : said_entity(l.entity, l.name);
    out.push_back(
        {warning_kind::calendar, told_wait(l, std::move(where).as("where")), l.statements.all()});
  }
  return out;
}

// 2020; 2020 to 2021; 2020-03-01 to 2020-03-31.
said period(date_span const& s) {
  using namespace std::chrono;
  year_month_day const first{s.first}, last{s.last()};
  auto const whole_years = first.month() == January && first.day() == std::chrono::day{1} &&
                           last.month() == December && last.day() == std::chrono::day{31};
  if (!whole_years) {
    return said_date(to_string(s.first) + "/" + to_string(s.last()),
                     to_string(s.first) + " to " + to_string(s.last()));
  }
  auto const from = static_cast<int>(first.year()), to = static_cast<int>(last.year());
  return from == to ? said_date(std::to_string(from))
                    : said_date(fmt::format("{}/{}", from, to), fmt::format("{} to {}", from, to));
}

sentence_code word_of(std::string_view measured) {
  return measured == "dwell"         ? sentence_code{"measured_dwell"}
         : measured == "border_time" ? sentence_code{"measured_border_time"}
         : measured == "speed"       ? sentence_code{"measured_speed"}
                                     : sentence_code{"measured_freight"};
}

// Measurements of one place and period that are too old, or not yet made, for the day asked for.
struct age {
  std::int64_t days_before{0}, days_after{0};  // one of them
  said where{}, when{};
  std::set<std::string_view> what{};
  std::vector<record::statement_ix> statements{};
};

warning told_of(scene const& in, age a) {
  auto const years = static_cast<double>(std::max(a.days_before, a.days_after)) / 365.25;
  std::vector<said> measured;
  for (auto const each : a.what) {
    measured.push_back(told_as(word_of(each)));
  }
  auto what = said_list(std::move(measured), " and ").as("what");
  warning w;
  w.kind = a.days_after > 0 ? warning_kind::back_cast : warning_kind::stale;
  w.about = fmt::format("{} ({} of {})", a.where.english, what.english, a.when.english);
  w.says =
      told_as(a.days_after > 0 ? sentence_code{"measured_after"} : sentence_code{"measured_before"},
              std::move(a.where).as("where"), std::move(what), std::move(a.when).as("when"),
              said_number(std::round(years * 10) / 10, {}, fmt::format("{:.1f}", years)).as("n"));
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
      auto where = l.kind == leg_kind::crossing
                       ? said_entity(l.entity, l.name)
                       : told_as("mode_in", said_word("mode", name_of(l.by)).as("mode"),
                                 said_country(l.from.country).as("country"));
      auto when = period(m.observed);
      auto& a = found[{where.english, when.english}];
      (after > 0 ? a.days_after : a.days_before) = std::max(before, after);
      a.where = std::move(where);
      a.when = std::move(when);
      a.what.insert(m.what);
      a.statements.push_back(m.value);
    }
  }
  std::vector<warning> out;
  for (auto& [_, a] : found) {
    out.push_back(told_of(in, std::move(a)));
  }
  return out;
}

// A border that was shut and is taken as open again rests on somebody's word.
std::vector<warning> reopenings(scene const& in, patience const& patient, day as_of,
                                evidence const& known, told const& t) {
  static auto const closures = *record::find_table("closures");
  std::map<std::string, warning> out;  // by row
  for (auto const& leg : t.behind) {
    for (auto const s : leg) {
      auto const at = known.find(s);
      if (!at.is_in(closures) || at.row->text("effect") != "reopened") {
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
      auto const said_by_nobody = at.row->row_grade == record::grade::assumed;
      auto const words = why.empty() ? (said_by_nobody ? sentence_code{"open_unstated"}
                                                       : sentence_code{"open_unconfirmed"})
                                     : (said_by_nobody ? sentence_code{"open_unstated_why"}
                                                       : sentence_code{"open_unconfirmed_why"});
      auto const target = at.row->text("target");
      w.says = told_as(words, said_entity(target, name_in(in, target)).as("what"),
                       said_date(std::string{at.row->text("closed_from")}).as("since"),
                       said_text(std::string{why}).as("why"));
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
  std::vector<said> pairs;
  std::vector<record::statement_ix> statements;
  for (std::size_t i = 0; i < t.as.legs.size(); ++i) {
    auto const& l = t.as.legs[i];
    if (l.kind == leg_kind::link && in.topo.links[in.topo.arcs[t.arcs[i]].on].unchecked) {
      pairs.push_back(told_as("way", said_entity(l.from.id, l.from.name).as("from"),
                              said_entity(l.to.id, l.to.name).as("to")));
      statements.insert(statements.end(), t.behind[i].begin(), t.behind[i].end());
    }
  }
  if (pairs.empty()) {
    return std::nullopt;
  }
  return warning{warning_kind::unchecked,
                 told_as("unchecked_air", said_list(std::move(pairs), ", ").as("ways")),
                 in.ids.of(statements)};
}

said words_of_scenario(scene const& in, record::world_choice const& world) {
  return told_as("rests_on_promise", said_entity(world.id, in.names.of(world.id)).as("what"));
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
  if (!at_least(time.high, keeps_least)) {
    return std::nullopt;
  }
  auto const verdict = at_least(time.low, keeps_most)     ? sentence_code{"keeps_spoilt"}
                       : at_least(time.best, keeps_most)  ? sentence_code{"keeps_likely_spoilt"}
                       : at_least(time.best, keeps_least) ? sentence_code{"keeps_longest"}
                                                          : sentence_code{"keeps_perhaps"};
  auto const least = keeps_least / kSecondsPerDay, most = keeps_most / kSecondsPerDay;
  return warning{
      warning_kind::shelf_life,
      told_as(verdict, said_entity(t.product->id, t.product->name).as("goods"),
              said_range(least, least, most, {}, fmt::format("{:.6g}–{:.6g}", least, most))
                  .as("keeps")),
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
    std::vector<said> where;
    std::size_t borders = 0;
    for (auto const& l : one.as.legs) {
      if (l.kind == leg_kind::crossing && l.under) {
        ++borders;
        if (std::ranges::find(*l.under, id) == l.under->end()) {
          where.push_back(told_as("way", said_country(l.from.country).as("from"),
                                  said_country(l.to.country).as("to")));
        }
      }
    }
    if (!where.empty()) {
      auto const words = t.carrier ? sentence_code{"instrument_missing_truck"}
                                   : sentence_code{"instrument_missing"};
      auto const missing = where.size();
      out.push_back({warning_kind::instrument,
                     told_as(words, said_entity(id, in.names.of(id)).as("what"),
                             said_count(missing).as("n"), said_count(borders).as("borders"),
                             said_list(std::move(where), ", ").as("where")),
                     {}});
    }
  }
  return out;
}

void grade_entries(evidence const& known, told& one) {
  static std::array const tables{*record::find_table("closures"), *record::find_table("openings"),
                                 *record::find_table("holidays"), *record::find_table("services")};
  for (std::size_t i = 0; i < one.behind.size(); ++i) {
    auto& leg = one.as.legs[i];
    for (auto const s : one.behind[i]) {
      auto const at = known.find(s);
      if (std::ranges::any_of(tables, [&](auto t) { return at.is_in(t); })) {
        leg.worst = std::max(leg.worst, at.row->row_grade);
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
    out.push_back({warning_kind::cut, told_as("cut_short"), {}});
  }
  if (t.eps > 0) {
    out.push_back({warning_kind::cut,
                   told_as("left_out", told_number(100 * t.eps, 4).as("share"),
                           told_number(t.eps, 4).as("eps")),
                   {}});
  }
  if (t.product && t.product->needs_cold && !t.options.carried.cold) {
    out.push_back({warning_kind::shelf_life,
                   told_as("not_cooled", said_entity(t.product->id, t.product->name).as("goods"),
                           told_number(t.product->temperature_low_c.value_or(0), 6).as("low"),
                           told_number(t.product->temperature_high_c.value_or(0), 6).as("high"),
                           said_word("unit", name_of(t.options.carried.unit)).as("unit")),
                   in.ids.of(t.product->temperature_statements)});
  }
  for (auto const& r : in.left_rules) {
    out.push_back({warning_kind::rule,
                   told_as("rule_may_bar", said_entity(r.entity, r.title).as("what"),
                           said_text(r.entity).as("id")),
                   in.ids.of(r.statements)});
  }
  for (auto const& b : a.closures) {
    if (b.age_days && *b.age_days > patient.evidence_days) {
      out.push_back({warning_kind::unconfirmed,
                     told_as("shut_unconfirmed", said_entity(b.target, b.target_name).as("what"),
                             said_date(to_string(*b.last_confirmed)).as("since")),
                     b.statements});
    }
  }
  for (auto const& world : t.options.view.worlds) {
    auto const words = words_of_scenario(in, world).english;
    auto const is_it = [&](warning const& w) {
      return w.kind == warning_kind::scenario && w.says.english == words;
    };
    auto const uses_it = [&](journey const& j) {
      return std::any_of(j.warnings.begin(), j.warnings.end(), is_it);
    };
    if (std::none_of(a.journeys.begin(), a.journeys.end(), uses_it)) {
      out.push_back(
          {warning_kind::scenario,
           told_as("no_journey_rests", said_entity(world.id, in.names.of(world.id)).as("what")),
           {}});
    }
  }
  return out;
}

}  // namespace karwan::plan
