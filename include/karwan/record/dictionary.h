#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>

#include "karwan/base/strong.h"

// The property dictionary: the only place where tables and properties of the record are named.
// A name that is not here is an error wherever it comes from: a pack, a command, a request.
namespace karwan::record {

enum class value_type : std::uint8_t {
  text,
  number,  // decimal, finite
  integer,
  date,       // date_span, see base/date.h
  boolean,    // yes | no
  month_day,  // MM-DD, a day of every year
  clock,      // HH:MM, 24:00 allowed as an end
  hs_code,    // 2, 4, 6, 8 or 10 digits of the Harmonized System, without blanks or dots
};

// One column of a pack table; on an entity it is a property.
struct column {
  std::string_view name;
  value_type type{value_type::text};
  std::string_view unit{};     // of a number: h, km, usd, degree, ...
  std::string_view choices{};  // allowed values, separated by |; empty: any
  std::string_view ref{};      // the table whose entities it names; "*": any entity; empty: none
  bool required{false};
  bool list{false};                                      // values separated by ;
  double low{-std::numeric_limits<double>::infinity()};  // of a number
  double high{std::numeric_limits<double>::infinity()};
  std::string_view about{};  // one line for datapackage.json
  // Of choices: a state of the entity, on which sources can disagree. Other choices say what the
  // row's values are about: side, basis, load unit ...
  bool state{false};
};

struct table {
  std::string_view name;  // links
  std::string_view kind;  // link: the kind of its entities
  std::string_view about;
  std::span<column const> columns;  // without the common ones
  // A yes-or-no column: rows are only shown where it says yes (contact data). Empty: all are.
  std::string_view shown_if{};
};

using table_ix = strong<std::uint16_t, struct table_tag>;
using property_ix = strong<std::uint16_t, struct property_tag>;  // (table, column)

std::span<table const> tables();

// Columns that every table has after row_id and entity and its own ones: world, valid_from,
// valid_to, observed_from, observed_to, grade, source, locator, note, recorded_at.
std::span<column const> common_columns();

std::optional<table_ix> find_table(std::string_view name);
std::optional<property_ix> find_property(table_ix, std::string_view column_name);
table const& table_of(property_ix);
table_ix table_index_of(property_ix);
column const& column_of(property_ix);
property_ix first_property(table_ix);  // its columns follow in order

}  // namespace karwan::record
