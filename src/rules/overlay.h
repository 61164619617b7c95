#pragma once

#include <vector>

#include "karwan/record/store.h"

namespace karwan::rules {

// The rows of table `procedures` in a view. What a chosen world says of a procedure takes the place
// of what the actual one says of it, from the day of that world on: it may lift a bar, not only add
// one. So a row of a world holds from that day, and actual rows of the same entity until it.
std::vector<record::row> procedures(record::store const&, record::view_spec const&);

}  // namespace karwan::rules
