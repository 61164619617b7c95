#pragma once

#include <optional>
#include <string>
#include <vector>

#include "karwan/base/json_writer.h"
#include "karwan/record/names.h"
#include "karwan/relations/stories.h"

// What a source says, claim by claim, and what became of it since.
namespace karwan::relations {

struct claim {
  std::string row_id, entity, kind;
  std::string text;     // in our words, without a full stop
  std::string locator;  // where in the source; may be blank
  // Of a promise: how its story stands on the day.
  std::optional<standing> status;
  std::string why;
};

struct claims {
  std::vector<claim> told;  // by table and row_id
  bool more{false};         // of very many only the first few thousand are told
};

// The rows of the source in the view. Empty where the entity is no source.
claims read_claims(record::store const&, record::name_index const&, std::string const& source,
                   record::view_spec const&);

// The member `reading` into an object that is open; nothing where there are no claims.
void write_claims(json_writer&, claims const&);

// For a terminal of 100 columns: a heading and a line per claim.
std::string claims_text(claims const&);

}  // namespace karwan::relations
