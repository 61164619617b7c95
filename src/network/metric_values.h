#pragma once

#include "network/lookup.h"

namespace karwan::network {

// What each arc takes, what it rests on and what of it no row gives, of a metric that has none yet:
// all that does not depend on the day of departure, the modes or what is avoided.
void add_values(metric&, topology const&, facts const&, lookup const&, metric_options const&);

}  // namespace karwan::network
