#pragma once

#include <string>
#include <vector>

#include "karwan/impact/impact.h"

namespace karwan::impact {

// What books say of all goods from one country to another in a year: of each reporter and direction
// the last full year that it states, and what control totals of the basket say. Entities.
std::vector<pair_change::book> books_of(record::store const&, record::view_spec const&,
                                        std::string const& from, std::string const& to);

}  // namespace karwan::impact
