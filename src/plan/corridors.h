#pragma once

#include <vector>

#include "karwan/record/store.h"
#include "plan/passage.h"

namespace karwan::plan {

// The corridors of a view, in their order; of rows that speak of one the preferred counts. Throws
// failure (bad_data) where a row names a mode that is none.
std::vector<corridor> read_corridors(record::store const&, record::view_spec const&);

}  // namespace karwan::plan
