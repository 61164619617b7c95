#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/record/store.h"

// Rows by whom they name: found by an index, whatever the size of the record. All throw failure
// where it cannot be read.
namespace karwan::record {

// Rows of a table in which a column, one that refers to entities, names this one, by row_id.
std::vector<row> rows_naming(store const&, std::string_view entity, property_ix column,
                             view_spec const&);

// The entities of which rows of a table speak, whichever view sees them, sorted; a row takes no
// memory, an entity that of its name.
std::vector<std::string> entities_in(store const&, table_ix);

struct rows_of_source {
  std::vector<row> rows;  // by table and row_id
  bool more{false};       // there are more than were asked for
};

// Rows of every table that come from this source in the view, at most so many; of commitments also
// those whose evidence does.
rows_of_source rows_from(store const&, std::string_view source, view_spec const&, std::size_t most);

}  // namespace karwan::record
