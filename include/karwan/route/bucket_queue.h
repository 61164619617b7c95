#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace karwan::route {

// A heap of four children a node, least first: half as deep as two, and the children share cache
// lines. Faster than std::pop_heap where the entries are small and compared cheaply.
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

// A queue for searches that settle in order: least first, and nothing is put in that is less than
// what was last taken out. Keys are sorted roughly into buckets of one width each, which takes no
// comparison; only those of the bucket at hand stand in a heap, which is small. Keys beyond the
// last bucket wait aside until their turn comes, so that any key will do. Entry has an
// std::int64_t `key`, and operator< orders by key first.
template <typename Entry>
class bucket_queue {
 public:
  // Forgets its entries, keeps its memory. No key is less than `first`; buckets are 2^shift wide.
  void reset(std::int64_t first, unsigned shift) {
    first_ = first;
    shift_ = shift;
    now_ = 0;
    heap_.clear();
    cells_.clear();
    later_.clear();
    free_ = kNone;
    next_later_ = kNever;
    words_.fill(0);
    filled_ = 0;
  }

  // Not less than the entry last taken out.
  void push(Entry const& e) {
    auto const bucket = (e.key - first_) >> shift_;
    if (bucket <= now_) {
      push_heap(heap_, e, kLess);
    } else if (bucket - now_ < kBuckets) {
      link(e, static_cast<std::size_t>(bucket) & kMask);
    } else {
      later_.push_back(e);
      next_later_ = std::min(next_later_, bucket);
    }
  }

  // False where it is empty. Of every entry that waited for its bucket it asks `wanted` shortly
  // before its turn, and drops it where that is false.
  template <typename Wanted>
  bool take(Entry& least, Wanted const& wanted) {
    while (heap_.empty()) {
      if (!advance(wanted)) {
        return false;
      }
    }
    least = heap_.front();
    pop_heap(heap_, kLess);
    return true;
  }

 private:
  static constexpr std::int64_t kBuckets = 4096;
  static constexpr std::size_t kMask = kBuckets - 1;
  static constexpr std::size_t kWords = kBuckets / 64;
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  static constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
  static constexpr auto kLess = [](Entry const& a, Entry const& b) { return a < b; };

  struct cell {
    Entry entry;
    std::uint32_t next;
  };

  void link(Entry const& e, std::size_t slot) {
    auto const word = slot / 64;
    auto const bit = std::uint64_t{1} << slot % 64;
    auto const next = (words_[word] & bit) != 0 ? slots_[slot] : kNone;
    words_[word] |= bit;
    filled_ |= std::uint64_t{1} << word;
    if (free_ == kNone) {
      slots_[slot] = static_cast<std::uint32_t>(cells_.size());
      cells_.push_back({e, next});
    } else {
      auto const at = free_;
      free_ = cells_[at].next;
      cells_[at] = {e, next};
      slots_[slot] = at;
    }
  }

  // The next bucket with entries, as many after the one at hand; kNever where there is none.
  std::int64_t next_bucket() const {
    auto const from = static_cast<std::size_t>(now_ + 1) & kMask;
    auto word = from / 64;
    auto bits = words_[word] & (~std::uint64_t{0} << from % 64);
    if (bits == 0) {
      auto const after = word == kWords - 1 ? 0 : filled_ & (~std::uint64_t{0} << (word + 1));
      auto const words = after != 0 ? after : filled_;
      if (words == 0) {
        return kNever;
      }
      word = static_cast<std::size_t>(std::countr_zero(words));
      bits = words_[word];
    }
    auto const slot = word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
    return now_ + 1 + static_cast<std::int64_t>((slot - from) & kMask);
  }

  // Makes the next bucket with entries the one at hand. False where there is none.
  template <typename Wanted>
  bool advance(Wanted const& wanted) {
    auto next = next_bucket();
    if (next_later_ <= next) {
      if (later_.empty()) {
        return false;
      }
      now_ = next_later_ - 1;
      sort_in_later();
      next = next_bucket();
    }
    now_ = next;
    auto const slot = static_cast<std::size_t>(next) & kMask;
    auto const word = slot / 64;
    words_[word] &= ~(std::uint64_t{1} << slot % 64);
    if (words_[word] == 0) {
      filled_ &= ~(std::uint64_t{1} << word);
    }
    for (auto at = slots_[slot]; at != kNone;) {
      auto const next_cell = cells_[at].next;
      if (wanted(cells_[at].entry)) {
        push_heap(heap_, cells_[at].entry, kLess);
      }
      cells_[at].next = free_;
      free_ = at;
      at = next_cell;
    }
    return true;
  }

  void sort_in_later() {
    next_later_ = kNever;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < later_.size(); ++i) {
      auto const e = later_[i];
      auto const bucket = (e.key - first_) >> shift_;
      if (bucket - now_ < kBuckets) {
        link(e, static_cast<std::size_t>(bucket) & kMask);
      } else {
        later_[kept++] = e;
        next_later_ = std::min(next_later_, bucket);
      }
    }
    later_.resize(kept);
  }

  std::int64_t first_{0}, now_{0}, next_later_{kNever};
  unsigned shift_{0};
  std::uint32_t free_{kNone};
  std::uint64_t filled_{0};                      // bit per word that has one
  std::array<std::uint64_t, kWords> words_{};    // bit per bucket that has entries
  std::array<std::uint32_t, kBuckets> slots_{};  // its first cell
  std::vector<cell> cells_;
  std::vector<Entry> heap_, later_;
};

}  // namespace karwan::route
