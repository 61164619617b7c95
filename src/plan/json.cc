#include "karwan/plan/json.h"

#include "karwan/plan/json_parts.h"
#include "karwan/plan/layout.h"
#include "karwan/plan/units.h"

namespace karwan::plan {
namespace {

struct answer_unit {
  double per;
  int decimals;
};
constexpr answer_unit kHours{kSecondsPerHour, 1};
constexpr answer_unit kUsd{kCentsPerUsd, 2};
constexpr answer_unit kKg{kGramsPerKg, 1};

void write_range(json_writer& w, std::string_view name, amount const& a, answer_unit unit) {
  auto const in_unit = [&](std::int64_t v) { return static_cast<double>(v) / unit.per; };
  w.key(name).open_object();
  w.key("low").number(in_unit(a.value.low), unit.decimals);
  w.key("best").number(in_unit(a.value.best), unit.decimals);
  w.key("high").number(in_unit(a.value.high), unit.decimals);
  w.key("basis").text("bounds");
  w.key("assumed_share").number(a.assumed, 3);
  w.close_object();
}

void write_km(json_writer& w, std::int64_t metres) {
  w.key("distance_km").number(static_cast<double>(metres) / kMetresPerKm, 1);
}

void write_place(json_writer& w, place_ref const& p) {
  w.open_object();
  w.key("id").text(p.id).key("name").text(p.name).key("country").text(p.country);
  w.key("lat").number(p.at.lat, 5).key("lon").number(p.at.lon, 5);
  w.close_object();
}

void write_day(json_writer& w, std::string_view name, std::optional<day> const& d) {
  w.key(name);
  d ? w.text(to_string(*d)) : w.null();
}

void write_modes(json_writer& w, std::vector<network::mode> const& modes) {
  w.key("modes").open_array();
  for (auto const m : modes) {
    w.text(name_of(m));
  }
  w.close_array();
}

void write_warnings(json_writer& w, std::vector<warning> const& warnings) {
  w.key("warnings").open_array();
  for (auto const& each : warnings) {
    w.open_object().key("kind").text(name_of(each.kind)).key("text");
    w.text(each.says.english);
    write_says(w, each.says);
    w.key("statements").texts(each.statements);
    w.close_object();
  }
  w.close_array();
}

void write_line(json_writer& w, std::vector<lat_lon> const& line) {
  if (line.empty()) {
    return;
  }
  w.key("line").open_array();
  for (auto const& p : line) {
    w.open_array().number(p.lon, 5).number(p.lat, 5).close_array();
  }
  w.close_array();
}

// by_the_hour: the departure was asked for to the hour, so hours are told on local clocks too.
void write_leg(json_writer& w, leg const& l, bool by_the_hour) {
  w.open_object();
  w.key("id").text(l.id).key("kind").text(name_of(l.kind)).key("mode").text(name_of(l.by));
  if (l.to_mode) {
    w.key("to_mode").text(name_of(*l.to_mode));
  }
  if (l.waits_for) {
    w.key("waits_for").text(name_of(*l.waits_for));
  }
  if (!l.entity.empty()) {
    w.key("entity").text(l.entity);
  }
  if (!l.name.empty()) {
    w.key("name").text(l.name);
  }
  if (l.under) {
    w.key("under").texts(*l.under);
  }
  w.key("from");
  write_place(w, l.from);
  w.key("to");
  write_place(w, l.to);
  w.key("starts").text(to_string(l.starts));
  if (by_the_hour) {
    w.key("starts_local").text(local_stamp(l.starts, l.from));
    auto const ends = l.starts + std::chrono::seconds{l.time.value.best};
    w.key("ends_local").text(local_stamp(ends, l.to));
  }
  write_km(w, l.metres);
  write_range(w, "time_h", l.time, kHours);
  write_range(w, "cost_usd", l.cost, kUsd);
  if (!l.cost_parts.empty()) {
    w.key("cost_parts").open_array();
    for (auto const& [kind, cents] : l.cost_parts) {
      w.open_object().key("part").text(name_of(kind));
      w.key("usd").number(static_cast<double>(cents) / kCentsPerUsd, 2).close_object();
    }
    w.close_array();
  }
  write_range(w, "co2e_kg", l.emissions, kKg);
  w.key("grade").text(name_of(l.worst));
  w.key("statements").texts(l.statements.all());
  write_line(w, l.line);
  w.close_object();
}

void write_odds(json_writer& w, chances const& c) {
  w.key("odds").open_object();
  w.key("draws").integer(c.draws).key("seed").text(std::to_string(c.seed));
  write_hours(w, "p10_h", c.p10_s);
  write_hours(w, "p50_h", c.p50_s);
  write_hours(w, "p90_h", c.p90_s);
  write_hours(w, "mean_h", c.mean_s);
  w.key("shut").number(c.shut, 3);
  if (c.by_deadline) {
    w.key("by_deadline").number(*c.by_deadline, 3);
  }
  w.key("spread").open_array();
  for (auto const& part : c.spread) {
    w.open_object().key("leg").text(part.leg).key("share").number(part.share, 3).close_object();
  }
  w.close_array();
  w.key("statements").texts(c.statements);
  w.close_object();
}

void write_number(json_writer& w, std::string_view name, std::optional<double> v, int decimals) {
  w.key(name);
  v ? w.number(*v, decimals) : w.null();
}

void write_shelf_life(json_writer& w, freshness_left const& f) {
  w.key("shelf_life").open_object();
  w.key("keeps_low_d").number(f.keeps_low_d, 1).key("keeps_high_d").number(f.keeps_high_d, 1);
  write_number(w, "low_c", f.low_c, 1);
  write_number(w, "high_c", f.high_c, 1);
  w.key("left");
  if (f.left) {
    w.open_object().key("low").number(f.left->low, 3).key("best").number(f.left->best, 3);
    w.key("high").number(f.left->high, 3).close_object();
  } else {
    w.null();
  }
  w.key("statements").texts(f.statements);
  w.close_object();
}

void write_crew(json_writer& w, journey const& j) {
  auto const& c = *j.crew;
  w.key("crew").open_object();
  write_hours(w, "took_h", c.took_s);
  write_hours(w, "later_h", c.took_s ? std::optional{*c.took_s - j.time.value.best} : std::nullopt);
  w.key("breaks").integer(c.breaks).key("rests").integer(c.rests);
  w.key("week_rests").integer(c.week_rests);
  w.key("statements").texts(c.statements);
  w.close_object();
}

void write_freshness(json_writer& w, std::vector<evidence_age> const& ages) {
  w.key("freshness").open_array();
  for (auto const& e : ages) {
    w.open_object().key("text").text(e.says.english);
    write_says(w, e.says);
    w.key("statement").text(e.statement);
    w.key("evidence_on").text(to_string(e.evidence_on)).key("age_days").integer(e.age_days);
    w.key("unconfirmed").boolean(e.unconfirmed);
    if (!e.ask.empty()) {
      w.key("ask").text(e.ask);
    }
    w.close_object();
  }
  w.close_array();
}

}  // namespace

void write_hours(json_writer& w, std::string_view name, std::optional<std::int64_t> seconds) {
  w.key(name);
  seconds ? w.number(static_cast<double>(*seconds) / kSecondsPerHour, 1) : w.null();
}

void write_journey(json_writer& w, journey const& j, bool by_the_hour) {
  w.open_object();
  w.key("id").text(j.id).key("labels").open_array();
  for (auto const each : j.labels) {
    w.text(name_of(each));
  }
  w.close_array();
  write_range(w, "time_h", j.time, kHours);
  write_range(w, "cost_usd", j.cost, kUsd);
  if (j.of_value) {
    w.key("cost_of_value").open_object().key("low").number(j.of_value->low, 4);
    w.key("best").number(j.of_value->best, 4).key("high").number(j.of_value->high, 4);
    w.close_object();
  }
  write_range(w, "co2e_kg", j.emissions, kKg);
  write_odds(w, j.odds);
  if (j.crew) {
    write_crew(w, j);
  }
  if (j.shelf_life) {
    write_shelf_life(w, *j.shelf_life);
  }
  write_km(w, j.metres);
  w.key("borders").integer(j.borders);
  w.key("countries").texts(j.countries);
  write_modes(w, j.modes);
  w.key("arrives").text(to_string(j.arrives));
  if (by_the_hour) {
    w.key("arrives_local").text(local_stamp(j.arrives, j.legs.back().to));
  }
  w.key("legs").open_array();
  for (auto const& each : j.legs) {
    write_leg(w, each, by_the_hour);
  }
  w.close_array();
  write_warnings(w, j.warnings);
  w.close_object();
}

void write_blockers(json_writer& w, std::string_view name, std::vector<blocker> const& blockers) {
  w.key(name).open_array();
  for (auto const& b : blockers) {
    w.open_object().key("entity").text(b.entity).key("name").text(b.name);
    if (!b.target.empty()) {
      w.key("target").text(b.target).key("target_name").text(b.target_name);
    }
    write_day(w, "from", b.from);
    write_day(w, "to", b.to);
    write_day(w, "last_confirmed", b.last_confirmed);
    if (b.age_days) {
      w.key("age_days").integer(*b.age_days);
    }
    w.key("statements").texts(b.statements);
    w.close_object();
  }
  w.close_array();
}

void write_query(json_writer& w, answer const& a) {
  w.key("query").open_object();
  w.key("from");
  write_place(w, a.from);
  w.key("to");
  write_place(w, a.to);
  w.key("via").open_array();
  for (auto const& p : a.via) {
    write_place(w, p);
  }
  w.close_array().key("product");
  if (a.product) {
    w.open_object().key("id").text(a.product->id).key("name").text(a.product->name);
    w.key("hs_code").text(a.product->hs_code).close_object();
  } else {
    w.null();
  }
  w.key("tonnes").number(a.carried.tonnes, 3).key("unit").text(name_of(a.carried.unit));
  w.key("vehicles").integer(a.vehicles);
  if (a.value_usd) {
    w.key("value_usd").number(*a.value_usd, 2);
  }
  write_modes(w, modes_in(a.modes));
  if (a.drivers) {
    w.key("crew").text(name_of(*a.drivers));
  }
  if (a.carrier) {
    w.key("carrier").text(*a.carrier);
  }
  if (!a.under.empty()) {
    w.key("under").texts(a.under);
  }
  w.key("avoid").texts(a.avoid);
  w.key("depart").text(to_string(a.depart));
  if (a.depart_at) {
    auto const leaves = a.depart + *a.depart_at - std::chrono::minutes{a.from.utc_offset_min};
    w.key("depart_local").text(local_stamp(leaves, a.from));
  }
  w.key("today").text(to_string(a.today));
  write_day(w, "deadline", a.deadline);
  if (a.eps > 0) {
    w.key("eps").number(a.eps, 4);
  }
  w.close_object();
}

void write_view(json_writer& w, answer const& a) {
  w.key("view").open_object().key("as_of").text(to_string(a.view.as_of)).key("known_at");
  a.view.known_at ? w.text(to_string(*a.view.known_at)) : w.null();
  write_day(w, "published_by", a.view.published_by);
  w.key("worlds").open_array();
  for (auto const& world : a.view.worlds) {
    w.open_object().key("id").text(world.id);
    write_day(w, "from", world.from);
    w.close_object();
  }
  w.close_array();
  w.key("without").texts(a.view.without);
  if (!a.view.layers.empty()) {
    w.key("private").texts(a.view.layers);
  }
  w.key("record_version").text(a.record_version).close_object();
}

std::string to_json(answer const& a) {
  constexpr std::size_t kUsualBytes = 256 * 1024;
  json_writer w{kUsualBytes};
  w.open_object();
  write_query(w, a);
  write_view(w, a);
  w.key("journeys").open_array();
  for (auto const& j : a.journeys) {
    write_journey(w, j, a.depart_at.has_value());
  }
  w.close_array();
  w.key("front_size").integer(static_cast<std::int64_t>(a.front_size));
  write_blockers(w, "closures", a.closures);
  write_freshness(w, a.freshness);
  write_warnings(w, a.warnings);
  if (a.no_route) {
    w.key("no_route").open_object();
    write_blockers(w, "blocked_by", *a.no_route);
    w.close_object();
  } else {
    w.key("no_route").null();
  }
  w.close_object();
  return std::move(w).take();
}

}  // namespace karwan::plan
