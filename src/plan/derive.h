#pragma once

#include "karwan/network/explain.h"
#include "karwan/plan/explain.h"
#include "plan/describe.h"
#include "plan/task.h"

namespace karwan::plan {

// Explains the wished numbers of a journey. Throws failure (bad_input) where it has no such leg.
std::vector<explained> derive(scene const&, task const&, network::facts const&, told const&,
                              explain_wish const&);

}  // namespace karwan::plan
