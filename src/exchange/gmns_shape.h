#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "exchange/gmns_data.h"
#include "karwan/base/geo.h"

// Where a GMNS network lies: its coordinate system, its lines, its units.
namespace karwan::exchange {

struct point {
  double x{0}, y{0};
};

// Of a LINESTRING, or a MULTILINESTRING whose parts follow each other; Z is left out. nullopt:
// it is neither, or a number is none.
std::optional<std::vector<point>> read_wkt_line(std::string_view);

// How the numbers of a data set are meant.
struct gmns_units {
  double long_m{0};     // metres of a long_length; 0: the unit is not known
  double short_m{0};    // of a short_length
  double speed_kmh{0};  // of a unit of speed
  bool is_lon_lat{false};
  int utm_zone{0};  // where not: 1 to 60; 0: a system that is not known here
  bool is_north{true};

  bool placed() const { return is_lon_lat || utm_zone != 0; }
  // nullopt: the point is not in that system, or there is none.
  std::optional<lat_lon> at(point) const;
};

// From config.csv; where it says nothing, from the numbers: degrees where all nodes could be.
// Faults say what is not understood.
gmns_units read_units(gmns_data const&, gmns_faults&);

// Along the line, in metres; nullopt where a point has no place.
std::optional<double> length_m(std::vector<point> const&, gmns_units const&);

// The line of a link as drawn, from node to node: its own, else that of its geometry_id; turned
// where dir_flag is -1. Empty where none can be read.
class gmns_lines {
 public:
  explicit gmns_lines(gmns_data const&);
  std::vector<point> of(gmns_file const& links, gmns_row const&) const;

 private:
  std::unordered_map<std::string_view, std::string_view> by_id_;
};

}  // namespace karwan::exchange
