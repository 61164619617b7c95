#include "record/status_log.h"

#include "record/store_impl.h"

namespace karwan::record {

status_log::status_log(database const& db)
    : next_{db,
            "SELECT statement, changed_at, status FROM status_change WHERE statement = "
            "(SELECT min(statement) FROM status_change WHERE statement >= ?1) "
            "ORDER BY changed_at, id"} {}

std::span<status_event const> status_log::of(std::int64_t statement) {
  if (statement < from_ || statement > changed_) {
    events_.clear();
    from_ = statement;
    changed_ = kNone;
    next_.bind(statement);
    while (next_.step()) {
      changed_ = next_.integer(0);
      events_.push_back({next_.integer(1), parse_status(next_.text(2))});
    }
    next_.reset();
  }
  return statement == changed_ ? std::span<status_event const>{events_}
                               : std::span<status_event const>{};
}

}  // namespace karwan::record
