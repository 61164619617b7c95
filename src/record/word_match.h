#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "karwan/record/search.h"

// What a query asks of one text, and whether the text has it. The index finds the texts; this says
// which words of a text were meant, and it alone decides.
namespace karwan::record {

// A word of the vocabulary that a word of the query may stand for.
struct form {
  std::string term;
  likeness how{likeness::exact};
  std::int64_t used{0};  // texts that hold it
};

struct wanted_term {
  std::vector<std::string> words;  // several: a phrase
  bool quoted{false};
  std::vector<form> forms;  // of a word that is not quoted; itself first
};

struct wanted_clause {
  std::vector<wanted_term> any;
  bool excluded{false};
};

struct text_match {
  std::uint32_t clauses{0};  // bit per clause that is not excluded and holds
  bool excluded{false};      // holds an excluded clause
  likeness how{likeness::exact};
  std::vector<text_mark> marks;
  struct taken {
    std::size_t clause;
    std::string term;
    likeness how;
  };
  std::vector<taken> taken_as;  // of words that stand as another
};

// The bits of all clauses that are not excluded.
std::uint32_t all_clauses(std::vector<wanted_clause> const&);

text_match match_text(std::vector<wanted_clause> const&, std::string_view text);

struct excerpt {
  std::string text;
  std::vector<text_mark> marks;
};
// The text, or where it is long the part around its first mark, with ellipses.
excerpt excerpt_of(std::string_view text, std::vector<text_mark> const& marks);

}  // namespace karwan::record
