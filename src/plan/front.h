#pragma once

#include <vector>

#include "karwan/network/metric.h"
#include "karwan/route/search.h"

// The Pareto front of ways from place to place, by way of others.
namespace karwan::plan {

struct way {
  std::vector<network::arc_ix> arcs;
  route::costs total;  // the time is the arrival, seconds since the epoch
};

struct front {
  std::vector<way> ways;  // sorted by total
  bool cut{false};
};

// The arrays of a metric as the search reads them; the metric must outlive it.
route::metric searchable(network::metric const&);
route::graph searchable(network::topology const&);

// Where a consignment can be at a place: on any of its modes and gauges, not at its border's post.
std::vector<route::node> nodes_of(network::topology const&, network::place_ix);

// stops: start, places to pass in that order, end; at least two. Starts at the epoch, on any mode.
front find_front(route::searcher&, network::topology const&, route::metric const&,
                 std::vector<network::place_ix> const& stops);

}  // namespace karwan::plan
