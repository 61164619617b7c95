#include "karwan/base/json_writer.h"
#include "karwan/exchange/network.h"

namespace karwan::exchange {
namespace {

void write_position(json_writer& w, lat_lon p) {
  w.open_array().number(p.lon, 6).number(p.lat, 6).close_array();
}

void write_node(json_writer& w, network_node const& n) {
  w.open_object().key("type").text("Feature").key("id").text(n.id);
  w.key("geometry").open_object().key("type").text("Point").key("coordinates");
  write_position(w, n.at);
  w.close_object().key("properties").open_object();
  w.key("layer").text("nodes").key("name").text(n.name).key("country").text(n.country);
  w.key("kind").text(n.kind).close_object().close_object();
}

void write_link(json_writer& w, network_image const& n, network_link const& l) {
  w.open_object().key("type").text("Feature").key("id").text(l.id);
  w.key("geometry").open_object().key("type").text("LineString").key("coordinates").open_array();
  for (auto const& p : l.line) {
    write_position(w, p);
  }
  w.close_array().close_object().key("properties").open_object();
  w.key("layer").text("links").key("name").text(l.name);
  w.key("from").text(n.nodes[l.from].id).key("to").text(n.nodes[l.to].id);
  w.key("mode").text(name_of(l.by)).key("one_way").boolean(l.one_way);
  w.key("open")
      .boolean(l.is_open)
      .key("planned")
      .boolean(l.is_planned)
      .key("km")
      .number(l.km, 3)
      .key("hours")
      .number(l.hours, 4);
  w.key("usd").number(l.usd, 2).key("co2e_kg").number(l.co2e_kg, 3);
  w.key("crossing").text(l.crossing).key("country").text(l.country);
  w.close_object().close_object();
}

}  // namespace

std::string to_geojson(network_image const& n) {
  json_writer w;
  w.open_object().key("type").text("FeatureCollection").key("name").text(n.name);
  w.key("features").open_array();
  for (auto const& node : n.nodes) {
    write_node(w, node);
  }
  for (auto const& link : n.links) {
    write_link(w, n, link);
  }
  w.close_array().close_object();
  return std::move(w).take() + "\n";
}

}  // namespace karwan::exchange
