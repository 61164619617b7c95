#pragma once

#include <string>

#include "karwan/plan/answer.h"

namespace karwan::plan {

// The journeys for a map: a FeatureCollection (RFC 7946) with a feature for each leg, in the order
// of travel, on one line without a line end. A leg of which no line is drawn is the straight line
// between its ends (`straight`), a leg at one place is a point. The schema `JourneysGeoJson` of
// openapi.yaml.
std::string to_geojson(answer const&);

}  // namespace karwan::plan
