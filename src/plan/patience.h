#pragma once

#include "karwan/network/rows_read.h"
#include "karwan/record/store.h"

namespace karwan::plan {

// How long is too long. From the record's assumptions; what they do not state has no end.
struct patience {
  int evidence_days;      // after which a state reads as not confirmed
  int measurement_days;   // after which a measurement is stale
  std::int64_t closed_s;  // that a consignment waits for one thing to open
};

patience read_patience(record::store const&, record::view_spec const&);
// The same of what was read of the record for the network.
patience read_patience(network::rows_read const&, record::view_spec const&);

}  // namespace karwan::plan
