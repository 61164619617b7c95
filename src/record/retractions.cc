#include "karwan/record/retractions.h"

#include <algorithm>

#include "record/store_impl.h"

namespace karwan::record {

std::vector<statement_entry> retracted_between(store const& from_store, instant from, instant to) {
  auto& s = store_access::of(from_store);
  s.refresh();
  std::vector<statement_ix> found;
  query changed{s.db,
                "SELECT DISTINCT statement FROM status_change WHERE status = 'retracted' AND "
                "changed_at > ?1 AND changed_at <= ?2 ORDER BY statement"};
  changed.bind(seconds_of(from), seconds_of(to));
  while (changed.step()) {
    auto const& last = s.statuses.of(changed.integer(0)).back();
    if (last.became == statement_status::retracted && last.at > seconds_of(from) &&
        last.at <= seconds_of(to)) {
      found.emplace_back(static_cast<std::uint32_t>(changed.integer(0)));
    }
  }
  auto out = read_statements(from_store, found);
  std::ranges::stable_sort(out, [](statement_entry const& a, statement_entry const& b) {
    return std::tie(a.row_id, a.property) < std::tie(b.row_id, b.property);
  });
  return out;
}

std::optional<instant> began_at(store const& from) {
  auto& s = store_access::of(from);
  query q{s.db, "SELECT min(recorded_at) FROM statement WHERE recording > 0"};
  return q.step() && q.integer(0) != 0 ? std::optional{instant_of(q.integer(0))} : std::nullopt;
}

}  // namespace karwan::record
