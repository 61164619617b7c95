#pragma once

#include <span>
#include <vector>

#include "karwan/trade/ppml.h"
#include "trade/separation.h"

// From a regression as it is given to the rows and columns that can be estimated.
namespace karwan::trade {

// Marks rows that are alone in a group of a fixed effect, and under PPML those in groups without an
// outcome above zero; again until none is left, since dropping one row may leave another alone.
void prune_groups(regression const&, estimator, std::vector<drop_reason>& rows);

// The kept rows, sorted by the groups of the effect with most of them, which comes first; groups
// are numbered anew. Without fixed effects the first column of x is ones.
design make_design(regression const&, std::vector<drop_reason> const& rows);

// Takes out columns that fixed effects or columns before them explain; `names` are those of x.
std::vector<omitted_column> omit_collinear(design&, std::vector<std::string>& names);

}  // namespace karwan::trade
