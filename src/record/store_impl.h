#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "karwan/record/sqlite.h"
#include "karwan/record/statement.h"
#include "karwan/record/store.h"
#include "record/checksum.h"
#include "record/status_log.h"

namespace karwan::record {

// What a view needs to know of a source.
struct source_facts {
  std::optional<date_span> published{};
};
using source_map = std::unordered_map<std::string, source_facts>;

// Sources that a view has asked for; all of them where it read many rows.
struct known_sources {
  source_map facts;
  bool all{false};
};

// Readers of one table's rows; see row_reader.cc.
struct reading_queries {
  explicit reading_queries(database const&);
  query heads_of_table, heads_of_entity, heads_of_entity_in_table, head_of_row, cells_of_table,
      cells_of_row, statement_place, kept, naming, last_acts;
};

struct store::impl {
  impl(std::filesystem::path const& file, mode);

  database db;
  mode how;
  std::optional<sum_keeper> sums;                      // of a store that writes
  std::vector<std::optional<property_ix>> properties;  // by the store's property number
  std::vector<std::optional<table_ix>> tables;         // by the store's table number
  std::vector<std::int64_t> table_numbers;             // by table_ix; 0: not in the store yet
  reading_queries q;

  // The public version, and the changes by others and by this store itself at which it was read:
  // servers ask for it with every request.
  std::optional<query> changes_by_others{};
  std::pair<std::int64_t, std::int64_t> read_at{-1, -1};
  std::string public_version{};
  std::string version_now();

  // Of the record's state `loaded_at`, the numbers of the last recordings, public and private.
  std::pair<std::int64_t, std::int64_t> loaded_at{-1, 1};
  mutable status_log statuses;
  std::map<std::optional<instant>, known_sources> sources;  // by known_at
  struct reduced_sources {
    std::optional<instant> known_at;
    std::vector<statement_ix> hidden;
    std::vector<std::string> without, layers;
    std::vector<statement_ix> supposed;
    known_sources sources;
  };
  std::optional<reduced_sources>
      last_sources;             // of the last view that hides, lifts or adds something
  bool ranks_words{false};      // karwan_rank is known to the connection
  bool reading_sources{false};  // a source is not asked for its own source

  // Brings what is kept in memory up to date with the file.
  void refresh();
  void load_dictionary();
  // Versions of rows that acts on what is public wrote.
  std::int64_t public_rows();

 private:
  std::optional<std::int64_t> public_rows_;
};

// The way in for the module's own writers and searchers.
struct store_access {
  static store::impl& of(store const& s) { return *s.impl_; }
};

inline std::int64_t seconds_of(instant t) {
  return t.time_since_epoch().count();
}
inline instant instant_of(std::int64_t seconds) {
  return instant{std::chrono::seconds{seconds}};
}

// accepted, proposed, rejected or retracted, as the store writes it.
statement_status parse_status(std::string_view) noexcept;

// What a statement is at that moment (nullopt: by everything recorded so far).
statement_status status_at(store::impl const&, std::int64_t statement, statement_status at_birth,
                           std::optional<instant> known_at);
// When it came to hold: when it was recorded, or accepted after a review.
std::int64_t known_since(store::impl const&, std::int64_t statement, std::int64_t recorded_at);
inline bool accepted_at(store::impl const& s, std::int64_t statement, bool accepted_at_birth,
                        std::optional<instant> known_at) {
  auto const birth = accepted_at_birth ? statement_status::accepted : statement_status::proposed;
  return status_at(s, statement, birth, known_at) == statement_status::accepted;
}

// first .. last of two dates of any precision; a blank side is open.
date_span span_between(std::string_view from, std::string_view to);

// Which rows to read: one table, one entity, or rows by their number in the store.
struct table_rows {
  table_ix table;
};
struct entity_rows {
  std::string_view entity;
};
struct entity_table_rows {
  std::string_view entity;
  table_ix table;
};
struct numbered_rows {
  std::vector<std::int64_t> rows;
};
std::vector<row> read_rows(store::impl&, table_rows, view_spec const&);
// The same, put together from the statements even where rows are kept.
std::vector<row> read_statements_of(store::impl&, table_ix, view_spec const&);
std::vector<row> read_rows(store::impl&, entity_rows, view_spec const&);
std::vector<row> read_rows(store::impl&, entity_table_rows, view_spec const&);
std::vector<row> read_rows(store::impl&, numbered_rows const&, view_spec const&);

}  // namespace karwan::record
