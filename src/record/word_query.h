#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "karwan/record/find_query.h"
#include "record/word_match.h"
#include "record/word_rank.h"

namespace karwan::record {

// The clauses of a query, each word yet without the forms that it may stand as.
// Single letters beside words are left out.
std::vector<wanted_clause> clauses_of(find_query const&);

// The question as FTS5 reads it, and what each of its phrases is worth. Every word stands in
// quotes, so that no text of a user is ever syntax.
struct word_query {
  // `texts`: how many the record holds.
  word_query(std::vector<wanted_clause> const&, std::int64_t texts);

  std::string text;
  rank_plan plan;
};

// For found_private, which has no vocabulary: all words as beginnings. Excluded ones are left to
// match_text.
std::string beginnings_query(std::vector<wanted_clause> const&);
// The clauses, each word with those of the text that it is or begins.
std::vector<wanted_clause> with_words_of(std::vector<wanted_clause>, std::string_view text);

}  // namespace karwan::record
