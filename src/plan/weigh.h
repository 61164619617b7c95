#pragma once

#include <optional>

#include "karwan/plan/ways.h"
#include "plan/describe.h"
#include "plan/patience.h"
#include "plan/task.h"

// From arcs to the numbers of a way in a view.
namespace karwan::plan {

// The way as the metric has it; nullopt where something on it is shut for good, or longer than
// anyone would wait. The way must lead from the first to the last stop of the task.
std::optional<trace> taken(scene const&, task const&, patience const&, way_arcs const&);

weighed_way weighed(scene const&, trace const&);

}  // namespace karwan::plan
