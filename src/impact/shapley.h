#pragma once

#include <vector>

#include "karwan/impact/sets.h"

// Who has what of what all do together (Shapley 1953).
namespace karwan::impact {

// Of each of n members what it adds, the mean over all orders in which they could come. `of_subset`
// has 2^n values: bit i of the place says whether member i is in it; the first is that of nobody.
std::vector<totals> shapley(std::vector<totals> const& of_subset);

}  // namespace karwan::impact
