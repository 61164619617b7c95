#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

// A heap of four children a node, least first: half as deep as two, and the children share cache
// lines. Faster than std::pop_heap where the entries are small and compared cheaply.
namespace karwan::route {

inline constexpr std::size_t kChildren = 4;

template <typename T, typename Less>
void sift_up(std::vector<T>& heap, std::size_t i, T const& entry, Less less) {
  while (i > 0) {
    auto const parent = (i - 1) / kChildren;
    if (!less(entry, heap[parent])) {
      break;
    }
    heap[i] = heap[parent];
    i = parent;
  }
  heap[i] = entry;
}

template <typename T, typename Less>
void push_heap(std::vector<T>& heap, T const& entry, Less less) {
  heap.push_back(entry);
  sift_up(heap, heap.size() - 1, entry, less);
}

// Removes the least entry, which is heap.front(). The hole it leaves sinks to the bottom, always to
// the least child, and the last entry rises from there: it belongs near the bottom anyway, so that
// comparing it on the way down would rarely stop the descent.
template <typename T, typename Less>
void pop_heap(std::vector<T>& heap, Less less) {
  auto const entry = heap.back();
  heap.pop_back();
  auto const size = heap.size();
  if (size == 0) {
    return;
  }
  std::size_t hole = 0;
  auto child = std::size_t{1};
  for (; child + kChildren <= size; child = kChildren * hole + 1) {
    // Without branches: which child is least cannot be predicted.
    auto const a = child + static_cast<std::size_t>(less(heap[child + 1], heap[child]));
    auto const b = child + 2 + static_cast<std::size_t>(less(heap[child + 3], heap[child + 2]));
    auto const least = less(heap[b], heap[a]) ? b : a;
    heap[hole] = heap[least];
    hole = least;
  }
  if (child < size) {
    auto least = child;
    for (++child; child < size; ++child) {
      least = less(heap[child], heap[least]) ? child : least;
    }
    heap[hole] = heap[least];
    hole = least;
  }
  sift_up(heap, hole, entry, less);
}

}  // namespace karwan::route
