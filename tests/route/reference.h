#pragma once

#include <map>
#include <set>

#include "network.h"

// Slow and plain answers to the same questions, written apart from the searcher.
namespace karwan::route::test {

// Every simple path from every start, waited and added up arc by arc; the points no other beats.
// With each, of the paths that tie, the one of fewest arcs, whose arcs read backwards come first.
std::map<costs, path> front_by_paths(network const&, query const&);

// Labels corrected until nothing changes, without bounds or order.
std::set<costs> front_by_correcting(network const&, query const&);

// What the path costs by walking it. Throws where it is no path from its start to a target.
costs replay(network const&, query const&, path const&);

}  // namespace karwan::route::test
