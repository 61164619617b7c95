#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <new>

#include "karwan/route/dijkstra.h"
#include "karwan/route/tradeoff.h"
#include "network.h"

// Counts every allocation of this test program. AddressSanitizer has allocation functions of its
// own; GCC and clang say in different ways that it is there.
#if defined(__SANITIZE_ADDRESS__)
#define KARWAN_OWN_ALLOCATION 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define KARWAN_OWN_ALLOCATION 0
#endif
#endif
#ifndef KARWAN_OWN_ALLOCATION
namespace {
std::size_t allocations = 0;
}

void* operator new(std::size_t size) {
  ++allocations;
  if (auto* const memory = std::malloc(size == 0 ? 1 : size)) {
    return memory;
  }
  throw std::bad_alloc{};
}
// Inlined, GCC 12 would take them for the wrong ones.
[[gnu::noinline]] void operator delete(void* memory) noexcept {
  std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}

namespace karwan::route::test {

namespace {

// Rungs that trade time for cost and emissions: the front and the labels grow with their number.
network ladder(node rungs) {
  std::vector<arc_row> rows;
  for (node v = 0; v < rungs; ++v) {
    auto const step = std::int64_t{1} << v;
    rows.push_back({v, v + 1, 1, step + 1, 1, 0});
    rows.push_back({v, v + 1, step + 1, 1, 1, 0});
    rows.push_back({v, v + 1, 1, 1, step + 1, 1});
  }
  return make_network(rungs + 1, rows);
}

TEST(memory, a_run_like_an_earlier_one_allocates_only_its_answer) {
  auto const net = ladder(8);
  std::vector<start> const starts{{0, {}}};
  std::vector<node> const targets{8};
  searcher search{net.shape()};
  auto const first = search.run(net.weights(), {starts, targets});
  auto const before = allocations;
  auto const again = search.run(net.weights(), {starts, targets});
  auto const allocated = allocations - before;
  EXPECT_EQ(again.labels, first.labels);
  EXPECT_GT(again.front.size(), 1000u);
  EXPECT_GT(again.labels, again.front.size() + 1000);
  EXPECT_LE(allocated, again.front.size() + 1);  // the arcs of each path, and the front itself
}

TEST(memory, a_tradeoff_like_an_earlier_one_allocates_only_its_answer) {
  auto const net = ladder(7);
  auto fees = net.cost;  // traded for time alone
  for (std::size_t a = 0; a < fees.size(); ++a) {
    fees[a] += net.emissions[a];
  }
  for (std::size_t sums = 2; sums <= 5; ++sums) {
    std::vector<std::span<std::int64_t const>> weights{fees, net.duration, net.emissions, net.cost,
                                                       net.duration};
    weights.resize(sums);
    tradeoff_searcher search{net.shape()};
    search.weigh(weights);
    auto const first = search.run({.from = 0, .to = 7, .eps = 0.0});
    auto const before = allocations;
    auto const again = search.run({.from = 0, .to = 7, .eps = 0.0});
    auto const allocated = allocations - before;
    EXPECT_EQ(again.labels, first.labels);
    EXPECT_GT(again.labels, again.front.size() + 60);
    EXPECT_LE(allocated, again.front.size() + 30);  // each path's arcs, the front and its sorting
  }
}

TEST(memory, one_criterion_again_allocates_nothing) {
  auto const net = ladder(20);
  dijkstra search{net.shape()};
  search.weigh(net.duration);
  search.run(std::array{node{0}});
  auto const before = allocations;
  search.run(std::array{node{0}});
  EXPECT_EQ(allocations, before);
}

}  // namespace

}  // namespace karwan::route::test

#endif
