#pragma once

#include <vector>

#include "impact/pairs.h"

// Which assumption moves the result most.
namespace karwan::impact {

// One assumption at a time at its low and high, the others at their best. The result is dollars of
// trade where a base is known, else percent of trade, else dollars of carriage a tonne.
void add_tornado(std::vector<pair_basis> const&, std::vector<studied> const&, watch const&,
                 impact_answer&);

}  // namespace karwan::impact
