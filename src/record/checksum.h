#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string_view>
#include <utility>

#include "karwan/record/sqlite.h"

// Damage that SQLite cannot see, such as a flipped bit inside a value, is found by sums: for each
// act of writing and each table, the sum of the hashes of the rows that it wrote (XXH3, 64 bits:
// against damage, not against forgery). A sum does not depend on the order of its rows, so a file
// is checked in one scan of each table.
namespace karwan::record {

// The tables that are summed; each row belongs to one recording.
inline constexpr std::array<std::string_view, 5> kSummedTables{"recording", "pack_load", "pack_row",
                                                               "statement", "status_change"};

struct written_sum {
  std::int64_t rows{0};
  std::uint64_t sum{0};
  std::int64_t columns{0};  // the first ones of the table, those that it had when they were summed
  friend bool operator==(written_sum const&, written_sum const&) = default;
};

// By recording and table (its place in kSummedTables).
using written_sums = std::map<std::pair<std::int64_t, std::size_t>, written_sum>;

// Watches what a connection inserts, whoever inserts it. Neither copied nor moved: SQLite holds its
// address.
class sum_keeper {
 public:
  explicit sum_keeper(database&);
  sum_keeper(sum_keeper const&) = delete;
  sum_keeper& operator=(sum_keeper const&) = delete;
  ~sum_keeper();

  void begin() { sums_ = {}; }  // forgets what a transaction that was given up had written
  // Notes the sums of what was written since `begin`; to be called last in a transaction.
  void note(std::int64_t recording);
  void add(std::size_t table, std::uint64_t hash, std::int64_t columns);

 private:
  database* db_;
  std::array<written_sum, kSummedTables.size()> sums_{};
};

// What was noted when it was written; recordings from before there were sums are absent.
written_sums noted_sums(database const&);
// What the file holds of the recordings that `noted` knows, over the columns that were summed.
written_sums found_sums(database const&, written_sums const& noted);

}  // namespace karwan::record
