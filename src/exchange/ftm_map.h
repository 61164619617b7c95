#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "karwan/record/history.h"

// What our statements are in FollowTheMoney: a schema per entity, a property per column.
namespace karwan::exchange {

// Properties of FollowTheMoney that hold a value of ours. Where there is none it is a note, in
// words: every schema has notes.
struct ftm_value {
  std::string_view prop, type;
  std::string value;
  std::string lang;  // ISO 639-3; empty: none
};

struct ftm_rule;

class ftm_map {
 public:
  // Reads which entities are persons, bodies and countries: others refer to them.
  explicit ftm_map(record::store const&);

  // By the tables that speak of the entity, and what kind of body it is.
  std::string_view schema_of(std::span<record::history_statement const> of_entity) const;

  // One or more: FollowTheMoney says each item of a list by itself. What does not hold in the
  // actual world now (corrected, retracted, proposed, of a project) is never a plain value: a
  // reader that knows nothing of ours must not take it for true.
  std::vector<ftm_value> values_of(record::history_statement const&, std::string_view schema,
                                   std::span<record::history_statement const> of_entity) const;

 private:
  void add_item(std::vector<ftm_value>&, ftm_rule const&, std::string_view item,
                std::string_view note, std::span<record::history_statement const> same_row) const;

  std::unordered_map<std::string, std::string> countries_;   // -> ISO 3166 code, lower case
  std::unordered_map<std::string, std::string_view> legal_;  // -> schema
};

}  // namespace karwan::exchange
