#pragma once

#include <filesystem>

#include "karwan/record/sqlite.h"

namespace karwan::access {

// Makes the empty file, readable by its owner alone, where there is none.
void make_file(std::filesystem::path const&);
// Throws failure (bad_data): others may read or write it.
void check_mode(std::filesystem::path const&);
// Makes the tables where the file is empty. Throws failure (bad_data): not ours, or newer.
void ready_schema(record::database&);

}  // namespace karwan::access
