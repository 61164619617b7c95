#include "relations/cells.h"

#include <algorithm>

namespace karwan::relations {

std::vector<std::string> items_of(record::row const& r, std::string_view column) {
  std::vector<std::string> out;
  auto text = r.text(column);
  while (!text.empty()) {
    auto const end = std::min(text.find(';'), text.size());
    out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::vector<record::row> rows_of_table(record::store const& from, std::string_view table,
                                       record::view_spec const& view) {
  return from.rows(record::find_table(table).value(), view);
}

}  // namespace karwan::relations
