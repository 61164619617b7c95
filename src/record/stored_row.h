#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "record/stored_pack.h"

// One row as the record holds it, and checks of one row: what people record one at a time must not
// read the rest.
namespace karwan::record {

struct placed_row {
  std::string pack;
  stored_row row;
  bool waits{false};  // something of it was proposed and is undecided
};

// The latest version of a row, whatever the status of its statements. nullopt: there is none.
std::optional<placed_row> read_stored_row(store::impl&, std::string const& row_id);

struct joining_row {
  table_ix table;
  pack_row const* row;
};
// What is wrong with rows that are to join that pack together: values, keys, and references to each
// other and to what the pack (of a private layer: the record) has. `line` is the place of the row
// among them, from 1. What is read does not grow with the record. `with`: see check_row.
std::vector<pack_fault> faults_of(store::impl&, std::string const& pack,
                                  std::span<joining_row const>, std::int64_t with = 0);
// Throws failure (bad_input, the column as its place) for the first of them. What the act with the
// number `with` proposed counts as being there; 0: no act.
void check_rows(store::impl&, std::string const& pack, std::span<joining_row const>,
                std::int64_t with = 0);
void check_row(store::impl&, table_ix, std::string const& pack, pack_row const&,
               std::int64_t with = 0);

}  // namespace karwan::record
