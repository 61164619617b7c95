#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "karwan/record/edit.h"
#include "karwan/record/pack.h"

// Many rows into the record at once, all or nothing: lists that offices exchange.
namespace karwan::record {

struct import_row {
  std::size_t line{0};  // of the list that it comes from, for faults
  std::string table, row_id, entity;
  std::vector<std::pair<std::string, std::string>> cells;   // own columns; blank ones are left out
  std::vector<std::pair<std::string, std::string>> shared;  // common ones: source, grade ...
};

struct import_report {
  std::vector<pack_fault> faults;  // `line` is that of the import_row; empty: all was recorded
  std::size_t rows_added{0};
  std::size_t corrected{0};  // rows of which a cell changed
  std::size_t unchanged{0};  // rows that the record has as they are
};

// A row whose id the record does not have is added; of one that it has, cells that differ are
// corrected, and what its statements share stays as it is. Every row is checked as a row of the
// pack; a fault anywhere records nothing. `pack`: empty where the record holds one.
// With `dry_run` nothing is recorded. Errors: not_found, bad_input (which pack), unavailable.
result<import_report> import_rows(store&, std::span<import_row const>, std::string const& pack,
                                  signature const&, bool dry_run);

}  // namespace karwan::record
