#pragma once

#include <map>
#include <optional>
#include <string>

#include "karwan/network/metric.h"

// Comparing a metric with the one that is left after a statement is gone, arc by arc.
namespace karwan::network::testing {

// An arc by what it is, so that arcs of two topologies can be matched.
std::string name_of_arc(topology const&, arc_ix);

struct side {
  topology const& t;
  metric const& m;
};

// Checks, for every arc of `whole`, that without statement s
//  - an arc that lists it is gone, has another number, or rests on a statement it did not rest on;
//  - an arc that does not list it is there with the same numbers and no other statements.
// A transfer to a node that nothing else reaches may go. Returns what is wrong, or nothing.
std::string compare(side whole, side without, record::statement_ix s);

}  // namespace karwan::network::testing
