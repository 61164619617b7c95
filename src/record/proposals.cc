#include "record/proposals.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "karwan/base/text.h"
#include "record/stored_row.h"

namespace karwan::record {
namespace {

bool is_source(proposed_row const& r) {
  return tables()[*r.table].name == kSourcesTable;
}

// Rows in the order in which they were proposed.
std::vector<proposed_row> rows_of_act(store::impl& s, std::int64_t act,
                                      std::vector<statement_entry> entries) {
  std::vector<proposed_row> out;
  for (auto& e : entries) {
    auto at = std::ranges::find(out, e.row_id, &proposed_row::row_id);
    if (at == out.end()) {
      query q{s.db, "SELECT recording FROM pack_row WHERE row_id = ?1 AND version = 1"};
      auto const is_new = q.bind(e.row_id).step() && q.integer(0) == act;
      out.push_back({e.row_id, e.entity, table_index_of(e.property), is_new, {}, {}});
      at = out.end() - 1;
    }
    at->statements.push_back(std::move(e));
  }
  return out;
}

void add_what_holds(store::impl& s, proposed_row& r) {
  auto const stored = read_stored_row(s, r.row_id);
  for (auto const& e : r.statements) {
    auto const i = static_cast<std::size_t>(*e.property - *first_property(r.table));
    auto const* now = stored->row.cells[i].current();
    r.now.push_back(now == nullptr ? std::string{} : now->text);
  }
}

bool names(proposal const& p, std::string_view id) {
  return std::ranges::any_of(p.rows, [&](proposed_row const& r) {
    return r.row_id == id || r.entity == id ||
           std::ranges::find(r.statements, id, &statement_entry::id) != r.statements.end();
  });
}

}  // namespace

std::vector<proposal> open_proposals(store const& from) {
  auto& s = store_access::of(from);
  s.refresh();
  std::map<std::int64_t, std::vector<statement_ix>> acts;
  query q{s.db,
          "SELECT id, recording FROM statement WHERE status = 'proposed' ORDER BY recording, id"};
  while (q.step()) {
    if (status_at(s, q.integer(0), statement_status::proposed, std::nullopt) ==
        statement_status::proposed) {
      acts[q.integer(1)].push_back(statement_ix{static_cast<std::uint32_t>(q.integer(0))});
    }
  }
  std::vector<proposal> out;
  for (auto const& [act, statements] : acts) {
    auto entries = read_statements(from, statements, {.supposed = statements});
    if (entries.empty()) {
      continue;
    }
    proposal p{{}, act, entries.front().recorded_by, entries.front().recorded_at, {}};
    p.rows = rows_of_act(s, act, std::move(entries));
    for (auto& r : p.rows) {
      add_what_holds(s, r);
    }
    auto const main = std::ranges::find_if_not(p.rows, is_source);
    p.id = (main == p.rows.end() ? p.rows.front() : *main).row_id;
    out.push_back(std::move(p));
  }
  return out;
}

proposal find_proposal(store const& from, std::string_view id) {
  std::vector<proposal> found;
  for (auto& p : open_proposals(from)) {
    if (names(p, id)) {
      found.push_back(std::move(p));
    }
  }
  if (found.empty()) {
    throw failure{{error_kind::not_found,
                   fmt::format("nothing named {} waits", in_quotes(id)),
                   {},
                   "karwan review lists what does"}};
  }
  if (found.size() > 1) {
    std::vector<std::string> ids;
    for (auto const& p : found) {
      ids.push_back(named_row(p, id).statements.front().id);
    }
    throw failure{{error_kind::bad_input,
                   fmt::format("{} proposals are about {}", found.size(), in_quotes(id)),
                   {},
                   fmt::format("Name one by a statement: {}", fmt::join(ids, ", "))}};
  }
  return std::move(found.front());
}

proposal without_names(proposal p) {
  p.by.clear();
  for (auto& r : p.rows) {
    for (auto& e : r.statements) {
      e.recorded_by.clear();
    }
  }
  return p;
}

proposed_row const& named_row(proposal const& p, std::string_view id) {
  auto const exact = std::ranges::find_if(p.rows, [&](proposed_row const& r) {
    return r.row_id == id ||
           std::ranges::find(r.statements, id, &statement_entry::id) != r.statements.end();
  });
  if (exact != p.rows.end()) {
    return *exact;
  }
  auto const speaks = std::ranges::find(p.rows, id, &proposed_row::entity);
  return speaks != p.rows.end() ? *speaks : *std::ranges::find(p.rows, p.id, &proposed_row::row_id);
}

}  // namespace karwan::record
