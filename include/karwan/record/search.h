#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/record/find_query.h"
#include "karwan/record/names.h"
#include "karwan/record/store.h"

// Full text search over names, titles, text cells, notes and ids, in any script
// (docs/search_text.md).
namespace karwan::record {

// How a word of the question stands in the text, the best first.
enum class likeness : std::uint8_t { exact, beginning, spelling, misspelt };
std::string_view name_of(likeness) noexcept;

struct text_mark {
  std::uint32_t begin, end;  // code points, half-open
  bool operator==(text_mark const&) const = default;
};

struct search_hit {
  std::string entity;
  std::string kind;              // of the entity
  std::string property;          // where the words stand; "id" and "note" too
  std::string text;              // the value, or the part of it around the first word
  std::vector<text_mark> marks;  // the matched words in `text`, in order
  std::string statement;
  likeness how{likeness::exact};  // of its least alike word
  bool across{false};             // the words stand in several statements of the entity
  std::size_t more{0};            // further statements and notes of the entity that match
};

// A word of the question that was found as others only.
struct taken_word {
  std::string asked;
  std::vector<std::string> taken;  // as the hits have it, folded
  likeness how{likeness::spelling};
};

struct search_answer {
  std::vector<search_hit> hits;          // best first, an entity once
  std::vector<taken_word> taken;         // in the order of the question
  std::vector<std::string> suggestions;  // words to try where nothing was found
  bool complete{true};  // false: words so common that only the first texts with them were ranked
};

struct search_question {
  std::string text;                                    // see find_query.h; may hold filters too
  std::vector<std::string> kinds, sectors, countries;  // any of each; empty: all
  std::string from, to;                                // dates of any precision; blank: open
  std::size_t limit{20};
};

// What filters may name.
std::set<std::string_view> searched_kinds();
std::set<std::string_view> searched_sectors();

// Error bad_input: the query (find_query.h), an unknown kind, sector or country, a date that is
// none; `place` is "text" or the filter's name.
result<search_answer> search(store const&, name_index const&, search_question const&,
                             view_spec const&);

}  // namespace karwan::record
