#pragma once

#include "karwan/serve/app.h"
#include "karwan/serve/computations.h"
#include "karwan/serve/metrics.h"

namespace karwan::serve {

// The app as sockets ask it: quick questions are answered at once, the others by `heavy`, each as
// HTTP wants it; counted, and told at /metrics. For one thread; the others are shared and outlive
// it.
responder make_front(app_options, computations& heavy, metrics& counts);

}  // namespace karwan::serve
