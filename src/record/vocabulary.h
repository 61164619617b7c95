#pragma once

#include "karwan/record/sqlite.h"
#include "record/word_match.h"

// What a word of a query may stand for among the words that the record holds.
namespace karwan::record {

class vocabulary {
 public:
  explicit vocabulary(database const&);

  // In how many texts the word stands; 0: none.
  std::int64_t uses(std::string_view word);
  std::int64_t texts() { return uses({}); }  // how many are searched
  // Each adds to the forms of a term that is one word and not quoted, `most` at most, the best
  // first.
  void add_itself(wanted_term&);
  void add_beginnings(wanted_term&, std::size_t most);  // words that begin with it
  void add_spellings(wanted_term&, std::size_t most);   // that sound alike, in any script
  // Words that share their consonants with it, from Arabic script to the others or back.
  void add_bones(wanted_term&, likeness, std::size_t most);
  void add_misspelt(wanted_term&, std::size_t most);  // one edit away; from 8 letters on two

 private:
  struct near_word {
    std::size_t distance;
    bool other_beginning;
    std::int64_t used;
    std::string term;
  };
  void add_from(query&, wanted_term&, likeness, std::size_t most);
  void collect_near(query&, std::string const& part, std::size_t length, std::string const& word,
                    std::string const& sound, std::vector<near_word>&);

  query uses_, beginnings_, sounds_, bones_, by_sound_, by_backwards_;
};

}  // namespace karwan::record
