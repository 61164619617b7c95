#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <optional>

#include "karwan/base/list.h"
#include "karwan/base/text.h"
#include "karwan/plan/batch.h"

namespace karwan::plan {
namespace {

// What a cell is put into; lists are separated by semicolons.
using text_into = std::string asked::*;
using list_into = std::vector<std::string> asked::*;

struct column {
  std::string_view name;
  std::variant<std::monostate, text_into, list_into> into;  // nothing: the id
};

constexpr std::array<column, 19> kColumns{{
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

// "As of" and "as-of" are as_of.
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

// Which column of ours each column of the table is.
std::vector<column const*> match(sheet const& table, std::vector<sheet_fault>& faults) {
  std::vector<column const*> out;
  for (auto const& header : table.header) {
    auto const at = std::ranges::find(kColumns, std::string_view{plain(header)}, &column::name);
    auto const* is = at == kColumns.end() ? nullptr : &*at;
    if (is == nullptr) {
      faults.push_back({1, header, "there is no such column",
                        "Leave it out or rename it: there are " + all_names()});
    } else if (std::ranges::find(out, is) != out.end()) {
      faults.push_back({1, header, "the column is there twice", "Leave one of them out"});
    }
    out.push_back(is);
  }
  for (auto const needed : {"from", "to"}) {
    auto const is_it = [&](column const* c) { return c != nullptr && c->name == needed; };
    if (!table.header.empty() && std::ranges::none_of(out, is_it)) {
      faults.push_back(
          {1, needed, "the column is missing", "Add it: every shipment goes somewhere"});
    }
  }
  return out;
}

shipment read_row(sheet_row const& row, std::vector<column const*> const& columns,
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
