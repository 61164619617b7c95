#include "karwan/route/dijkstra.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
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

struct item {
  std::int64_t key;
  unsigned id;
  friend bool operator<(item const& a, item const& b) {
    return a.key != b.key ? a.key < b.key : a.id < b.id;
  }
};

// Keys far beyond the last bucket wait aside; the order is that of a sorted list all the same.
TEST(bucket_queue, takes_out_in_order_whatever_the_keys) {
  std::mt19937_64 random{9};
  bucket_queue<item> queue;
  for (int round = 0; round < 60; ++round) {
    std::int64_t last = -std::int64_t(random() % 1000);
    queue.reset(last, unsigned(random() % 8));
    std::vector<item> waiting;
    for (unsigned id = 0; id < 400 || !waiting.empty(); ++id) {
      if (id < 400 && random() % 3 != 0) {
        auto const far = random() % 5 == 0 ? std::int64_t{1} << random() % 40 : 3000;
        item const next{last + std::int64_t(random() % std::uint64_t(far)), id};
        waiting.push_back(next);
        queue.push(next);
        continue;
      }
      item taken{};
      ASSERT_EQ(queue.take(taken, [](auto const&) { return true; }), !waiting.empty());
      if (!waiting.empty()) {
        auto const least =
            std::ranges::min_element(waiting, [](auto const& a, auto const& b) { return a < b; });
        ASSERT_EQ(taken.id, least->id);
        last = taken.key;
        waiting.erase(least);
      }
    }
  }
}

// Earliest arrivals with windows are what the search over all criteria finds.
TEST(dijkstra, arrives_as_early_as_the_search_says) {
  std::mt19937 random{6};
  for (int i = 0; i < 200; ++i) {
    std::vector<arc_row> rows;
    for (int k = 0; k < 50; ++k) {
      arc_row row{node(random() % 20), node(random() % 20), std::int64_t(random() % 30), 0, 0, 0};
      if (random() % 3 == 0) {
        auto const from = std::int64_t(random() % 40);
        row.open = {{from, from + 10}, {from + 20, from + 25}};
      }
      if (random() % 4 == 0) {
        row.queue.assign(kQueueHours, 0);
        row.queue[1] = std::int64_t(random() % 3600);
      }
      rows.push_back(row);
    }
    auto const net = make_network(20, rows);
    dijkstra earliest{net.shape()};
    earliest.weigh(net.weights());
    earliest.run(std::array{node{0}}, 5);
    searcher search{net.shape()};
    for (node to = 0; to < 20; ++to) {
      std::array<start, 1> const starts{{{0, {5, 0, 0, 0}}}};
      auto const front = search.run(net.weights(), {starts, {&to, 1}}).front;
      ASSERT_EQ(earliest.distance()[to], front.empty() ? kUnreached : front.front().total[kTime]);
    }
  }
}

}  // namespace

}  // namespace karwan::route::test
