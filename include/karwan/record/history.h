#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/base/error.h"
#include "karwan/record/statement.h"
#include "karwan/record/store.h"

// The record as it came to be: every statement with who recorded it and what became of it. For
// forms in which whole records travel (module exchange).
namespace karwan::record {

// One act of writing, as the record that wrote it numbers them: later acts have higher numbers.
struct history_act {
  std::int64_t number{0};
  std::string what;  // load, add, retract ...
  instant at{};
  std::string by, pack;
};

// What a pack said of itself when an act loaded it.
struct history_load {
  std::int64_t act{0};
  std::string pack, version;
  instant created{};
  std::string digest;
  std::string descriptor;  // datapackage.json
};

struct history_change {
  statement_status status{statement_status::accepted};
  instant at{};
  std::string reason;
  std::int64_t act{0};
};

inline constexpr std::size_t kSharedColumns = 10;  // common_columns()

struct history_statement {
  property_ix property{};
  std::string row_id;
  std::int64_t version{1};   // of the row
  std::int64_t seq{1};       // among all that was stated for the cell
  std::int64_t corrects{0};  // seq of what it corrected; 0: nothing
  std::string entity, pack;
  std::array<std::string, kSharedColumns> shared;  // in the order of common_columns(), as written
  instant row_since{};                             // when that version of the row was recorded
  std::int64_t row_act{0};
  std::string value;
  bool proposed{false};  // as it was recorded; changes say what became of it
  instant recorded_at{};
  std::int64_t act{0};
  std::vector<history_change> changes;  // in time

  // Of reading only: it holds now, as the latest accepted one of its cell.
  bool current{false};

  std::string const& at(std::string_view common_column) const;
  statement_status status() const;  // after all changes
  std::string id() const;           // row_id.column~seq
};

struct history_listener {
  std::function<void(history_act const&)> act;    // before the first of what refers to it
  std::function<void(history_load const&)> load;  // by act
  // All statements of one entity, by table, row, version, column and seq. Entities in the order of
  // their ids. The span lives during the call.
  std::function<void(std::span<history_statement const>)> entity;
};

// Private layers (world private:...) and rows that are not to be shown are left out. With a cut,
// only what that view holds on its day, without what it was before. One entity is in memory at a
// time. Throws failure.
void read_history(store const&, std::optional<view_spec> const& cut, history_listener const&);

struct history_fault {
  std::string place;  // as the caller named it: a line, a pointer
  std::string column;
  std::string text;
  std::string remedy;
};

struct history_report {
  std::size_t statements{0};  // read
  std::size_t new_statements{0}, new_rows{0}, new_changes{0};
  std::size_t faults{0};  // where there is any, nothing was written
};

// Takes a history into a record: all or nothing. What the record holds already stays as it is, so
// that the same history twice changes nothing; what contradicts it (another value under the same
// id) is a fault. What is added waits in a temporary file, not in memory. Members throw failure.
class history_import {
 public:
  history_import(store&, std::function<void(history_fault const&)> on_fault);
  history_import(history_import const&) = delete;
  history_import& operator=(history_import const&) = delete;
  ~history_import();

  void add(history_act const&, std::string const& place);
  void add(history_load const&, std::string const& place);
  void add(history_statement const&, std::string const& place);
  void fault(history_fault const&);  // one that the caller found
  // A statement in which the caller found one: that it is missing is not a fault of others.
  void add_dubious(history_statement const&);

  // Checks what was added as a whole, as packs are checked, and writes it where nothing is wrong.
  history_report finish();

 private:
  struct state;
  std::unique_ptr<state> state_;
};

// datapackage.json without its resources, and the columns of each file: what there is to keep of
// it, since the dictionary gives the rest.
struct descriptor_parts {
  std::string head;                                                       // JSON
  std::vector<std::pair<std::string, std::vector<std::string>>> columns;  // by table
};
descriptor_parts split_descriptor(std::string_view descriptor);
// Error bad_data: not an object; a table or column that the dictionary does not have.
result<std::string> join_descriptor(descriptor_parts const&);

}  // namespace karwan::record
