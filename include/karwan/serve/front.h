#pragma once

#include "karwan/serve/app.h"
#include "karwan/serve/computations.h"
#include "karwan/serve/metrics.h"

namespace karwan::serve {

// The app as sockets ask it: quick questions are answered at once, the others by `heavy`, each as
// HTTP wants it; counted, and told at /metrics. For one thread; the others are shared and outlive
// it. `acts`: what writes, and who asks, one after the other (acts.h); null: the record is only
// read. `documents`: the same for acts that read documents; null: among the others.
responder make_front(app_options, computations& heavy, metrics& counts,
                     computations* acts = nullptr, computations* documents = nullptr);

}  // namespace karwan::serve
