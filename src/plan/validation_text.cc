#include <fmt/format.h>

#include "karwan/base/json_writer.h"
#include "karwan/plan/layout.h"
#include "karwan/plan/validate.h"
#include "plan/score_text.h"

namespace karwan::plan {
namespace {

std::string days(double d) {
  return fmt::format("{:.1f}", d);
}

std::string way_of(tried_trip const& t) {
  std::string modes, countries;
  for (auto const m : t.modes) {
    modes += (modes.empty() ? "" : "+") + std::string{name_of(m)};
  }
  for (auto const& c : t.countries) {
    countries += (countries.empty() ? "" : "›") + c;
  }
  return modes + "  " + countries;
}

std::string trip_lines(tried_trip const& t, bool colour) {
  auto const title = t.trip.way.front().text + " → " + t.trip.way.back().text;
  if (!t.planned()) {
    auto const why = wrapped("not planned: " + t.problem, kColumns, 18);
    return fmt::format(" {} {}\n                  {}\n", left_in(t.trip.id, 16), left_in(title, 34),
                       tinted(why, tint::faint, colour));
  }
  auto const seen = t.trip.days ? days(*t.trip.days) : "";
  auto const error =
      t.trip.days ? fmt::format("{:+.0f} %", 100 * (t.p50_days / *t.trip.days - 1)) : "";
  auto const inside = t.trip.days && t.p10_days <= *t.trip.days && *t.trip.days <= t.p90_days;
  auto out = fmt::format(" {} {} {} {} {} {} {}\n", left_in(t.trip.id, 16), left_in(title, 34),
                         right_in(seen, 6), right_in(days(t.p50_days), 6),
                         left_in(fmt::format("({}–{})", days(t.p10_days), days(t.p90_days)), 12),
                         tinted(right_in(error, 7), inside ? tint::good : tint::none, colour),
                         t.trip.is_observation() ? "" : t.trip.reliability);
  auto way = way_of(t);
  for (auto const& n : t.notes) {
    way += " · " + n;
  }
  return out + "                  " + tinted(wrapped(way, kColumns, 18), tint::faint, colour) +
         "\n";
}

void write(json_writer& w, std::string_view name, std::vector<score> const& all) {
  w.key(name).open_array();
  for (auto const& s : all) {
    write(w, s);
  }
  w.close_array();
}

void write(json_writer& w, tried_trip const& t) {
  auto const& o = t.trip;
  w.open_object().key("id").text(o.id).key("trip_group").text(o.group);
  w.key("corridor").text(o.corridor).key("record_type").text(o.record_type);
  w.key("reliability").text(o.reliability);
  w.key("from").text(o.way.front().text).key("to").text(o.way.back().text);
  w.key("from_place").text(o.way.front().place).key("to_place").text(o.way.back().place);
  w.key("depart");
  o.on ? w.text(to_string(*o.on)) : w.null();
  w.key("observed_days");
  o.days ? w.number(*o.days, 3) : w.null();
  w.key("counts").boolean(o.is_observation() && t.planned());
  w.key("problem");
  t.planned() ? w.null() : w.text(t.problem);
  if (t.planned()) {
    w.key("predicted_days").number(t.p50_days, 3);
    w.key("p10_days").number(t.p10_days, 3).key("p90_days").number(t.p90_days, 3);
    w.key("mean_days").number(t.mean_days, 3).key("distance_km").number(t.km, 1);
    w.key("observed_km");
    t.trip.distance_km ? w.number(*t.trip.distance_km, 1) : w.null();
    w.key("cost_usd").number(t.cost_usd, 0).key("observed_usd");
    t.trip.paid ? w.number(t.trip.paid->usd, 0) : w.null();
    w.key("modes").open_array();
    for (auto const m : t.modes) {
      w.text(name_of(m));
    }
    w.close_array().key("countries").open_array();
    for (auto const& c : t.countries) {
      w.text(c);
    }
    w.close_array();
  }
  w.key("notes").open_array();
  for (auto const& n : t.notes) {
    w.text(n);
  }
  w.close_array().close_object();
}

void write(json_writer& w, std::string_view name, side_score const& s) {
  w.key(name).open_object().key("trips").integer(static_cast<std::int64_t>(s.trips));
  w.key("groups").integer(static_cast<std::int64_t>(s.groups));
  write(w, "median_absolute_error", s.error);
  write(w, "bias_ln", s.bias);
  w.close_object();
}

std::string side_line(std::string_view what, side_score const& s) {
  auto out =
      fmt::format(" {} {}", left_in(what, kNameColumns), right_in(std::to_string(s.trips), 5));
  if (s.trips != 0) {
    out += " " + left_in(percent(s.error, false), 16) + " " + left_in(percent(s.bias, true), 17);
  }
  return out + "\n";
}

}  // namespace

std::string to_json(validation const& v) {
  json_writer w;
  w.open_object().key("trips").open_array();
  for (auto const& t : v.trips) {
    write(w, t);
  }
  w.close_array().key("all");
  write(w, v.all);
  write(w, "by_mode", v.by_mode);
  write(w, "by_corridor", v.by_corridor);
  write(w, "distance", v.distance);
  write(w, "cost", v.cost);
  w.close_object();
  return std::move(w).take();
}

std::string to_text(validation const& v, bool colour) {
  auto out = tinted(
      fmt::format(" {} {} {} {} {} {}\n", left_in("trip", 16), left_in("", 34), right_in("days", 6),
                  right_in("P50", 6), left_in("(P10–P90)", 12), right_in("error", 7)),
      tint::faint, colour);
  for (auto const& t : v.trips) {
    out += trip_lines(t, colour);
  }
  out += "\n" + score_heading(colour);
  out += score_line(v.all);
  for (auto const* part : {&v.by_mode, &v.by_corridor}) {
    for (auto const& s : *part) {
      out += score_line(s);
    }
  }
  out += "\n" + side_line("their distance", v.distance) + side_line("their cost", v.cost);
  return out + "\n" +
         tinted(wrapped("Error: of P50 against the days seen. In brackets 5 to 95 % of 2,000 "
                        "resamples of trip groups. Rule of thumb: median km a day by main mode of "
                        "the other groups. Distance: of trips that tell theirs and from whose "
                        "source no link on the way has its length; cost: of trips that tell a "
                        "price of one vehicle or box; both where the way is as told.",
                        kColumns, 0),
                tint::faint, colour) +
         "\n";
}

}  // namespace karwan::plan
