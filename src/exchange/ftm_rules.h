#pragma once

#include <cstdint>
#include <span>
#include <string_view>

// Which schema of FollowTheMoney a table is, and which property a column: data.
namespace karwan::exchange {

enum class ftm_form : std::uint8_t {
  text,      // as it is
  date,      // a day, month or year
  country,   // the country's code
  language,  // ISO 639-3
  url,       // with its scheme
  party,     // a person or body by its id, a country by its code
  body,      // a person or body
  name,      // a name of the entity: which kind, the row's `use` says
};

struct ftm_rule {
  std::string_view table, column, prop, type;
  ftm_form how{ftm_form::text};
};
// nullptr: no property means the same; the value is a note.
ftm_rule const* ftm_rule_for(std::string_view table, std::string_view column);

struct ftm_table_schema {
  std::string_view table, schema;
};
// The first table of these that speaks of an entity decides.
std::span<ftm_table_schema const> ftm_schemas();

}  // namespace karwan::exchange
