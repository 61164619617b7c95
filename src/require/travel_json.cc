#include "karwan/require/travel.h"
#include "require/rides.h"
#include "require/write.h"

namespace karwan::require {
namespace {

void write_if(json_writer& w, std::string_view key, std::optional<double> const& value) {
  w.key(key);
  value ? w.number(*value, 2) : w.null();
}

void write_day(json_writer& w, std::string_view key, std::optional<day> const& d) {
  w.key(key);
  d ? w.text(to_string(*d)) : w.null();
}

void write_service(json_writer& w, ride const& r, record::store const& from) {
  w.key("service");
  if (!r.is_service()) {
    w.null();
    return;
  }
  w.open_object().key("id").text(r.service).key("row").text(r.row).key("source").text(r.source);
  write_if(w, "operator", r.operated_by);
  write_if(w, "timetable", r.timetable);
  write_if(w, "note", r.note);
  w.key("status").text(r.status);
  write_if(w, "frequency_week", r.frequency_week);
  write_if(w, "hours", r.hours);
  write_if(w, "fare", r.fare);
  write_if(w, "fare_currency", r.fare_currency);
  write_if(w, "fare_unit", r.fare_unit);
  write_day(w, "evidence_on", r.evidence_on);
  if (r.age_days) {
    w.key("age_days").integer(*r.age_days);
  }
  w.key("confirmed").boolean(r.current).key("way_back").boolean(r.way_back);
  write(w, "others", r.others);
  write_ids(w, from, r.statements);
  w.close_object();
}

void write_ride(json_writer& w, ride const& r, record::store const& from) {
  w.open_object().key("mode").text(network::name_of(r.by)).key("from");
  write(w, r.from);
  w.key("to");
  write(w, r.to);
  w.key("countries").open_array().text(r.from_country).text(r.to_country).close_array();
  w.key("km").number(r.km, 1).key("geodesic").boolean(r.geodesic);
  write(w, "borders", r.borders);
  write(w, "cautions", r.cautions);
  write_service(w, r, from);
  w.close_object();
}

void write_papers(json_writer& w, needs const& n) {
  w.key("papers").open_object().key("findings").open_array();
  for (auto const& f : n.findings) {
    write(w, f);
  }
  w.close_array().key("days");
  write(w, n.days, 1);
  w.key("days_unstated").integer(n.days_unstated).key("ready").text(to_string(n.ready));
  w.key("fees").open_array();
  for (auto const& f : n.fees) {
    w.open_object().key("currency").text(f.currency).key("amount");
    write(w, f.amount, 2);
    w.close_object();
  }
  w.close_array().key("fees_unstated").integer(n.fees_unstated).close_object();
}

void write_way(json_writer& w, travel_way const& way, record::store const& from) {
  w.open_object().key("mode").text(network::name_of(way.by));
  write(w, "countries", way.countries);
  w.key("rides").open_array();
  for (auto const& r : way.rides) {
    write_ride(w, r, from);
  }
  w.close_array().key("fares").open_array();
  for (auto const& f : way.fares) {
    w.open_object().key("currency").text(f.currency).key("amount").number(f.amount.best, 2);
    w.close_object();
  }
  w.close_array().key("fares_unknown").integer(way.fares_unknown);
  w.key("hours_stated").number(way.hours, 2).key("hours_unknown").integer(way.hours_unknown);
  write_papers(w, way.papers);
  w.close_object();
}

}  // namespace

std::string to_json(travel const& t, record::store const& from) {
  json_writer w;
  w.open_object().key("query").open_object().key("from");
  write(w, t.from);
  w.key("to");
  write(w, t.to);
  w.key("nationality");
  write(w, t.nationality);
  w.key("purpose").text(t.asked.purpose);
  write(w, "by", t.asked.by);
  w.key("depart").text(to_string(t.depart)).key("today").text(to_string(t.today)).close_object();
  w.key("ranked_by").text(ranking());
  w.key("ways").open_array();
  for (auto const& way : t.ways) {
    write_way(w, way, from);
  }
  w.close_array().key("none_by").open_array();
  for (auto const by : t.none_by) {
    w.text(network::name_of(by));
  }
  w.close_array().key("shut").open_array();
  for (auto const& s : t.shut) {
    w.open_object().key("id").text(s.id).key("name").text(s.name);
    write_if(w, "why", s.why);
    write_day(w, "from", s.from);
    write_day(w, "to", s.to);
    write_ids(w, from, s.statements);
    w.close_object();
  }
  w.close_array().close_object();
  return std::move(w).take();
}

}  // namespace karwan::require
