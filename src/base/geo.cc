#include "karwan/base/geo.h"

#include <GeographicLib/Geodesic.hpp>

namespace karwan {

double geodesic_metres(lat_lon a, lat_lon b) noexcept {
  double metres = 0;
  GeographicLib::Geodesic::WGS84().Inverse(a.lat, a.lon, b.lat, b.lon, metres);
  return metres;
}

}  // namespace karwan
