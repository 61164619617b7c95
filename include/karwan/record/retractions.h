#pragma once

#include <vector>

#include "karwan/record/statement.h"

namespace karwan::record {

// Statements that were withdrawn after `from` and by `to`, and are so still; by table, row and
// column.
std::vector<statement_entry> retracted_between(store const&, instant from, instant to);

// The moment of the first recording; nullopt: the record is empty.
std::optional<instant> began_at(store const&);

}  // namespace karwan::record
