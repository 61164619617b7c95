#include "karwan/impact/parameters.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "impact/study.h"

namespace karwan::impact {
namespace {

void add_once(std::vector<std::string>& to, std::string_view text) {
  if (!text.empty() && std::ranges::find(to, text) == to.end()) {
    to.emplace_back(text);
  }
}

}  // namespace

parameter read_parameter(record::store const& record, record::view_spec const& view,
                         std::string_view symbol) {
  parameter out;
  out.symbol = symbol;
  out.checked = false;
  std::vector<double> values, all;
  for (auto const& r : record.rows(*record::find_table("parameters"), view)) {
    auto const value = r.number("value");
    if (r.text("symbol") != symbol || !value) {
      continue;
    }
    // Elasticities are written with or without their minus sign.
    values.push_back(std::abs(*value));
    all.push_back(values.back());
    if (r.text("spread") == "range") {
      for (auto const* side : {"low", "high"}) {
        if (auto const bound = r.number(side)) {
          all.push_back(std::abs(*bound));
        }
      }
    }
    if (out.title.empty()) {
      out.title = r.text("title");
    }
    out.rows.push_back(r.row_id);
    add_once(out.papers, r.text("paper"));
    out.checked = out.checked || r.text("provenance") != "recall_unverified";
    out.worst = std::max(out.worst, r.row_grade);
  }
  if (values.empty()) {
    throw failure{{error_kind::bad_data, fmt::format("no row gives the parameter {}", symbol),
                   "parameters", "Add a row with that symbol to the pack"}};
  }
  auto const [least, most] = std::ranges::minmax(all);
  out.value = {least, median_of(values), most};
  return out;
}

}  // namespace karwan::impact
