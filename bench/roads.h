#pragma once

#include "generated.h"

namespace karwan::bench {

// A road network of about `nodes` nodes, the same on every machine: junctions on a jittered grid
// 3 km apart, of which a road leads to seven of ten neighbours (2.8 arcs a node), three classes of
// road, one road in 70 doubled by a parallel one. What costs less takes longer: time depends on the
// class, `cost_cents` is the length in metres, and `emissions_g` falls and rises with speed.
generated generate_roads(std::uint32_t nodes, std::uint64_t seed = 1);

// Gives that many arcs of 10,000, drawn by chance, a window set (by day, or five days of seven) and
// every second of them an hourly queue of up to half an hour.
void add_windows(generated&, std::uint32_t of_10_000);

}  // namespace karwan::bench
