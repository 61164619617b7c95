#include "karwan/route/tradeoff.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "network.h"

namespace karwan::route::test {
namespace {

using sums = std::array<std::int64_t, kMostSums>;

struct weighed {
  network net;
  std::vector<std::vector<std::int64_t>> weights;

  std::vector<std::span<std::int64_t const>> spans() const {
    return {weights.begin(), weights.end()};
  }
};

// Few nodes and small weights: ties, zeros, parallel arcs, loops and islands are common.
weighed random_case(std::mt19937& random, std::size_t k) {
  auto const nodes = node(2 + random() % 9);
  std::vector<arc_row> rows;
  for (unsigned i = 0; i < nodes * 3; ++i) {
    rows.push_back({node(random() % nodes), node(random() % nodes), 0, 0, 0, 0});
  }
  weighed w{make_network(nodes, rows), {}};
  auto const most = 1 + random() % 12;
  for (std::size_t i = 0; i < k; ++i) {
    auto& each = w.weights.emplace_back();
    for (std::size_t a = 0; a < rows.size(); ++a) {
      each.push_back(std::int64_t(random() % most));
    }
  }
  for (auto& weight : w.weights[0]) {
    weight = random() % 15 == 0 ? kBarred : weight;
  }
  return w;
}

bool at_most(sums const& a, sums const& b, double factor = 1) {
  return std::ranges::equal(a, b, [&](auto x, auto y) { return double(x) <= factor * double(y); });
}

// Labels corrected until nothing changes.
std::set<sums> by_correcting(weighed const& w, node from, node to) {
  std::vector<std::set<sums>> at(w.net.shape().nodes());
  at[from].insert(sums{});
  std::vector<node> queue{from};
  while (!queue.empty()) {
    auto const v = queue.back();
    queue.pop_back();
    auto const here = at[v];
    for (auto a = w.net.first_out[v]; a < w.net.first_out[v + 1]; ++a) {
      for (auto next : here) {
        for (std::size_t i = 0; i < w.weights.size() && w.weights[0][a] != kBarred; ++i) {
          next[i] += w.weights[i][a];
        }
        auto& there = at[w.net.head[a]];
        if (w.weights[0][a] == kBarred ||
            std::ranges::any_of(there, [&](auto const& p) { return at_most(p, next); })) {
          continue;
        }
        std::erase_if(there, [&](auto const& p) { return at_most(next, p); });
        there.insert(next);
        queue.push_back(w.net.head[a]);
      }
    }
  }
  return at[to];
}

sums walked(weighed const& w, node from, node to, std::vector<arc> const& arcs) {
  sums total{};
  for (auto const a : arcs) {
    EXPECT_TRUE(a >= w.net.first_out[from] && a < w.net.first_out[from + 1]);
    EXPECT_NE(w.weights[0][a], kBarred);
    for (std::size_t i = 0; i < w.weights.size(); ++i) {
      total[i] += w.weights[i][a];
    }
    from = w.net.head[a];
  }
  EXPECT_EQ(from, to);
  return total;
}

class tradeoff : public testing::TestWithParam<std::size_t> {};

TEST_P(tradeoff, exact_fronts_are_those_of_label_correcting) {
  std::mt19937 random{unsigned(GetParam())};
  std::size_t points = 0;
  for (int i = 0; i < 1500; ++i) {
    auto const w = random_case(random, GetParam());
    tradeoff_searcher search{w.net.shape()};
    search.weigh(w.spans());
    for (node to = 0; to < w.net.shape().nodes(); to += 3) {
      auto const expected = by_correcting(w, 0, to);
      auto const found = search.run({.from = 0, .to = to, .eps = 0});
      std::vector<sums> totals;
      for (auto const& t : found.front) {
        totals.push_back(t.total);
        ASSERT_EQ(walked(w, 0, to, t.arcs), t.total);
      }
      ASSERT_TRUE(std::ranges::equal(totals, expected)) << "case " << i << " to " << to;
      points += totals.size();
    }
  }
  EXPECT_GT(points, 3000u);
}

TEST_P(tradeoff, every_exact_point_is_within_eps_of_an_answer) {
  std::mt19937 random{unsigned(10 + GetParam())};
  std::size_t exact = 0, told = 0;
  for (int i = 0; i < 1500; ++i) {
    auto const w = random_case(random, GetParam());
    tradeoff_searcher search{w.net.shape()};
    search.weigh(w.spans());
    auto const eps = double(random() % 4) / 10;
    auto const to = node(w.net.shape().nodes() - 1);
    auto const found = search.run({.from = 0, .to = to, .eps = eps});
    ASSERT_EQ(found.eps, eps);
    auto const expected = by_correcting(w, 0, to);
    for (auto const& p : expected) {
      ASSERT_TRUE(std::ranges::any_of(found.front,
                                      [&](auto const& t) { return at_most(t.total, p, 1 + eps); }));
    }
    for (auto const& t : found.front) {
      ASSERT_EQ(walked(w, 0, to, t.arcs), t.total);
    }
    exact += expected.size();
    told += found.front.size();
  }
  EXPECT_LT(told, exact);
}

INSTANTIATE_TEST_SUITE_P(of, tradeoff, testing::Values(2u, 3u, 4u, 5u));

TEST(tradeoffs_asked, default_eps_begins_at_four_sums) {
  auto const net = make_network(2, {{0, 1, 0, 0, 0, 0}, {0, 1, 0, 0, 0, 0}});
  std::vector<std::int64_t> const one{100, 101}, other{101, 100};
  tradeoff_searcher search{net.shape()};
  search.weigh(std::array<std::span<std::int64_t const>, 3>{one, other, one});
  auto const exact = search.run({0, 1});
  EXPECT_EQ(exact.eps, 0);
  EXPECT_EQ(exact.front.size(), 2u);
  search.weigh(std::array<std::span<std::int64_t const>, 4>{one, other, one, one});
  EXPECT_EQ(search.run({0, 1}).eps, kDefaultEps);
  EXPECT_EQ(search.run({0, 1, 0.0}).front.size(), 2u);
}

TEST(tradeoffs_asked, says_when_it_was_cut) {
  auto const net = make_network(3, {{0, 1, 0, 0, 0, 0}, {0, 1, 0, 0, 0, 0}, {1, 2, 0, 0, 0, 0}});
  std::vector<std::int64_t> const one{1, 2, 1}, other{2, 1, 1};
  tradeoff_searcher search{net.shape()};
  search.weigh(std::array<std::span<std::int64_t const>, 3>{one, other, one});
  EXPECT_FALSE(search.run({0, 2}).cut);
  EXPECT_TRUE(search.run({0, 2, {}, 1}).cut);
}

TEST(tradeoffs_asked, refuses_what_it_cannot_search) {
  auto const net = make_network(2, {{0, 1, 0, 0, 0, 0}});
  std::vector<std::int64_t> const one{1}, below{-1}, none;
  tradeoff_searcher search{net.shape()};
  using spans = std::vector<std::span<std::int64_t const>>;
  EXPECT_THROW(search.weigh(spans{one}), std::invalid_argument);
  EXPECT_THROW(search.weigh(spans{one, below}), std::invalid_argument);
  EXPECT_THROW(search.weigh(spans{one, none}), std::invalid_argument);
  search.weigh(spans{one, one});
  EXPECT_THROW(search.run({0, 2}), std::invalid_argument);
  EXPECT_THROW(search.run({0, 1, -0.1}), std::invalid_argument);
}

}  // namespace
}  // namespace karwan::route::test
