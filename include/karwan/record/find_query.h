#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "karwan/base/error.h"

// The language of `karwan record find` (docs/search_text.md):
//
//   query   = { clause | filter }             all clauses must hold, in any order
//   clause  = [ "-" ] term                    "-": must not hold
//           | term { ( "OR" | "|" ) term }    any of them
//   term    = word                            also as the beginning of a word, or misspelt
//           | quote words quote               these words in this order and spelling
//   filter  = ( "kind" | "sector" | "country" | "from" | "to" ) ":" value
//
// Tokens stand apart by blanks; quotes are " “ ” „ « ». What the fold drops is no part of a word: a
// hyphen within a token parts two words. Every other text is words, so nothing is a syntax error.
namespace karwan::record {

// Folded words in their order. Several, or quoted: a phrase, taken as it is written.
struct query_term {
  std::vector<std::string> words;
  bool quoted{false};
  bool operator==(query_term const&) const = default;
};

struct query_clause {
  std::vector<query_term> any;  // at least one
  bool excluded{false};
  bool operator==(query_clause const&) const = default;
};

struct find_query {
  std::vector<query_clause> clauses;
  std::vector<std::string> kinds, sectors, countries;  // as written; any of each
  std::string from, to;                                // dates as written
  bool operator==(find_query const&) const = default;
};

inline constexpr std::size_t kMostQueryBytes = 1000;
inline constexpr std::size_t kMostQueryWords = 32;

// Error bad_input, without a place: nothing to search for (no clause, or only excluded ones), too
// long, a filter of one value given twice, OR beside an excluded word.
result<find_query> parse_find_query(std::string_view text);

// The query in its plainest form; parsing it gives the query again.
std::string plain_text(find_query const&);

}  // namespace karwan::record
