#pragma once

#include <span>
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

using cell_texts = std::vector<std::pair<std::string, std::string>>;  // columns and their values

struct addition {
  std::string entity;
  std::string table;  // empty: the one table with all these columns that speaks of the entity
  std::string row;    // correct or complete this row; empty: a new row
  std::string pack;   // of a new row; empty where the record holds one pack
  cell_texts cells;   // own columns
  cell_texts shared;  // common ones: source, grade, note ...
};

struct addition_report {
  std::string row_id;
  std::vector<std::string> statements;  // ids of what is new
};

struct manner {
  bool proposed{false};  // waits for review (review.h): no view sees it before
  // Of a private layer: lower-case letters, digits and hyphens; empty: public. A private row needs
  // neither source nor grade: those of its owner are taken.
  std::string layer{};
};

// The row as it would be is checked like a row of a pack. A change to what the row's statements
// share (grade, note, valid_from ...) states the whole row anew, and cannot be proposed; the source
// of a row never changes. What it reads does not grow with the record. Errors: bad_input (names
// column and remedy), not_found (row, pack), conflict (nothing is new).
result<addition_report> add(store&, addition const&, signature const&, manner const& = {});

// Several in one act, all or nothing; later ones may name what earlier ones added.
result<std::vector<addition_report>> add(store&, std::span<addition const>, signature const&,
                                         manner const& = {});

// An id for a text: "The Green Book, 2nd ed." gives the-green-book-2nd-ed; any script becomes
// Latin; at most 60 letters.
std::string slug(std::string_view text);

// Error bad_input: it is no name of a private layer.
status check_layer_name(std::string_view);

// Withdraws one statement. What it corrected holds again. Errors: not_found, conflict (it is not
// accepted), bad_input (no reason).
status retract(store&, std::string const& statement, std::string const& reason, signature const&);

}  // namespace karwan::record
