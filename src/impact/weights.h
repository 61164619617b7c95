#pragma once

#include <optional>
#include <vector>

#include "impact/study.h"

namespace karwan::impact {

// How much of a flow goes in a year. Most of a basket says nothing of it: then a flow has an equal
// share of what its group is part of in all, which is illustrative.
struct weight {
  enum class basis { stated, shared, unknown } is{basis::unknown};
  double tonnes_year{0};
};

// Of each of the studied: its own tonnes, or value a year over the value of its goods; else a share
// of the control total between the two countries of all flows of its weight group. A total in
// dollars is shared as dollars.
std::vector<weight> weights_of(study const&, std::vector<studied> const&);

}  // namespace karwan::impact
