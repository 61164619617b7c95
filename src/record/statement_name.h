#pragma once

#include <cstdint>
#include <string>

#include "record/store_impl.h"

namespace karwan::record {

// ROW.COLUMN, and ~N of a cell stated again; empty where there is no such statement.
std::string statement_name(store::impl&, std::int64_t statement);

}  // namespace karwan::record
