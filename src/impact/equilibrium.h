#pragma once

#include "impact/assess.h"

// Trade of pairs of countries once everybody responds to what changed between them.
namespace karwan::impact {

// Every economy of the latest closed matrix, with its own trade held (conditional) and free (full),
// at best values and in each draw: the pairs' partial factors of equation (3) go in, by the same
// theta. Adds to `a`, whose pairs are told already, either `world` or why there is none.
void add_equilibrium(study const&, std::vector<pair_basis> const&, drawn_pairs const&, watch const&,
                     impact_answer& a);

}  // namespace karwan::impact
