#include "karwan/base/utm.h"

#include <GeographicLib/UTMUPS.hpp>

namespace karwan {

std::optional<lat_lon> from_utm(int zone, bool is_north, double east_m, double north_m) {
  try {
    lat_lon out;
    GeographicLib::UTMUPS::Reverse(zone, is_north, east_m, north_m, out.lat, out.lon);
    return out;
  } catch (GeographicLib::GeographicErr const&) {
    return std::nullopt;
  }
}

}  // namespace karwan
