#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "record/store_impl.h"

// Rows that are put together already: of each small table what the record as it stands says, in one
// blob beside the statements that it is made of. Whoever writes keeps them true in the same
// transaction; a process that asks one question then reads a table in one piece instead of cell by
// cell. docs/decisions/0021-kept-rows.md.
namespace karwan::record {

// Rows of a table as bytes, all but what follows from the view (layer, world_from) and from the
// source (published). They belong to this machine and this program's dictionary.
std::string bytes_of_rows(std::vector<row> const&);
// With the cells of all columns, or of one and then only rows that have it. nullopt: of another
// dictionary or format. Throws failure (bad_data) where they are damaged.
std::optional<std::vector<row>> rows_of_bytes(table_ix, std::string_view bytes,
                                              std::string const& file,
                                              std::optional<property_ix> only = {});

// The kept rows of all worlds; nullopt where none are kept, or the view sees the table otherwise
// than the record as it stands: at another time, with proposals, without statements, with private
// layers.
std::optional<std::vector<row>> kept_rows(store::impl&, table_ix, view_spec const&,
                                          std::optional<property_ix> only = {});

// Keeps again what is kept of these tables, and of all tables of which nothing is noted yet.
void keep_rows(store::impl&, std::vector<bool> const& touched);

// Is what is kept what the statements say? Names of tables of which it is not.
std::vector<std::string> wrongly_kept(store::impl&);

}  // namespace karwan::record
