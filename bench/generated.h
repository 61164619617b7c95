#pragma once

#include <cstdint>
#include <vector>

#include "karwan/route/search.h"
#include "random_numbers.h"

namespace karwan::bench {

// A network and its metric that own their arrays.
struct generated {
  std::vector<std::uint32_t> first_out, head;
  std::vector<std::int64_t> duration_s, cost_cents, emissions_g;
  std::vector<std::uint8_t> borders;
  std::vector<std::uint32_t> opens, first_window;
  std::vector<interval<std::int64_t>> windows;
  std::vector<std::uint32_t> queues;  // empty: none
  std::vector<std::int64_t> queue_s;
  std::vector<std::vector<route::node>> nodes_at;  // per place: one per mode that calls there

  route::graph shape() const { return {first_out, head}; }
  route::metric weights() const {
    return {duration_s,   cost_cents, emissions_g, borders, opens,
            first_window, windows,    queues,      queue_s};
  }
};

// About `nodes` nodes, the same on every machine: places on a jittered grid, a road layer over all,
// a rail layer over every second, sea routes along one coast, countries of 8 x 8 places. Time, cost
// and emissions are roughly proportional to length, with factors per mode and country. Borders are
// arcs of their own with dwell times; a third of them open only on some days or hours.
generated generate(std::uint32_t nodes, std::uint64_t seed = 1);

}  // namespace karwan::bench
