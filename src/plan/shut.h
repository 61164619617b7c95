#pragma once

#include <vector>

#include "karwan/network/metric.h"
#include "karwan/plan/question.h"

namespace karwan::plan {

// Shuts the arcs of what may not be passed, for good and in both directions. What the metric says
// that they would take stays.
void shut(network::metric&, network::topology const&, std::vector<passed> const&);

}  // namespace karwan::plan
