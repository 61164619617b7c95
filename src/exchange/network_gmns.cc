#include <fmt/format.h>

#include "karwan/base/atomic_file.h"
#include "karwan/base/json_writer.h"
#include "karwan/base/sheet.h"
#include "karwan/exchange/network.h"

namespace karwan::exchange {
namespace {

constexpr double kFastest = 200;  // km/h that GMNS allows as a free speed

std::string number(double value, int decimals) {
  json_writer w;
  w.number(value, decimals);
  return std::move(w).take();
}

std::string wkt(std::vector<lat_lon> const& line) {
  std::string out;
  for (auto const& p : line) {
    out += fmt::format("{}{} {}", out.empty() ? "LINESTRING (" : ", ", number(p.lon, 6),
                       number(p.lat, 6));
  }
  return line.size() < 2 ? std::string{} : out + ")";
}

// The hours of air and of what is slower than a free speed can say stay in opt_time_h.
std::string speed_of(network_link const& l) {
  auto const kmh = l.hours > 0 ? l.km / l.hours : 0;
  return kmh > 0 && kmh <= kFastest ? number(kmh, 6) : std::string{};
}

std::string blank_if_zero(int value) {
  return value == 0 ? std::string{} : std::to_string(value);
}

std::string nodes_csv(network_image const& n) {
  std::string out = "node_id,name,x_coord,y_coord,node_type,opt_country\n";
  std::vector<bool> joined(n.nodes.size());
  for (auto const& l : n.links) {
    if (!l.is_planned) {
      joined[l.from] = joined[l.to] = true;
    }
  }
  for (std::size_t i = 0; i < n.nodes.size(); ++i) {
    auto const& node = n.nodes[i];
    if (!joined[i]) {
      continue;
    }
    auto const x = number(node.at.lon, 6), y = number(node.at.lat, 6);
    write_csv(out, {node.id, node.name, x, y, node.kind, node.country});
  }
  return out;
}

std::string links_csv(network_image const& n) {
  std::string out =
      "link_id,name,from_node_id,to_node_id,directed,geometry,dir_flag,length,facility_type,"
      "free_speed,opt_mode,opt_time_h,opt_cost_usd,opt_co2e_kg,opt_open,opt_country,opt_crossing,"
      "opt_crossing_at,opt_gauge_from_mm,opt_gauge_to_mm\n";
  for (auto const& l : n.links) {
    if (l.is_planned) {
      continue;
    }
    auto const mode = std::string{name_of(l.by)};
    auto const line = wkt(l.line), km = number(l.km, 3), speed = speed_of(l),
               hours = number(l.hours, 4), usd = number(l.usd, 2), co2e = number(l.co2e_kg, 3),
               from_gauge = blank_if_zero(l.gauge_from_mm), to_gauge = blank_if_zero(l.gauge_to_mm);
    std::string_view const at = l.crossing.empty() ? "" : l.crossing_at_from ? "from" : "to";
    write_csv(out, {l.id,
                    l.name == l.id ? std::string_view{} : l.name,
                    n.nodes[l.from].id,
                    n.nodes[l.to].id,
                    l.one_way ? "1" : "0",
                    line,
                    line.empty() ? "0" : "1",
                    km,
                    mode,
                    speed,
                    mode,
                    hours,
                    usd,
                    co2e,
                    l.is_open ? "1" : "0",
                    l.country,
                    l.crossing,
                    at,
                    from_gauge,
                    to_gauge});
  }
  return out;
}

}  // namespace

void write_gmns(network_image const& n, std::filesystem::path const& folder) {
  std::error_code fault;
  std::filesystem::create_directories(folder, fault);
  std::string config =
      "dataset_name,short_length,long_length,speed,crs,geometry_field_format,currency,"
      "version_number,id_type\n";
  write_csv(config, {n.name, "m", "km", "km/h", "EPSG:4326", "WKT", "USD", "0.96", "string"});
  write_file_or_throw(folder / "config.csv", config);
  write_file_or_throw(folder / "node.csv", nodes_csv(n));
  write_file_or_throw(folder / "link.csv", links_csv(n));
}

}  // namespace karwan::exchange
