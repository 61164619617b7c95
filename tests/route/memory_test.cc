#include <gtest/gtest.h>

#include <cstdlib>
#include <new>

#include "network.h"

// Counts every allocation of this test program. AddressSanitizer has allocation functions of its
// own.
#ifndef __SANITIZE_ADDRESS__
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
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
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

}  // namespace

}  // namespace karwan::route::test

#endif
