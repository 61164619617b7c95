#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "karwan/record/names.h"
#include "karwan/record/statement.h"

// Everything that the record says of one entity, and where it contradicts itself.
namespace karwan::record {

struct entity_row {
  std::string row_id;
  table_ix table{};
  std::vector<statement_entry> statements;  // retracted and corrected ones too
};

// Statements of one property that cannot all be true: the same entity, world and qualifiers,
// overlapping valid and observed times, different values.
struct conflict {
  std::string entity;
  property_ix property{};
  std::vector<statement_ix> statements;  // the preferred first, the others by preference
  std::vector<std::string> values;       // of each
  std::string why;                       // what decided for the first over the second
};

struct entity_name {
  std::string language, name, use;
  bool own_translation{false};
};

struct usage {
  std::string entity;
  std::string property;  // that names it; "world" for rows of its world
};

struct entity_page {
  std::string id, kind, name;
  std::vector<entity_name> names;
  std::vector<entity_row> rows;
  std::vector<conflict> conflicts;  // in the view
  std::vector<usage> used_by;       // each entity and property once
  bool used_by_more{false};         // of very many uses only the first few thousand are told
};

// A name of the entity, else the title that a row gives it, else its id.
std::string title_of(store const&, name_index const&, std::string_view entity,
                     std::string_view language = "en");

// Error not_found with suggestions where no row speaks of it.
result<entity_page> read_entity(store const&, name_index const&, std::string_view entity,
                                view_spec const&);

// Of one entity, or (empty) of all.
std::vector<conflict> find_conflicts(store const&, std::string_view entity, view_spec const&);

}  // namespace karwan::record
