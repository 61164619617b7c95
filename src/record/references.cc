#include "karwan/record/references.h"

#include <algorithm>

#include "record/lookup.h"
#include "record/store_impl.h"
#include "record/values.h"

namespace karwan::record {

std::vector<row> rows_naming(store const& from, std::string_view entity, property_ix column_number,
                             view_spec const& view) {
  auto& s = store_access::of(from);
  s.refresh();
  auto const at = std::ranges::find(s.properties, std::optional{column_number});
  // All versions of each row, so that the latest decides.
  query q{s.db,
          "SELECT DISTINCT v.id FROM reference f CROSS JOIN statement s ON s.id = f.statement "
          "JOIN pack_row r ON r.id = s.row "
          "JOIN pack_row v ON v.tbl = r.tbl AND v.row_id = r.row_id "
          "WHERE f.layer = ?1 AND f.key = ?2 AND f.property = ?3"};
  numbered_rows which;
  for (auto const layer : layers_seen(view)) {
    q.bind(layer, reference_key(entity), at - s.properties.begin());
    while (q.step()) {
      which.rows.push_back(q.integer(0));
    }
  }
  std::ranges::sort(which.rows);
  auto out = read_rows(s, which, view);
  auto const& c = column_of(column_number);
  std::erase_if(out, [&](row const& r) { return !names_it(c, r.text(c.name), entity); });
  return out;
}

}  // namespace karwan::record
