#include "karwan/record/dictionary.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <vector>

#include "record/tables.h"

namespace karwan::record {
namespace {

constexpr auto kCommon = std::to_array<column>({
    {.name = "world",
     .ref = "*",
     .about = "blank: actual; else the project, commitment or scenario that would make it true"},
    {.name = "valid_from", .type = value_type::date, .about = "blank: always"},
    {.name = "valid_to",
     .type = value_type::date,
     .about = "last day included; blank: until contradicted"},
    {.name = "observed_from", .type = value_type::date, .about = "what period it speaks of"},
    {.name = "observed_to", .type = value_type::date},
    {.name = "grade", .choices = "measured|official|reported|computed|assumed"},
    {.name = "source", .ref = "sources"},
    {.name = "locator", .about = "page, table, row or section in the source"},
    {.name = "note"},
    {.name = "recorded_at", .about = "UTC; blank: created of datapackage.json"},
});

struct dictionary {
  std::vector<table> tables;
  std::vector<std::size_t> first;  // property number of a table's first column
  std::vector<table_ix> table_at;  // per property
  std::unordered_map<std::string_view, table_ix> by_name;
  std::vector<std::unordered_map<std::string_view, property_ix>> columns;  // per table

  dictionary() {
    for (auto const part : {network_tables(), relations_tables(), ties_tables(), directory_tables(),
                            rules_tables(), effects_tables()}) {
      tables.insert(tables.end(), part.begin(), part.end());
    }
    for (std::size_t t = 0; t < tables.size(); ++t) {
      auto const ix = table_ix{static_cast<std::uint16_t>(t)};
      by_name.emplace(tables[t].name, ix);
      first.push_back(table_at.size());
      auto& names = columns.emplace_back();
      for (auto const& c : tables[t].columns) {
        names.emplace(c.name, property_ix{static_cast<std::uint16_t>(table_at.size())});
        table_at.push_back(ix);
      }
    }
  }
};

dictionary const& the_dictionary() {
  static dictionary const d;
  return d;
}

}  // namespace

std::span<table const> tables() {
  return the_dictionary().tables;
}

std::span<column const> common_columns() {
  return kCommon;
}

std::optional<table_ix> find_table(std::string_view name) {
  auto const& names = the_dictionary().by_name;
  auto const it = names.find(name);
  return it == names.end() ? std::nullopt : std::optional{it->second};
}

std::optional<property_ix> find_property(table_ix t, std::string_view column_name) {
  auto const& names = the_dictionary().columns[*t];
  auto const it = names.find(column_name);
  return it == names.end() ? std::nullopt : std::optional{it->second};
}

table const& table_of(property_ix p) {
  return tables()[*table_index_of(p)];
}

table_ix table_index_of(property_ix p) {
  return the_dictionary().table_at[*p];
}

column const& column_of(property_ix p) {
  auto const& d = the_dictionary();
  auto const t = *d.table_at[*p];
  return d.tables[t].columns[*p - d.first[t]];
}

property_ix first_property(table_ix t) {
  return property_ix{static_cast<std::uint16_t>(the_dictionary().first[*t])};
}

}  // namespace karwan::record
