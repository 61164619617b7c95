#include <optional>

#include "karwan/base/json_writer.h"
#include "karwan/plan/question.h"
#include "karwan/record/effects.h"
#include "serve/endpoints.h"
#include "serve/network_state.h"

namespace karwan::serve {
namespace {

using namespace network;

constexpr int kDecimals = 4;  // of a degree: ten metres

void write_point(json_writer& w, lat_lon at) {
  w.open_array().number(at.lon, kDecimals).number(at.lat, kDecimals).close_array();
}

void open_feature(json_writer& w, std::string_view id) {
  w.open_object().key("type").text("Feature").key("id").text(id);
}

void point_geometry(json_writer& w, lat_lon at) {
  w.key("geometry").open_object().key("type").text("Point").key("coordinates");
  write_point(w, at);
  w.close_object();
}

void write_state(json_writer& w, state const& s) {
  w.key("status").text(name_of(s.is));
  if (!s.barred_by.empty()) {
    w.key("barred_by").text(s.barred_by);
  }
  if (s.since) {
    w.key("since").text(to_string(*s.since));
  }
  if (s.word) {
    w.key("last_confirmed").text(to_string(*s.word));
    w.key("age_days").integer(s.age_days);
  }
}

void write_link(json_writer& w, reading const& in, link const& l, state const& s) {
  auto const& places = in.topology.places;
  open_feature(w, l.entity);
  w.key("geometry").open_object().key("type").text("LineString").key("coordinates").open_array();
  for (auto const& at : l.line) {
    write_point(w, at);
  }
  w.close_array().close_object();
  w.key("properties").open_object().key("kind").text("link");
  w.key("name").text(in.name_of(places[l.from].entity) + " – " + in.name_of(places[l.to].entity));
  w.key("mode").text(name_of(l.by));
  write_state(w, s);
  if (!l.world.empty()) {
    w.key("world").text(l.world);
  }
  w.close_object().close_object();
}

// Between its posts; at the one that is known, where only one is.
std::optional<lat_lon> middle_of(topology const& t, crossing const& c) {
  if (!c.post_a.valid() && !c.post_b.valid()) {
    return std::nullopt;
  }
  auto const a = t.places[c.post_a.valid() ? c.post_a : c.post_b].at;
  auto const b = t.places[c.post_b.valid() ? c.post_b : c.post_a].at;
  return lat_lon{(a.lat + b.lat) / 2, (a.lon + b.lon) / 2};
}

std::string code_of(topology const& t, country_ix c) {
  return c.valid() ? t.countries[c].iso2 : "?";
}

void write_crossing(json_writer& w, reading const& in, crossing const& c, state const& s) {
  auto const& t = in.topology;
  auto const at = middle_of(t, c);
  if (!at) {
    return;
  }
  open_feature(w, c.entity);
  point_geometry(w, *at);
  w.key("properties").open_object().key("kind").text("crossing");
  w.key("name").text(in.name_of(c.entity)).key("mode").text(name_of(c.by));
  w.key("countries").text(code_of(t, c.country_a) + "-" + code_of(t, c.country_b));
  write_state(w, s);
  w.key("unconfirmed").boolean(s.unconfirmed);
  w.close_object().close_object();
}

std::string_view text_of(place_kind k) {
  constexpr std::string_view kNames[] = {"city",   "seaport", "dry_port", "rail_terminal",
                                         "border", "airport", "other"};
  return kNames[static_cast<std::size_t>(k)];
}

void write_place(json_writer& w, reading const& in, place const& p) {
  open_feature(w, p.entity);
  point_geometry(w, p.at);
  w.key("properties").open_object().key("kind").text("place");
  w.key("name").text(in.name_of(p.entity)).key("place_kind").text(text_of(p.kind));
  w.close_object().close_object();
}

}  // namespace

std::string network_endpoint::operator()(query& q) const {
  plan::asked asked;
  asked.from = asked.to = "-";  // only its dates and worlds are read
  auto const on = q.day_of("date").value_or(today);
  asked.scenario = q.many("scenario");
  record::view_spec view;
  q.look_back(view);
  q.finish();
  reading_at const then{now, view};
  auto const& in = *then;
  auto const worlds = record::scenario_of(
      in.record, in.view, in.names, value_or_throw(plan::read_question(asked, on)).view.worlds);
  auto const states = states_on(in, on, worlds);
  auto const& t = in.topology;
  json_writer w;
  w.open_object().key("type").text("FeatureCollection").key("date").text(to_string(on));
  w.key("worlds").open_array();
  for (auto const& world : worlds) {
    w.text(world.id);
  }
  w.close_array().key("features").open_array();
  for (std::uint32_t i = 0; i < t.links.size(); ++i) {
    write_link(w, in, t.links[link_ix{i}], states.links[i]);
  }
  for (std::uint32_t i = 0; i < t.places.size(); ++i) {
    write_place(w, in, t.places[place_ix{i}]);
  }
  for (std::uint32_t i = 0; i < t.crossings.size(); ++i) {
    write_crossing(w, in, t.crossings[crossing_ix{i}], states.crossings[i]);
  }
  w.close_array().close_object();
  return std::move(w).take();
}

}  // namespace karwan::serve
