#include "karwan/route/dijkstra.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "network.h"

namespace karwan::route::test {

namespace {

// Distances by rounds over all arcs until nothing changes.
std::vector<std::int64_t> rounds(network const& n, std::vector<node> const& sources, direction d) {
  std::vector<std::int64_t> far(n.shape().nodes(), kUnreached);
  for (auto const s : sources) {
    far[s] = 0;
  }
  for (auto changed = true; changed;) {
    changed = false;
    for (node v = 0; v < far.size(); ++v) {
      for (auto a = n.first_out[v]; a < n.first_out[v + 1]; ++a) {
        auto const from = d == direction::forward ? v : n.head[a];
        auto const to = d == direction::forward ? n.head[a] : v;
        if (n.duration[a] != kBarred && far[from] != kUnreached &&
            far[from] + n.duration[a] < far[to]) {
          far[to] = far[from] + n.duration[a];
          changed = true;
        }
      }
    }
  }
  return far;
}

TEST(dijkstra, equals_rounds_both_ways_on_random_networks) {
  std::mt19937 random{4};
  for (int i = 0; i < 300; ++i) {
    std::vector<arc_row> rows;
    for (int k = 0; k < 60; ++k) {
      rows.push_back({node(random() % 25), node(random() % 25),
                      random() % 20 == 0 ? kBarred : std::int64_t(random() % 30), 0, 0, 0});
    }
    auto const net = make_network(25, rows);
    std::vector<node> const sources{node(random() % 25), node(random() % 25)};
    for (auto const d : {direction::forward, direction::backward}) {
      dijkstra search{net.shape(), d};
      search.run(net.duration, sources);
      auto const expected = rounds(net, sources, d);
      ASSERT_TRUE(std::ranges::equal(search.distance(), expected));
      for (node v = 0; v < 25; ++v) {
        auto const a = search.via()[v];
        if (expected[v] == kUnreached || expected[v] == 0) {
          continue;
        }
        auto const tail = std::ranges::upper_bound(net.first_out, a) - net.first_out.begin() - 1;
        auto const other = d == direction::forward ? node(tail) : net.head[a];
        ASSERT_EQ(d == direction::forward ? net.head[a] : node(tail), v);
        ASSERT_EQ(expected[other] + net.duration[a], expected[v]);
      }
    }
  }
}

}  // namespace

}  // namespace karwan::route::test
