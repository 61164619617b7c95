#pragma once

#include "exchange/gmns_data.h"

namespace karwan::exchange {

// What the specification says of a table by itself: columns, types, ranges, keys that it names.
void check_table(gmns_data const&, gmns_file const&, gmns_faults&);

}  // namespace karwan::exchange
