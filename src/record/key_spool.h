#pragma once

#include <compare>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

// Keys of a pack, sorted in memory that does not grow with their number.
namespace karwan::record {

// 128 bits of a text: two texts of a pack have the same with a chance below 10^-20 even at 10^8
// keys, so that equal keys are taken as equal texts.
struct key_hash {
  std::uint64_t high{0}, low{0};
  friend auto operator<=>(key_hash const&, key_hash const&) = default;
};

key_hash hash_of(std::string_view text) noexcept;

struct hash_of_key {
  std::size_t operator()(key_hash const& k) const noexcept {
    return static_cast<std::size_t>(k.low);
  }
};

// A key and what it is of, for example a table.
struct spooled_key {
  key_hash key;
  std::uint64_t of{0};
  friend auto operator<=>(spooled_key const&, spooled_key const&) = default;
};

// Takes keys in any order and gives them back in ascending order. Past a few MB they wait on the
// disk, in a file without a name that goes when the spool does.
class key_spool {
 public:
  key_spool();
  ~key_spool();
  key_spool(key_spool&&) noexcept;

  void add(spooled_key const&);
  // Ends the adding. Throws failure (unavailable) where the disk is full.
  void sort();
  // The next in order; false at the end.
  bool next(spooled_key& to);

 private:
  struct run;
  void spill();
  bool refill(run&);

  std::vector<spooled_key> keys_;
  std::size_t at_{0};
  struct close_file {
    void operator()(std::FILE* f) const noexcept { std::fclose(f); }
  };
  std::unique_ptr<std::FILE, close_file> file_;
  std::vector<run> runs_;
  std::vector<std::size_t> heap_;  // of runs, the least key first
};

}  // namespace karwan::record
