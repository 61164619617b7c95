#include "plan/basket.h"

namespace karwan::plan {

std::set<flow> flows_of(record::store const& record, record::view_spec const& view) {
  std::set<flow> out;
  for (auto const& r : record.rows(*record::find_table("basket"), view)) {
    if (r.text("kind") == "flow") {
      out.emplace(r.text("from"), r.text("to"), r.text("product_hs"));
    }
  }
  return out;
}

}  // namespace karwan::plan
