#pragma once

#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "record/search_filter.h"
#include "record/store_impl.h"
#include "record/word_index.h"
#include "record/word_match.h"
#include "record/word_query.h"

// From a number that the word index gave to what a page shows of it, or to nothing: the view may
// not see it, the filter not want it, its entity be listed already.
namespace karwan::record {

struct found_hit {
  search_hit hit;
  std::vector<text_match::taken> taken;
};

class hit_reader {
 public:
  // All have to outlive it; words may be understood in more ways meanwhile.
  hit_reader(store::impl&, search_filter&, std::vector<wanted_clause> const&, view_spec const&);

  // Whose words all stand in this one text.
  std::optional<found_hit> read(text_class, std::int64_t number);
  // The same of found_private, whose numbers are of statements that stand for their row's note too.
  std::optional<found_hit> read_private(std::int64_t number);
  // The entity, where it is one that may be listed: seen, not yet listed, and wanted by the filter.
  std::optional<std::string> entity_of(text_class, std::int64_t number);
  // Of an entity whose words stand in several texts: the one that has most, and its class.
  std::optional<std::pair<int, found_hit>> spread_over(std::string const& entity);
  // 0: a current name; 1: a former one; 2: a misspelling.
  int use_of(std::int64_t name);

  bool list(std::string const& entity) { return listed_.insert(entity).second; }
  // Sets the kind and how many more texts match.
  void complete(found_hit&);
  // False: as many rows as one question may read were read; nothing more is found.
  bool may_read() const noexcept;

 private:
  struct entity_texts {
    std::vector<row> rows;
    std::vector<std::string> notes;  // of each row; empty where notes of its table are not searched
  };
  std::optional<row> const& row_of(text_class, std::int64_t number);
  row const* wanted_row(text_class, std::int64_t number);
  std::string note_of(row const&);
  std::string id_of(statement_ix);
  text_match match(std::string_view text) const;
  bool holds(text_match const& m) const { return !m.excluded && m.clauses == wanted_; }
  found_hit hit_from(row const&, std::string_view property, std::string_view text, statement_ix,
                     text_match);
  std::optional<found_hit> read_cell(row const&, std::int64_t number);
  std::optional<found_hit> read_note(row const&);
  template <typename F>
  void each_text(std::string const& entity, F&&);
  entity_texts const& texts_of(std::string const& entity);

  store::impl& s_;
  search_filter& filter_;
  std::vector<wanted_clause> const& clauses_;
  view_spec const& view_;
  std::uint32_t wanted_;
  std::size_t read_{0};
  std::unordered_set<std::string> listed_;
  // What was read for one understanding of the words serves the next.
  std::unordered_map<std::int64_t, std::optional<row>> rows_;
  std::unordered_map<std::string, entity_texts> texts_;
  query note_, place_;
};

}  // namespace karwan::record
