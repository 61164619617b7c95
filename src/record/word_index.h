#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "karwan/record/dictionary.h"
#include "karwan/record/sqlite.h"

// The words of the record for search (docs/search_text.md), kept by whoever writes statements.
// found_name, found_title and found_text hold cells by the number of their statement, found_row
// the entity's id and the note by the number of the row; `word` is the vocabulary of all four with
// the keys of other spellings; its blank word stands in every text and counts them. What is private
// or waits to be accepted is in none of them. Nothing is ever taken out: the reader asks the view
// what holds.
namespace karwan::record {

// Words with fewer consonants are not joined across scripts by them.
inline constexpr std::size_t kFewestBones = 3;

enum class text_class : std::uint8_t { name, title, text, row };  // best first
inline constexpr std::size_t kTextClasses = 4;
std::string_view table_of(text_class) noexcept;  // found_name ...

// Tables whose rows may be withheld are not: the words that are suggested would tell of them.
bool is_searched(table const&) noexcept;
// nullopt: not searched (numbers, keys, choices, tables that are not).
std::optional<text_class> class_of(table const&, column const&) noexcept;

class word_index {
 public:
  explicit word_index(database&);

  // Folded words of a statement's text, or (class row) of a row's entity and note. Numbers of one
  // class must rise.
  void add(text_class, std::int64_t number, std::string_view folded);
  // Writes the vocabulary; without it words can be found but not guessed. Once before the commit.
  void flush();

 private:
  struct uses {
    std::int64_t named{0}, used{0};
  };

  database& db_;
  std::optional<query> insert_[kTextClasses];  // made when needed: making one opens its index
  std::unordered_map<std::string, uses> words_;
};

// Makes the index anew from what the record holds; for migrations.
void rebuild_word_index(database&);

}  // namespace karwan::record
