#pragma once

#include <string_view>
#include <vector>

#include "karwan/record/store.h"

namespace karwan::record {

// Rows of a table in which a column, one that refers to entities, names this one: found by an
// index, whatever the size of the record. Ordered by row_id. Throws failure where the record cannot
// be read.
std::vector<row> rows_naming(store const&, std::string_view entity, property_ix column,
                             view_spec const&);

}  // namespace karwan::record
