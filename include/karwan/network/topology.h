#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "karwan/base/geo.h"
#include "karwan/base/strong.h"
#include "karwan/network/facts.h"

// The frozen, typed shape of everything that any world names: which places, links, crossings and
// transfers there are. What they cost and whether they are open is the metric's (metric.h).
namespace karwan::network {

using country_ix = strong<std::uint16_t, struct country_tag>;
using place_ix = strong<std::uint32_t, struct place_tag>;
using link_ix = strong<std::uint32_t, struct link_tag>;
using crossing_ix = strong<std::uint32_t, struct crossing_tag>;
using node_ix = strong<std::uint32_t, struct node_tag>;
using arc_ix = strong<std::uint32_t, struct arc_tag>;

enum class mode : std::uint8_t { road, rail, sea, ferry, air };
inline constexpr std::size_t kModes = 5;
std::string_view name_of(mode) noexcept;
std::optional<mode> parse_mode(std::string_view) noexcept;

enum class place_kind : std::uint8_t {
  city,
  seaport,
  dry_port,
  rail_terminal,
  border,
  airport,
  other
};

struct country {
  std::string entity;
  std::string iso2;
};

struct place {
  std::string entity;
  country_ix in;
  place_kind kind;
  lat_lon at;
};

struct link {
  std::string entity;
  place_ix from, to;
  mode by;
  std::uint16_t gauge_from_mm{0}, gauge_to_mm{0};  // 0: not rail, or not known
  crossing_ix crossing;                            // invalid: crosses no border
  bool crossing_at_from{false};
  bool in_pieces{false};      // its pieces are links too: no arcs of its own
  bool unchecked{false};      // by air, and no source says that anything flies: a computed pair
  std::string world;          // empty: actual in some row
  std::vector<lat_lon> line;  // ends included, for drawing
};

struct crossing {
  std::string entity;
  mode by;
  place_ix post_a, post_b;
  country_ix country_a, country_b;
};

// Where a consignment can be: at a place, on a mode, on a gauge. What has come by sea, ferry or air
// is `landed`: it needs a transfer to go on, also by the same mode. Nodes with `mid_link` stand
// between a link and the border it crosses; `at` is then the place where the posts are.
struct node {
  place_ix at;
  mode on;
  std::uint16_t gauge_mm{0};
  bool landed{false};
  link_ix mid_link;
};

enum class arc_kind : std::uint8_t { link, crossing, transfer };

struct arc {
  arc_kind kind;
  node_ix tail, head;
  link_ix on;            // link, crossing: the link travelled or crossed
  crossing_ix over;      // crossing
  bool reversed{false};  // travelled from link.to to link.from
};

struct topology {
  vector_map<country_ix, country> countries;
  vector_map<place_ix, place> places;
  vector_map<link_ix, link> links;
  vector_map<crossing_ix, crossing> crossings;
  vector_map<node_ix, node> nodes;
  vector_map<arc_ix, arc> arcs;                // sorted by tail; parallel arcs are kept
  std::vector<std::uint32_t> first_out;        // nodes + 1
  std::vector<std::uint32_t> head;             // per arc
  std::vector<std::vector<node_ix>> nodes_at;  // per place, without those of mid_link

  // Entities are sorted within each kind. nullopt where none has that id.
  std::optional<country_ix> find_country(std::string_view entity) const;
  std::optional<place_ix> find_place(std::string_view entity) const;
  std::optional<link_ix> find_link(std::string_view entity) const;
  std::optional<crossing_ix> find_crossing(std::string_view entity) const;
};

// A link whose places the view does not accept is not there; nor is one with a retracted end, mode,
// country, gauge or crossing. Throws failure (bad_data) where a link cannot be placed: both ends
// the same, or a road or railway between two countries without a crossing.
topology build_topology(facts const&);
topology build_topology(record::store const&, record::view_spec const&);

}  // namespace karwan::network
