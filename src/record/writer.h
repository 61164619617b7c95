#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "record/lookup.h"
#include "record/stored_pack.h"
#include "record/word_index.h"

// Appends to the record inside one transaction; shared by all acts of writing.
namespace karwan::record {

struct act {
  std::string_view what;  // load | add | retract | propose | accept | reject | edit
  instant at{};
  std::string by;
  std::string pack;
  std::string content;  // what makes this act different from others, for the digest
};

class writer {
 public:
  // How much is written. In bulk, triggers and foreign keys, which guard against other programs,
  // are not asked: the writer gives each number itself. Indexes are kept in larger pieces.
  enum class manner { single, bulk };

  // Throws failure (unavailable) where another program is writing.
  writer(store::impl&, act const&, manner = manner::single);
  explicit writer(store::impl&, manner = manner::single);  // begin each act before what is of it
  void begin(act const&);

  // A row (version 1) or its next version. Returns its number.
  std::int64_t add_row(table_ix, pack_row const&, std::string const& pack, std::int64_t version,
                       std::int64_t born_at);
  struct statement_place {
    table_ix table;
    std::int64_t row;
    std::size_t column;
    std::int64_t seq;
    std::int64_t supersedes;  // 0: nothing
    bool proposed{false};     // waits to be accepted: no view sees it, no search finds it
  };
  std::int64_t add_statement(statement_place const&, std::string_view text,
                             std::int64_t recorded_at, pack_row const& of);
  // The same where the folded words of the text, and of entity and note, are known; not of private
  // layers.
  struct known_words {
    std::string_view of_text, of_row;
  };
  std::int64_t add_statement(statement_place const&, std::string_view text,
                             std::int64_t recorded_at, pack_row const& of, known_words const&);
  // What comes of a statement: accepted, rejected or retracted.
  void change(std::int64_t statement, std::string_view status, std::int64_t at,
              std::string_view reason);
  void retract(std::int64_t statement, std::int64_t at, std::string_view reason) {
    change(statement, "retracted", at, reason);
  }
  // A statement that was proposed is found from now on.
  void index(std::int64_t statement, table_ix, std::size_t column, std::string_view text,
             std::int64_t row, pack_row const& of);

  std::int64_t recording() const noexcept { return recording_; }
  void commit();

 private:
  // A statement whose words are indexed.
  struct statement_ref {
    table_ix table;
    std::size_t column;
    std::int64_t id, row;
  };

  std::int64_t property_number(table_ix, std::size_t column);
  std::int64_t insert(statement_place const&, std::string_view text, std::int64_t recorded_at,
                      pack_row const& of);
  void index_words(statement_ref const&, std::string_view words, std::string_view common_words);
  void index_private(statement_ref const&, std::string_view words, std::string_view common_words);
  bool has_row_words(std::int64_t row);
  void add_lookups(statement_place const&, std::int64_t id, std::string_view text);
  void name_tables();
  void touch_table_of(std::int64_t statement);

  struct bulk_mode;
  struct leave_bulk_mode {
    void operator()(bulk_mode*) const noexcept;
  };

  store::impl& s_;
  std::unique_ptr<bulk_mode, leave_bulk_mode> bulk_;  // left after the transaction's end
  transaction transaction_;
  std::int64_t recording_{0}, next_row_{0}, next_statement_{0};
  std::int64_t new_row_{0};         // whose entity and note are not among the words yet
  std::int64_t row_in_private_{0};  // whose entity and note were put among the private words last
  std::vector<std::vector<std::int64_t>> property_numbers_;
  std::vector<bool> touched_;  // tables, by table_ix
  query row_, statement_, change_, table_of_;
  word_index words_;
  query private_words_, row_words_;
  lookup_index lookups_;
};

}  // namespace karwan::record
