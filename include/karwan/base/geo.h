#pragma once

namespace karwan {

// WGS84 degrees.
struct lat_lon {
  double lat{0};
  double lon{0};
};

// Length of the geodesic on WGS84, in metres (GeographicLib).
double geodesic_metres(lat_lon a, lat_lon b) noexcept;

}  // namespace karwan
