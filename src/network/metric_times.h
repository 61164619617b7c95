#pragma once

#include "network/standpoint.h"

namespace karwan::network {

// When each arc of a metric with values can be entered, what bars it, and so what it takes in the
// search. What the metric said of another departure is replaced.
void set_times(metric&, topology const&, facts const&, standpoint const&, metric_options const&);

}  // namespace karwan::network
