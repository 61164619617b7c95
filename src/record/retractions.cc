#include "karwan/record/retractions.h"

#include <algorithm>

#include "record/store_impl.h"

namespace karwan::record {

std::vector<statement_entry> retracted_between(store const& from_store, instant from, instant to) {
  auto& s = store_access::of(from_store);
  s.refresh();
  std::vector<statement_ix> found;
  for (auto const& [statement, events] : s.status_events) {
    auto const& last = events.back();
    if (last.became == statement_status::retracted && last.at > seconds_of(from) &&
        last.at <= seconds_of(to)) {
      found.emplace_back(static_cast<std::uint32_t>(statement));
    }
  }
  std::ranges::sort(found);
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

std::vector<row> rows_from(store const& from, std::string_view source, view_spec const& view) {
  auto& s = store_access::of(from);
  s.refresh();
  numbered_rows which;
  query q{s.db, "SELECT id FROM pack_row WHERE source = ?1 ORDER BY id"};
  q.bind(source);
  while (q.step()) {
    which.rows.push_back(q.integer(0));
  }
  query evidence{s.db,
                 "SELECT s.row FROM statement s JOIN property p ON p.id = s.property "
                 "WHERE p.name = 'evidence_source' AND s.text = ?1"};
  evidence.bind(source);
  while (evidence.step()) {
    which.rows.push_back(evidence.integer(0));
  }
  std::ranges::sort(which.rows);
  auto const [end, last] = std::ranges::unique(which.rows);
  which.rows.erase(end, last);
  return read_rows(s, which, view);
}

}  // namespace karwan::record
