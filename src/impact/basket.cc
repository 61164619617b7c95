#include "karwan/impact/basket.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "karwan/base/text.h"

namespace karwan::impact {
namespace {

constexpr std::array<std::string_view, 4> kKinds{"flow", "control_total", "test", "excluded"};

std::optional<flow_kind> parse_kind(std::string_view text) {
  auto const at = std::ranges::find(kKinds, text);
  return at == kKinds.end() ? std::nullopt
                            : std::optional{static_cast<flow_kind>(at - kKinds.begin())};
}

// A number of at least 0, or nullopt.
std::optional<double> amount(std::string_view text) {
  double out = 0;
  auto const* end = text.data() + text.size();
  auto const [stop, fault] = std::from_chars(text.data(), end, out);
  auto const good = fault == std::errc{} && stop == end && std::isfinite(out) && out >= 0;
  return good ? std::optional{out} : std::nullopt;
}

// Reads one cell into a flow; false: the cell is at fault, `remedy` of the column says how to mend.
using into = bool (*)(std::string const& cell, basket_flow&);

struct column {
  std::string_view name;
  into put;  // nullptr: let pass
  std::string_view remedy{};
};

template <std::string basket_flow::*Member>
bool text(std::string const& cell, basket_flow& f) {
  f.*Member = cell;
  return true;
}

template <std::optional<double> basket_flow::*Member>
bool number(std::string const& cell, basket_flow& f) {
  f.*Member = amount(cell);
  return (f.*Member).has_value();
}

bool kind(std::string const& cell, basket_flow& f) {
  auto const k = parse_kind(cell);
  f.kind = k.value_or(flow_kind::flow);
  return k.has_value();
}

bool unit(std::string const& cell, basket_flow& f) {
  f.unit = network::parse_load_unit(cell);
  return f.unit.has_value();
}

bool hs_code(std::string const& cell, basket_flow& f) {
  f.product_hs = cell;
  return std::ranges::all_of(cell, [](char c) { return c >= '0' && c <= '9'; });
}

constexpr std::string_view kNumber = "Write a number of at least 0, without blanks or units";

constexpr auto kColumns = std::to_array<column>({
    {"id", &text<&basket_flow::id>},
    {"from", &text<&basket_flow::from>},
    {"to", &text<&basket_flow::to>},
    {"kind", &kind, "Choose flow, control_total, test or excluded"},
    {"product_hs", &hs_code, "Write the digits of the HS code alone"},
    {"product", &text<&basket_flow::product>},
    {"tonnes_year", &number<&basket_flow::tonnes_year>, kNumber},
    {"value_usd_year", &number<&basket_flow::value_usd_year>, kNumber},
    {"weight_group", &text<&basket_flow::weight_group>},
    {"unit", &unit, "Choose truck, reefer, teu, feu, wagon, bulk, air or roro"},
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

std::string plain(std::string_view header) {
  std::string out;
  for (char const c : header) {
    out += c == ' ' || c == '-' ? '_' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

std::string all_names() {
  std::string out;
  for (auto const& c : kColumns) {
    out += (out.empty() ? "" : ", ") + std::string{c.name};
  }
  return out;
}

std::vector<column const*> match(sheet const& table, std::vector<sheet_fault>& faults) {
  std::vector<column const*> out;
  for (auto const& header : table.header) {
    auto const name = plain(header);
    auto const at = std::ranges::find(kColumns, std::string_view{name}, &column::name);
    auto const* is = at == kColumns.end() ? nullptr : &*at;
    if (is == nullptr && !lets_pass(name)) {
      faults.push_back({1, header, "there is no such column",
                        "Leave it out or rename it: there are " + all_names()});
    } else if (is != nullptr && std::ranges::find(out, is) != out.end()) {
      faults.push_back({1, header, "the column is there twice", "Leave one of them out"});
    }
    out.push_back(is);
  }
  for (auto const needed : {"from", "to", "product"}) {
    auto const is_it = [&](column const* c) { return c != nullptr && c->name == needed; };
    if (!table.header.empty() && std::ranges::none_of(out, is_it)) {
      faults.push_back({1, needed, "the column is missing",
                        "Add it: a flow is goods that go from somewhere to somewhere"});
    }
  }
  return out;
}

basket_flow read_row(sheet_row const& row, sheet const& table,
                     std::vector<column const*> const& columns, std::vector<sheet_fault>& faults) {
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
    auto const is_there = std::ranges::any_of(columns, [&](column const* c) {
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
  return kKinds[static_cast<std::size_t>(k)];
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
