#pragma once

#include <vector>

#include "karwan/network/metric.h"
#include "karwan/route/search.h"
#include "plan/relay.h"

// The Pareto front of ways from place to place, by way of others.
namespace karwan::plan {

// Where goods change trucks because a rule keeps theirs out.
struct truck_swap {
  network::arc_ix before;
  std::uint32_t rule;  // among those that the relay was made with
};

struct way {
  std::vector<network::arc_ix> arcs;
  std::vector<truck_swap> swaps;  // in order
  route::costs total;             // the time is the arrival, seconds since the epoch
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

// stops: start, places to pass in that order, end; at least two. Starts on any mode, at leaves_s
// since the epoch. eps as in route::query, in each search from stop to stop. With layers, the
// searcher and the metric are theirs.
front find_front(route::searcher&, network::topology const&, route::metric const&,
                 std::vector<network::place_ix> const& stops, std::int64_t leaves_s, double eps = 0,
                 relay const* layers = nullptr);

}  // namespace karwan::plan
