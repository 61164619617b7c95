#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "karwan/base/date.h"
#include "karwan/record/names.h"

// Who stated, corrected, proposed, accepted, rejected or withdrew what, when and why.
namespace karwan::record {

struct history_event {
  instant at{};
  std::string by;
  std::string act;  // loaded, added, corrected, proposed, edited, accepted, rejected, retracted
  std::string entity, row_id, table;
  std::string property;       // an own column, or one that the row's statements share
  std::string statement;      // its id; blank where it is a shared column
  std::string before, after;  // values; blank: none
  std::string reason;         // of a decision or retraction
  std::string source;         // of the row
  std::string layer;          // of a private layer; else blank
};

struct history {
  std::string about;                  // entity, row or statement
  std::string is;                     // "entity", "row" or "statement"
  std::string name;                   // of the entity that it speaks of
  std::vector<history_event> events;  // by time, then act, row and column
};

// Of an entity (id or name), a row or a statement. Seen from `view`: its known_at and its private
// layers; proposals and rejections are told too. Error not_found with suggestions.
result<history> read_history(store const&, name_index const&, std::string_view of,
                             view_spec const& view);

// The schema `History` of openapi.yaml.
std::string history_json(history const&);

}  // namespace karwan::record
