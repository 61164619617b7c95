#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "karwan/record/store.h"

namespace karwan::record {

struct search_hit {
  std::string entity;
  std::string kind;      // of the entity
  std::string property;  // where the words stand; "id" and "note" too
  std::string text;      // the value
  std::string statement;
};

struct search_answer {
  std::vector<search_hit> hits;          // best first, an entity once
  std::vector<std::string> suggestions;  // words to try where nothing was found
};

// Statements that hold all the words or words that begin with them, alike in any script as `fold`
// has it: names first, then titles, then other text. Only what the view sees.
search_answer search(store const&, std::string_view text, view_spec const&, std::size_t limit);

}  // namespace karwan::record
