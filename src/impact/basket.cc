#include "karwan/impact/basket.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "karwan/base/sheet_columns.h"
#include "karwan/base/text.h"

namespace karwan::impact {
namespace {

constexpr std::array<std::string_view, 4> kFlowKinds{"flow", "control_total", "test", "excluded"};

std::optional<flow_kind> parse_kind(std::string_view text) {
  auto const at = std::ranges::find(kFlowKinds, text);
  return at == kFlowKinds.end() ? std::nullopt
                                : std::optional{static_cast<flow_kind>(at - kFlowKinds.begin())};
}

// A number of at least 0, or nullopt.
std::optional<double> read_amount(std::string_view text) {
  double out = 0;
  auto const* end = text.data() + text.size();
  auto const [stop, fault] = std::from_chars(text.data(), end, out);
  auto const good = fault == std::errc{} && stop == end && std::isfinite(out) && out >= 0;
  return good ? std::optional{out} : std::nullopt;
}

// Reads one cell into a flow; false: the cell is at fault, `remedy` of the column says how to mend.
using cell_reader = bool (*)(std::string const& cell, basket_flow&);

struct flow_column {
  std::string_view name;
  cell_reader put;  // nullptr: let pass
  std::string_view remedy{};
};

template <std::string basket_flow::*Member>
bool text(std::string const& cell, basket_flow& f) {
  f.*Member = cell;
  return true;
}

template <std::optional<double> basket_flow::*Member>
bool number(std::string const& cell, basket_flow& f) {
  f.*Member = read_amount(cell);
  return (f.*Member).has_value();
}

bool kind(std::string const& cell, basket_flow& f) {
  auto const k = parse_kind(cell);
  f.kind = k.value_or(flow_kind::flow);
  return k.has_value();
}

// The code of goods as the rows that are preferred have it; empty: not known.
std::string code_of(std::string const& product, record::store const& record,
                    record::view_spec const& view) {
  auto rows = record.rows_of(product, view);
  std::ranges::stable_sort(
      rows, [&](auto const& a, auto const& b) { return record::preferred(a, b, view.as_of); });
  for (auto const& r : rows) {
    if (auto const code = r.text("hs_code"); !code.empty()) {
      return std::string{code};
    }
  }
  return {};
}

bool unit(std::string const& cell, basket_flow& f) {
  f.unit = network::parse_load_unit(cell);
  return f.unit.has_value();
}

bool hs_code(std::string const& cell, basket_flow& f) {
  f.product_hs = cell;
  return std::ranges::all_of(cell, [](char c) { return c >= '0' && c <= '9'; });
}

constexpr std::string_view kUnits = "Choose truck, reefer, teu, feu, wagon, bulk, air or roro";
constexpr std::string_view kNumber = "Write a number of at least 0, without blanks or units";

constexpr auto kFlowColumns = std::to_array<flow_column>({
    {"id", &text<&basket_flow::id>},
    {"from", &text<&basket_flow::from>},
    {"to", &text<&basket_flow::to>},
    {"kind", &kind, "Choose flow, control_total, test or excluded"},
    {"product_hs", &hs_code, "Write the digits of the HS code alone"},
    {"product", &text<&basket_flow::product>},
    {"tonnes_year", &number<&basket_flow::tonnes_year>, kNumber},
    {"value_usd_year", &number<&basket_flow::value_usd_year>, kNumber},
    {"weight_group", &text<&basket_flow::weight_group>},
    {"unit", &unit, kUnits},
});

// Columns of the pack's own table that say nothing here: its file can be edited and handed in.
bool lets_pass(std::string_view name) {
  static auto const* basket = &record::tables()[**record::find_table("basket")];
  constexpr std::array<std::string_view, 13> kMeta{
      "row_id", "entity", "world",   "valid_from", "valid_to",    "observed_from", "observed_to",
      "grade",  "source", "locator", "note",       "recorded_at", "reason"};
  return std::ranges::find(kMeta, name) != kMeta.end() ||
         std::ranges::find(basket->columns, name, &record::column::name) != basket->columns.end();
}

std::vector<flow_column const*> match(sheet const& table, std::vector<sheet_fault>& faults) {
  std::array<std::string_view, kFlowColumns.size()> names;
  std::ranges::transform(kFlowColumns, names.begin(), &flow_column::name);
  constexpr std::array<std::string_view, 3> kNeeded{"from", "to", "product"};
  std::vector<flow_column const*> out;
  for (auto const& at :
       match_columns(table,
                     {names, kNeeded, "Add it: a flow is goods that go from somewhere to somewhere",
                      &lets_pass},
                     faults)) {
    out.push_back(at ? &kFlowColumns[*at] : nullptr);
  }
  return out;
}

basket_flow read_row(sheet_row const& row, sheet const& table,
                     std::vector<flow_column const*> const& columns,
                     std::vector<sheet_fault>& faults) {
  basket_flow out;
  out.line = row.line;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    auto const& cell = row.cells[i];
    if (columns[i] != nullptr && !cell.empty() && !columns[i]->put(cell, out)) {
      faults.push_back({row.line, table.header[i], in_quotes(cell) + " cannot be read",
                        std::string{columns[i]->remedy}});
    }
  }
  if (out.id.empty()) {
    out.id = fmt::format("line-{}", row.line);
  }
  for (auto const& [name, missing] : {std::pair{"from", out.from.empty()},
                                      {"to", out.to.empty()},
                                      {"product", out.product.empty()}}) {
    auto const is_there = std::ranges::any_of(columns, [&](flow_column const* c) {
      return c != nullptr && c->name == std::string_view{name};
    });
    if (missing && is_there) {
      faults.push_back({row.line, name, "the cell is blank", "Fill it in"});
    }
  }
  return out;
}

}  // namespace

std::string_view name_of(flow_kind k) noexcept {
  return kFlowKinds[static_cast<std::size_t>(k)];
}

basket_flow flow_of(own_flow const& own, record::store const& record,
                    record::name_index const& names, record::view_spec const& view) {
  basket_flow out;
  out.id = "own";
  out.from = own.from;
  out.to = own.to;
  if (!own.product.empty()) {
    constexpr std::array<std::string_view, 1> kProduct{"product"};
    auto const found = names.resolve(own.product, kProduct);
    if (!found) {
      auto e = found.error();
      e.place = "product";
      throw failure{e};
    }
    out.product = names.display_name(*found);
    out.product_hs = code_of(*found, record, view);
  }
  if (!own.unit.empty() && !impact::unit(own.unit, out)) {
    throw failure{{error_kind::bad_input, fmt::format("unknown unit {}", own.unit), "unit",
                   std::string{kUnits}}};
  }
  return out;
}

std::vector<basket_flow> read_basket(record::store const& record, record::view_spec const& view) {
  std::vector<basket_flow> out;
  for (auto const& r : record.rows(*record::find_table("basket"), view)) {
    auto const kind = parse_kind(r.text("kind"));
    if (!kind) {
      continue;  // retracted
    }
    auto& f = out.emplace_back();
    f.id = r.entity;
    f.row_id = r.row_id;
    f.kind = *kind;
    f.from = r.text("from");
    f.to = r.text("to");
    f.product_hs = r.text("product_hs");
    f.product = r.text("product");
    f.tonnes_year = r.number("tonnes_year");
    f.value_usd_year = r.number("value_usd_year");
    f.weight_group = r.text("weight_group");
    f.graded = r.row_grade;
  }
  return out;
}

std::vector<basket_flow> read_basket(sheet const& table, std::vector<sheet_fault>& faults) {
  std::vector<basket_flow> out;
  auto const columns = match(table, faults);
  for (auto const& row : table.rows) {
    out.push_back(read_row(row, table, columns, faults));
  }
  if (std::ranges::none_of(out, [](auto const& f) { return f.kind == flow_kind::flow; }) &&
      faults.empty()) {
    faults.push_back({0, {}, "there are no flows", "Add rows of the kind flow"});
  }
  return out;
}

}  // namespace karwan::impact
