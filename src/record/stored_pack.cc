#include "record/stored_pack.h"

#include <algorithm>

#include <fmt/format.h>

#include "karwan/base/text.h"

namespace karwan::record {
namespace {

// Was the statement's last change made by a load?
bool dropped_by_load(store::impl const& s, query& last_change, std::int64_t statement) {
  if (s.statuses.of(statement).empty()) {
    return false;
  }
  auto const out = last_change.bind(statement).step() && last_change.text(0) == "load";
  last_change.reset();
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

// Takes the statement under the cursor into its row.
void read_statement(store::impl& s, query& q, query& last_change, stored_row& row) {
  auto const property = s.properties[static_cast<std::size_t>(q.integer(1))];
  if (!property) {
    return;  // a column that is no more
  }
  auto& c = row.cells[static_cast<std::size_t>(**property - *first_property(row.table))];
  auto const id = q.integer(2);
  auto const by_hand = q.text(6) != "load";
  c.next_seq = q.integer(3) + 1;
  if (!by_hand) {
    c.loaded = dropped_by_load(s, last_change, id) ? std::string_view{} : q.text(4);
  }
  c.statements.push_back({id, std::string{q.text(4)}, known_since(s, id, q.integer(5)), by_hand,
                          accepted_at(s, id, q.text(7) == "accepted", std::nullopt)});
}

// CROSS JOIN: rows in their order first, what recorded them looked up.
constexpr auto kVersions =
    "SELECT r.id, r.version, r.tbl, r.row_id, r.entity, r.world, r.valid_from, r.valid_to, "
    "r.observed_from, r.observed_to, r.grade, r.source, r.locator, r.note, r.recorded_at, "
    "r.born_at, g.what FROM pack_row r CROSS JOIN recording g ON g.id = r.recording ";
constexpr auto kStatements =
    "SELECT s.row, s.property, s.id, s.seq, s.text, s.recorded_at, g.what, s.status "
    "FROM statement s CROSS JOIN recording g ON g.id = s.recording "
    "WHERE s.tbl = ?1 AND s.row = ?2 ORDER BY s.property, s.seq";
constexpr auto kLastChange =
    "SELECT g.what FROM status_change c JOIN recording g ON g.id = c.recording "
    "WHERE c.statement = ?1 ORDER BY c.id DESC LIMIT 1";

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

stored_rows::stored_rows(store::impl& s, std::string const& pack, std::int64_t before_recording)
    : s_{s},
      pack_{pack},
      before_recording_{before_recording},
      versions_{s.db, std::string{kVersions} +
                          "WHERE r.tbl = ?1 AND r.pack = ?2 AND "
                          "r.recording < ?3 ORDER BY r.row_id, r.version"},
      statements_{s.db, kStatements},
      last_change_{s.db, kLastChange} {}

void stored_rows::begin(table_ix t) {
  table_ = t;
  auto const number = s_.table_numbers[*t];
  more_ = number != 0 && versions_.bind(number, pack_, before_recording_).step();
  advance();
}

// The cursor is one version ahead: what is written of the row meanwhile is behind it.
void stored_rows::advance() {
  there_ = more_;
  if (!more_) {
    return;
  }
  row_ = {};
  std::string const row_id{versions_.text(3)};
  while (more_ && versions_.text(3) == row_id) {
    read_version(s_, versions_, row_);
    for (auto& c : row_.cells) {
      c.statements.clear();  // of the version before
    }
    statements_.bind(s_.table_numbers[*table_], row_.number);
    while (statements_.step()) {
      read_statement(s_, statements_, last_change_, row_);
    }
    statements_.reset();
    more_ = versions_.step();
  }
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

std::string chosen_pack(store::impl& s, std::string const& wanted) {
  auto const names = pack_names(s);
  auto const listed = fmt::format("{}", fmt::join(names, ", "));
  if (!wanted.empty()) {
    if (std::ranges::find(names, wanted) == names.end()) {
      throw failure{{error_kind::not_found, "the record holds no pack " + in_quotes(wanted),
                     "--pack", "It holds: " + listed}};
    }
    return wanted;
  }
  if (names.empty()) {
    throw failure{{error_kind::bad_input, "the record holds no pack", "--pack",
                   "Load one: karwan pack load DIR"}};
  }
  if (names.size() > 1) {
    throw failure{{error_kind::bad_input, "the record holds several packs", "--pack",
                   "Name one of " + listed}};
  }
  return names.front();
}

std::vector<new_cell> cells_to_state(pack_row const& wanted, stored_row const* old, bool anew) {
  std::vector<new_cell> out;
  for (std::size_t c = 0; c < wanted.own.size(); ++c) {
    auto const* before = old == nullptr ? nullptr : old->cells[c].current();
    auto const said = before != nullptr && before->text == wanted.own[c];
    if (!wanted.own[c].empty() && (anew || !said)) {
      out.push_back(
          {c, old == nullptr ? 1 : old->cells[c].next_seq, before == nullptr ? 0 : before->id});
    }
  }
  return out;
}

}  // namespace karwan::record
