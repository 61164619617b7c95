#pragma once

#include "karwan/record/sqlite.h"

namespace karwan::record {

inline constexpr std::int64_t kApplicationId = 0x4B52574E;  // "KRWN"

// Throws failure (bad_data) where the file is not a record of ours or is of a newer schema.
// `may_change`: an empty file gets the schema, an older one the missing migrations, all in one
// transaction. `to`: the schema to stop at; 0: the newest.
void bring_up_to_date(database&, bool may_change, std::int64_t to = 0);

}  // namespace karwan::record
