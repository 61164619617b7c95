#pragma once

#include "karwan/trade/ppml.h"
#include "trade/dense.h"
#include "trade/separation.h"

namespace karwan::trade {

using column_values = std::vector<std::vector<double>>;

// Of the coefficients: factor * bread * meat * bread, where the meat sums the scores x_i * e_i
// (`x` demeaned) over rows, or over clusters: with several, over every set of them by inclusion and
// exclusion (Cameron, Gelbach and Miller 2011). Fills covariance, standard errors, correction and
// the counts of clusters. Error bad_data: a single cluster.
status add_covariance(gravity_fit&, regression const&, design const&, column_values const& x,
                      std::vector<double> const& errors, symmetric const& bread);

}  // namespace karwan::trade
