#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <optional>

#include "karwan/base/list.h"
#include "karwan/base/sheet_columns.h"
#include "karwan/base/text.h"
#include "karwan/plan/batch.h"

namespace karwan::plan {
namespace {

// What a cell is put into; lists are separated by semicolons.
using text_into = std::string asked::*;
using list_into = std::vector<std::string> asked::*;

struct shipment_column {
  std::string_view name;
  std::variant<std::monostate, text_into, list_into> into;  // nothing: the id
};

constexpr std::array<shipment_column, 19> kShipmentColumns{{
    {"id", {}},
    {"from", &asked::from},
    {"to", &asked::to},
    {"via", &asked::via},
    {"product", &asked::product},
    {"tonnes", &asked::tonnes},
    {"unit", &asked::unit},
    {"modes", &asked::modes},
    {"avoid", &asked::avoid},
    {"depart", &asked::depart},
    {"deadline", &asked::deadline},
    {"as_of", &asked::as_of},
    {"known_at", &asked::known_at},
    {"published_by", &asked::published_by},
    {"without", &asked::without},
    {"scenario", &asked::scenario},
    {"crew", &asked::crew},
    {"carrier", &asked::carrier},
    {"under", &asked::under},
}};

// Which column of ours each column of the table is.
std::vector<shipment_column const*> match(sheet const& table, std::vector<sheet_fault>& faults) {
  std::array<std::string_view, kShipmentColumns.size()> names;
  std::ranges::transform(kShipmentColumns, names.begin(), &shipment_column::name);
  constexpr std::array<std::string_view, 2> kNeeded{"from", "to"};
  std::vector<shipment_column const*> out;
  for (auto const& at :
       match_columns(table, {names, kNeeded, "Add it: every shipment goes somewhere"}, faults)) {
    out.push_back(at ? &kShipmentColumns[*at] : nullptr);
  }
  return out;
}

shipment read_row(sheet_row const& row, std::vector<shipment_column const*> const& columns,
                  asked const& common) {
  shipment out{row.line, {}, common, {}};
  for (std::size_t i = 0; i < columns.size(); ++i) {
    auto const& cell = row.cells[i];
    if (cell.empty()) {
      continue;
    }
    auto const& into = columns[i]->into;
    if (auto const* text = std::get_if<text_into>(&into)) {
      out.what.*(*text) = cell;
    } else if (auto const* list = std::get_if<list_into>(&into)) {
      out.what.*(*list) = items_of(cell, ';');
    } else {
      out.id = cell;
    }
  }
  return out;
}

}  // namespace

std::vector<shipment> read_shipments(sheet const& table, asked const& common,
                                     std::vector<sheet_fault>& faults) {
  auto const columns = match(table, faults);
  if (table.rows.empty() && !table.header.empty()) {
    faults.push_back({0, {}, "there are no shipments", "Add a row for each"});
  }
  std::vector<shipment> out;
  if (!faults.empty()) {
    return out;
  }
  out.reserve(table.rows.size());
  for (auto const& row : table.rows) {
    out.push_back(read_row(row, columns, common));
  }
  return out;
}

}  // namespace karwan::plan
