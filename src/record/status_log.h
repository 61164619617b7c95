#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "karwan/record/sqlite.h"
#include "karwan/record/statement.h"

namespace karwan::record {

struct status_event {
  std::int64_t at{0};  // seconds since 1970
  statement_status became{statement_status::accepted};
};

// What became of statements after they were recorded, read where it is asked for. Nearly all were
// never changed: that none is from one statement up to another is kept, so that a scan in the order
// of statements costs one look per change.
class status_log {
 public:
  explicit status_log(database const&);

  // By time; empty where nothing became of it. Lives until the next call.
  std::span<status_event const> of(std::int64_t statement);
  // What was kept holds no more: something was written.
  void forget() noexcept { from_ = changed_ = kNone; }

 private:
  static constexpr auto kNone = std::numeric_limits<std::int64_t>::max();

  query next_;
  std::int64_t from_{kNone}, changed_{kNone};  // no event from here on until there
  std::vector<status_event> events_;           // of the statement `changed_`
};

}  // namespace karwan::record
