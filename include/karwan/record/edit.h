#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "karwan/base/error.h"
#include "karwan/record/store.h"

// Single statements in and out of the record, by people. An act that returned is on the disk.
namespace karwan::record {

// Who records it, and when.
struct signature {
  std::string by;
  instant at{};
};

struct addition {
  std::string entity;
  std::string table;  // empty: the one table with all these columns that speaks of the entity
  std::string row;    // correct or complete this row; empty: a new row
  std::string pack;   // of a new row; empty where the record holds one pack
  std::vector<std::pair<std::string, std::string>> cells;   // own columns and their values
  std::vector<std::pair<std::string, std::string>> shared;  // common ones: source, grade, note ...
};

struct addition_report {
  std::string row_id;
  std::vector<std::string> statements;  // ids of what is new
};

// The row as it would be is checked like a row of a pack. A change to what the row's statements
// share (grade, note, valid_from ...) states the whole row anew; the source of a row never changes.
// Errors: bad_input (names column and remedy), not_found (row, pack), conflict (nothing is new).
result<addition_report> add(store&, addition const&, signature const&);

// An id for a text: "The Green Book, 2nd ed." gives the-green-book-2nd-ed; any script becomes
// Latin; at most 60 letters.
std::string slug(std::string_view text);

// Withdraws one statement. What it corrected holds again. Errors: not_found, conflict (it is not
// accepted), bad_input (no reason).
status retract(store&, std::string const& statement, std::string const& reason, signature const&);

}  // namespace karwan::record
