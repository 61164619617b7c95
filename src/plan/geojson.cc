#include "karwan/plan/geojson.h"

#include "karwan/base/json_writer.h"
#include "karwan/plan/units.h"

namespace karwan::plan {
namespace {

constexpr int kDegreeDecimals = 5;  // about a metre

void write_point(json_writer& w, lat_lon p) {
  w.open_array().number(p.lon, kDegreeDecimals).number(p.lat, kDegreeDecimals).close_array();
}

bool is_straight(leg const& l) {
  return l.line.size() < 2 && l.from.id != l.to.id;
}

void write_geometry(json_writer& w, leg const& l) {
  auto const is_point = l.line.size() < 2 && !is_straight(l);
  w.key("geometry").open_object().key("type").text(is_point ? "Point" : "LineString");
  w.key("coordinates");
  if (is_point) {
    write_point(w, l.from.at);
  } else {
    auto const line = is_straight(l) ? std::vector{l.from.at, l.to.at} : l.line;
    w.open_array();
    for (auto const& p : line) {
      write_point(w, p);
    }
    w.close_array();
  }
  w.close_object();
}

void write_best(json_writer& w, std::string_view name, amount const& a, double per, int decimals) {
  w.key(name).number(static_cast<double>(a.value.best) / per, decimals);
}

void write_feature(json_writer& w, journey const& j, leg const& l) {
  w.open_object().key("type").text("Feature").key("id").text(l.id);
  write_geometry(w, l);
  w.key("properties").open_object();
  w.key("journey").text(j.id).key("labels").open_array();
  for (auto const each : j.labels) {
    w.text(name_of(each));
  }
  w.close_array();
  w.key("leg").text(l.id).key("kind").text(name_of(l.kind)).key("mode").text(name_of(l.by));
  write_if(w, "entity", l.entity);
  write_if(w, "name", l.name);
  w.key("from").text(l.from.name).key("to").text(l.to.name);
  w.key("distance_km").number(static_cast<double>(l.metres) / kMetresPerKm, 1);
  write_best(w, "time_h", l.time, kSecondsPerHour, 1);
  write_best(w, "cost_usd", l.cost, kCentsPerUsd, 2);
  write_best(w, "co2e_kg", l.emissions, kGramsPerKg, 1);
  w.key("grade").text(name_of(l.worst)).key("straight").boolean(is_straight(l));
  w.close_object().close_object();
}

}  // namespace

std::string to_geojson(answer const& a) {
  json_writer w;
  w.open_object().key("type").text("FeatureCollection").key("features").open_array();
  for (auto const& j : a.journeys) {
    for (auto const& l : j.legs) {
      write_feature(w, j, l);
    }
  }
  w.close_array().close_object();
  return std::move(w).take();
}

}  // namespace karwan::plan
