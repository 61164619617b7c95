#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "karwan/exchange/gmns.h"
#include "karwan/network/metric.h"
#include "karwan/record/store.h"

// The network of a record in the forms of others, and theirs as a pack (docs/gmns.md).
namespace karwan::exchange {

struct network_node {
  std::string id, name, country, kind;  // country: the entity
  lat_lon at;
};

// What it takes is that of one direction (from, to) for the load asked for, without waiting and
// without the border that it crosses.
struct network_link {
  std::string id, name;
  std::size_t from{0}, to{0};  // nodes
  network::mode by{network::mode::road};
  bool one_way{false};
  bool is_open{true};      // usable on the day asked for
  bool is_planned{false};  // only in worlds that were not chosen
  double km{0}, hours{0}, usd{0}, co2e_kg{0};
  std::string crossing;  // the border it crosses; empty: none
  bool crossing_at_from{false};
  int gauge_from_mm{0}, gauge_to_mm{0};  // 0: not rail, or not known
  std::string country;                   // where it lies
  std::vector<lat_lon> line;             // ends included
};

struct network_image {
  std::string name;
  day as_of{};
  std::vector<network_node> nodes;  // those that links join; by id
  std::vector<network_link> links;  // of every world that the view has; by id
};

// Throws failure as build_topology does.
network_image image_of(record::store const&, network::metric_options const&);

// The tables config, node and link of GMNS 0.96, WGS 84, kilometres; without planned links. Files
// of these names in the folder are replaced. Throws failure (unavailable).
void write_gmns(network_image const&, std::filesystem::path const& folder);
// Points and lines in one FeatureCollection (RFC 7946).
std::string to_geojson(network_image const&);
// Layers nodes and links of a new GeoPackage 1.3 (OGC 12-128r17). Throws failure: conflict where
// the file is there already, unavailable where it cannot be written.
void write_geopackage(network_image const&, std::filesystem::path const& file);

struct gmns_import {
  std::size_t nodes{0}, links{0};
  std::size_t left_out{0};         // links that carry no vehicles
  std::vector<gmns_fault> faults;  // rows that are left out, and guesses
};

struct import_options {
  std::string country{"zz"};  // of nodes that name none: a code that ISO 3166 leaves to its users
  std::string pack;           // its name: lower-case letters, digits, hyphens
  day created{};
};

// A pack on which journeys can be planned, into a folder that is empty or not there yet. What GMNS
// does not state (cost, emissions, capacity) are the rows of the record that hold anywhere or in a
// country of the network, with their sources. Throws failure: bad_data where no link is left,
// conflict where the folder is not empty, unavailable where it cannot be written.
gmns_import import_gmns(gmns_source const&, record::store const& assume_from, import_options const&,
                        std::filesystem::path const& folder);

}  // namespace karwan::exchange
