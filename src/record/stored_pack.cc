#include "record/stored_pack.h"

#include <algorithm>

namespace karwan::record {
namespace {

// Statements whose last change was made by a load.
std::vector<std::int64_t> dropped_by_loads(store::impl& s) {
  std::vector<std::int64_t> out;
  query q{s.db,
          "SELECT c.statement, g.what FROM status_change c JOIN recording g ON g.id = c.recording "
          "ORDER BY c.statement, c.id"};
  std::int64_t last = 0;
  while (q.step()) {
    if (q.integer(0) == last && !out.empty() && out.back() == last) {
      out.pop_back();
    }
    last = q.integer(0);
    if (q.text(1) == "load") {
      out.push_back(last);
    }
  }
  return out;
}

void throw_unknown(store::impl const& s) {
  throw failure{{error_kind::bad_data, "the record holds a table that this program does not know",
                 s.db.name(), "Use the program that wrote it, or load the pack into a new file"}};
}

// Takes the next version of a row over the one before.
void read_version(store::impl& s, query& q, stored_row& r) {
  auto const t = s.tables[static_cast<std::size_t>(q.integer(2))];
  if (!t) {
    throw_unknown(s);
  }
  r.number = q.integer(0);
  r.version = q.integer(1);
  r.table = *t;
  r.written.row_id = q.text(3);
  r.written.entity = q.text(4);
  for (std::size_t i = 0; i < kCommonColumns; ++i) {
    r.written.shared[i] = q.text(static_cast<int>(5 + i));
  }
  r.born_at = q.integer(15);
  r.written.own.resize(tables()[*r.table].columns.size());
  r.cells.resize(r.written.own.size());
  if (q.text(16) == "load") {
    r.loaded = r.written;
  }
}

void read_statements(store::impl& s, std::string const& pack,
                     std::unordered_map<std::int64_t, stored_row*> const& rows) {
  auto const dropped = dropped_by_loads(s);
  query q{s.db,
          "SELECT s.row, s.property, s.id, s.seq, s.text, s.recorded_at, g.what, s.status "
          "FROM pack_row r JOIN statement s ON s.tbl = r.tbl AND s.row = r.id "
          "JOIN recording g ON g.id = s.recording WHERE r.pack = ?1 "
          "ORDER BY s.row, s.property, s.seq"};
  q.bind(pack);
  while (q.step()) {
    auto& row = *rows.at(q.integer(0));
    auto const property = s.properties[static_cast<std::size_t>(q.integer(1))];
    if (!property) {
      continue;  // a column that is no more
    }
    auto& c = row.cells[static_cast<std::size_t>(**property - *first_property(row.table))];
    auto const id = q.integer(2);
    auto const by_hand = q.text(6) != "load";
    c.next_seq = q.integer(3) + 1;
    if (!by_hand) {
      c.loaded = std::ranges::binary_search(dropped, id) ? std::string_view{} : q.text(4);
    }
    if (q.integer(0) == row.number) {
      c.statements.push_back({id, std::string{q.text(4)}, q.integer(5), by_hand,
                              accepted_at(s, id, q.text(7) == "accepted", std::nullopt)});
    }
  }
}

}  // namespace

stored_statement const* stored_cell::current() const {
  auto const it = std::find_if(statements.rbegin(), statements.rend(),
                               [](stored_statement const& s) { return s.accepted; });
  return it == statements.rend() ? nullptr : &*it;
}

bool stored_row::empty() const {
  return std::ranges::none_of(cells, [](stored_cell const& c) { return c.current() != nullptr; });
}

bool stored_row::was_loaded() const {
  return std::ranges::any_of(cells, [](stored_cell const& c) { return !c.loaded.empty(); });
}

pack_row stored_row::current_row() const {
  auto out = written;
  std::int64_t latest = born_at;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (auto const* s = cells[i].current()) {
      out.own[i] = s->text;
      if (s->by_hand) {
        latest = std::max(latest, s->recorded_at);
      }
    }
  }
  // A pack has one recorded_at per row: the latest, so that nothing seems known too early.
  if (latest > born_at) {
    out.at(common::recorded_at) = to_string(instant_of(latest));
  }
  return out;
}

std::map<std::string, stored_row> read_stored(store::impl& s, std::string const& pack) {
  std::map<std::string, stored_row> out;
  std::unordered_map<std::int64_t, stored_row*> by_number;  // of every version
  query q{s.db,
          "SELECT r.id, r.version, r.tbl, r.row_id, r.entity, r.world, r.valid_from, r.valid_to, "
          "r.observed_from, r.observed_to, r.grade, r.source, r.locator, r.note, r.recorded_at, "
          "r.born_at, g.what FROM pack_row r JOIN recording g ON g.id = r.recording "
          "WHERE r.pack = ?1 ORDER BY r.row_id, r.version"};
  q.bind(pack);
  while (q.step()) {
    auto& row = out[std::string{q.text(3)}];
    read_version(s, q, row);
    by_number.emplace(row.number, &row);
  }
  read_statements(s, pack, by_number);
  return out;
}

std::optional<last_load> find_last_load(store::impl& s, std::string const& pack) {
  query q{s.db,
          "SELECT name, version, content_digest, descriptor FROM pack_load WHERE name = ?1 "
          "ORDER BY id DESC LIMIT 1"};
  if (!q.bind(pack).step()) {
    return std::nullopt;
  }
  return last_load{std::string{q.text(0)}, std::string{q.text(1)}, std::string{q.text(2)},
                   std::string{q.text(3)}};
}

std::vector<std::string> pack_names(store::impl& s) {
  std::vector<std::string> out;
  query q{s.db, "SELECT DISTINCT name FROM pack_load ORDER BY name"};
  while (q.step()) {
    out.emplace_back(q.text(0));
  }
  return out;
}

}  // namespace karwan::record
