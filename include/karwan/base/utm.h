#pragma once

#include <optional>

#include "karwan/base/geo.h"

namespace karwan {

// A point of a zone (1 to 60) of Universal Transverse Mercator on WGS 84, metres east and north
// (GeographicLib). nullopt where the zone does not reach it.
std::optional<lat_lon> from_utm(int zone, bool is_north, double east_m, double north_m);

}  // namespace karwan
