#include "relations/cells.h"

namespace karwan::relations {

std::vector<record::row> rows_of_table(record::store const& from, std::string_view table,
                                       record::view_spec const& view) {
  return from.rows(record::find_table(table).value(), view);
}

}  // namespace karwan::relations
