#pragma once

#include <span>
#include <vector>

#include "karwan/base/error.h"
#include "trade/demean.h"

namespace karwan::trade {

// A regression on kept rows, sorted by the groups of the first effect.
struct design {
  std::vector<std::uint32_t> row;  // of the input
  std::vector<double> y;
  std::vector<std::vector<double>> x;
  std::vector<effect> effects;

  std::size_t size() const noexcept { return row.size(); }
};

// Rows (of the design) whose zero is foretold perfectly: some combination z of regressors and
// effects is 0 wherever y > 0, never negative where y = 0, and positive there. Correia, Guimaraes
// and Zylkin's iterative rectifier, repeated until no such combination is left. Error bad_data
// where it does not settle.
result<std::vector<bool>> find_separated(design const&);

}  // namespace karwan::trade
