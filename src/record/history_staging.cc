#include "record/history_staging.h"

#include <fmt/format.h>

#include "record/values.h"

namespace karwan::record {
namespace {

// `table` and `property` are the dictionary's numbers. known: the record holds it already.
constexpr auto kStagingTables = R"sql(
CREATE TEMP TABLE in_act(number INTEGER PRIMARY KEY, what, at, author, pack, place);
CREATE TEMP TABLE in_load(
  act, pack, version, created, digest, descriptor, place, known DEFAULT 0,
  PRIMARY KEY (act, pack));
CREATE TEMP TABLE in_row(
  tbl, row_id, version, entity, pack, world, valid_from, valid_to, observed_from, observed_to,
  grade, source, locator, note, recorded_at, since, act, place, known DEFAULT 0,
  PRIMARY KEY (row_id, version)) WITHOUT ROWID;
CREATE TEMP TABLE in_statement(
  row_id, property, seq, version, value, corrects, proposed, recorded_at, act, place,
  known DEFAULT 0, PRIMARY KEY (row_id, property, seq)) WITHOUT ROWID;
CREATE TEMP TABLE in_change(
  row_id, property, seq, n, status, at, reason, act, place, known DEFAULT 0,
  PRIMARY KEY (row_id, property, seq, n)) WITHOUT ROWID;
CREATE TEMP TABLE in_reference(tbl, id, col, place);
CREATE TEMP TABLE in_dubious(id TEXT PRIMARY KEY) WITHOUT ROWID;  -- entities and rows
CREATE TEMP TABLE in_table(ix INTEGER PRIMARY KEY, number);
CREATE TEMP TABLE in_property(ix INTEGER PRIMARY KEY, number, name);
CREATE TEMP TABLE in_required(tbl, property, name);
)sql";
constexpr auto kDrop = R"sql(
DROP TABLE IF EXISTS temp.in_act; DROP TABLE IF EXISTS temp.in_load;
DROP TABLE IF EXISTS temp.in_row; DROP TABLE IF EXISTS temp.in_statement;
DROP TABLE IF EXISTS temp.in_change; DROP TABLE IF EXISTS temp.in_reference;
DROP TABLE IF EXISTS temp.in_table; DROP TABLE IF EXISTS temp.in_property;
DROP TABLE IF EXISTS temp.in_required;
DROP TABLE IF EXISTS temp.in_dubious;
)sql";

// One transaction for all of them: each insertion would else be one of its own. It takes no lock on
// the record, of which nothing is read meanwhile.
database& with_tables(database& db) {
  db.run(kDrop);
  db.run("PRAGMA temp.cache_size = -65536");
  db.run(kStagingTables);
  db.run("BEGIN");
  return db;
}

// The place of what the query finds; empty: nothing.
template <typename... Args>
std::string place_of(query& q, Args const&... args) {
  auto out = q.bind(args...).step() ? std::string{q.text(0)} : std::string{};
  q.reset();
  return out;
}

std::int64_t number_of(property_ix p) {
  return std::int64_t{*p};
}

// What a record would contradict, or cannot hold. `place`, the column at fault, `text`.
struct consistency_check {
  char const* sql;
  char const* remedy;
};
constexpr consistency_check kChecks[] = {
    {"SELECT s.place, '', 'act ' || s.act || ' is not told of' FROM in_statement s "
     "WHERE s.act NOT IN (SELECT number FROM in_act) GROUP BY s.act UNION ALL "
     "SELECT r.place, '', 'act ' || r.act || ' is not told of' FROM in_row r "
     "WHERE r.act NOT IN (SELECT number FROM in_act) GROUP BY r.act UNION ALL "
     "SELECT c.place, '', 'act ' || c.act || ' is not told of' FROM in_change c "
     "WHERE c.act NOT IN (SELECT number FROM in_act) GROUP BY c.act UNION ALL "
     "SELECT l.place, '', 'act ' || l.act || ' is not told of' FROM in_load l "
     "WHERE l.act NOT IN (SELECT number FROM in_act)",
     "Keep what the export says of its acts"},
    {"SELECT s.place, '', 'the statement is older than its row' FROM in_statement s "
     "JOIN in_row r ON r.row_id = s.row_id AND r.version = s.version WHERE s.act < r.act",
     "Keep the acts as the export has them"},
    {"SELECT i.place, 'row_id', 'row ' || i.row_id || ' is already a row of ' || "
     "CASE WHEN p.pack <> i.pack THEN 'pack ' || p.pack ELSE 'another table' END "
     "FROM in_row i JOIN pack_row p ON p.row_id = i.row_id "
     "JOIN in_table t ON t.ix = i.tbl WHERE p.pack <> i.pack OR p.tbl <> t.number "
     "GROUP BY i.row_id",
     "Import into a file of its own with --db"},
    {"SELECT i.place, '', 'the record says otherwise of row ' || i.row_id || ', version ' || "
     "i.version FROM in_row i JOIN pack_row p ON p.row_id = i.row_id AND p.version = i.version "
     "WHERE NOT i.known AND p.pack = i.pack",
     "Import into a file of its own with --db"},
    {"SELECT i.place, d.name, 'the record says ' || s.text || ' here since ' || "
     "strftime('%Y-%m-%dT%H:%M:%SZ', s.recorded_at, 'unixepoch') || ', not ' || i.value "
     "FROM in_statement i JOIN in_property d ON d.ix = i.property "
     "JOIN pack_row r ON r.row_id = i.row_id "
     "JOIN statement s ON s.tbl = r.tbl AND s.row = r.id AND s.property = d.number "
     "AND s.seq = i.seq WHERE NOT i.known",
     "Import into a file of its own with --db, or record the other value: karwan record add"},
    {"SELECT place, col, CASE WHEN f.tbl < 0 THEN 'no row' ELSE 'no row of ' || "
     "(SELECT name FROM tbl JOIN in_table t ON t.number = tbl.id WHERE t.ix = f.tbl) END || "
     "' speaks of \"' || f.id || '\"' FROM in_reference f "
     "WHERE NOT EXISTS (SELECT 1 FROM in_row i WHERE i.entity = f.id "
     "AND (f.tbl < 0 OR i.tbl = f.tbl)) "
     "AND NOT EXISTS (SELECT 1 FROM pack_row p WHERE p.entity = f.id AND (f.tbl < 0 OR "
     "p.tbl = (SELECT number FROM in_table t WHERE t.ix = f.tbl))) "
     "AND f.id NOT IN (SELECT id FROM in_dubious)",
     "Add that row, or name another entity"},
    {"SELECT r.place, c.name, 'the row says nothing here' FROM in_row r "
     "JOIN in_required c ON c.tbl = r.tbl WHERE NOT r.known "
     "AND NOT EXISTS (SELECT 1 FROM in_row n WHERE n.row_id = r.row_id AND n.version > r.version) "
     "AND NOT EXISTS (SELECT 1 FROM in_statement s WHERE s.row_id = r.row_id "
     "AND s.property = c.property) AND r.row_id NOT IN (SELECT id FROM in_dubious)",
     "Every row of this table needs a value here"},
};

}  // namespace

staging::staging(store::impl& s)
    : s_{s},
      act_{with_tables(s.db), "INSERT OR IGNORE INTO in_act VALUES (?,?,?,?,?,?)"},
      other_act_{s.db,
                 "SELECT place FROM in_act WHERE number = ?1 "
                 "AND NOT (what = ?2 AND at = ?3 AND author = ?4 AND pack = ?5)"},
      load_{s.db,
            "INSERT OR IGNORE INTO in_load(act, pack, version, created, digest, descriptor, place) "
            "VALUES (?,?,?,?,?,?,?)"},
      other_load_{s.db,
                  "SELECT place FROM in_load WHERE act = ?1 AND pack = ?2 AND NOT (version = ?3 "
                  "AND created = ?4 AND digest = ?5 AND descriptor = ?6)"},
      row_{s.db,
           "INSERT OR IGNORE INTO in_row(row_id, version, tbl, entity, pack, since, act, world, "
           "valid_from, valid_to, observed_from, observed_to, grade, source, locator, note, "
           "recorded_at, place) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"},
      other_row_{s.db,
                 "SELECT place FROM in_row WHERE row_id = ?1 AND version = ?2 AND NOT (tbl = ?3 "
                 "AND entity = ?4 AND pack = ?5 AND since = ?6 AND act = ?7 AND world = ?8 "
                 "AND valid_from = ?9 AND valid_to = ?10 AND observed_from = ?11 "
                 "AND observed_to = ?12 AND grade = ?13 AND source = ?14 AND locator = ?15 "
                 "AND note = ?16 AND recorded_at = ?17)"},
      statement_{s.db,
                 "INSERT OR IGNORE INTO in_statement(row_id, property, seq, version, value, "
                 "corrects, proposed, recorded_at, act, place) VALUES (?,?,?,?,?,?,?,?,?,?)"},
      other_statement_{s.db,
                       "SELECT place FROM in_statement WHERE row_id = ?1 AND property = ?2 "
                       "AND seq = ?3 AND NOT (version = ?4 AND value = ?5 AND corrects = ?6 "
                       "AND proposed = ?7 AND recorded_at = ?8 AND act = ?9)"},
      change_{s.db,
              "INSERT OR IGNORE INTO in_change(row_id, property, seq, n, status, at, reason, act, "
              "place) VALUES (?,?,?,?,?,?,?,?,?)"},
      other_change_{s.db,
                    "SELECT place FROM in_change WHERE row_id = ?1 AND property = ?2 AND seq = ?3 "
                    "AND n = ?4 AND NOT (status = ?5 AND at = ?6 AND reason = ?7 AND act = ?8)"},
      reference_{s.db, "INSERT INTO in_reference VALUES (?,?,?,?)"},
      dubious_{s.db, "INSERT OR IGNORE INTO in_dubious VALUES (?)"} {}

staging::~staging() {
  if (collecting_) {
    sqlite3_exec(s_.db.raw(), "COMMIT", nullptr, nullptr, nullptr);
  }
  sqlite3_exec(s_.db.raw(), kDrop, nullptr, nullptr, nullptr);
}

std::string staging::add(history_act const& a, std::string const& place) {
  auto const at = seconds_of(a.at);
  act_.bind(a.number, a.what, at, a.by, a.pack, place).run();
  return place_of(other_act_, a.number, a.what, at, a.by, a.pack);
}

std::string staging::add(history_load const& l, std::string const& place) {
  auto const created = seconds_of(l.created);
  load_.bind(l.act, l.pack, l.version, created, l.digest, l.descriptor, place).run();
  return place_of(other_load_, l.act, l.pack, l.version, created, l.digest, l.descriptor);
}

std::string staging::add(history_statement const& s, std::string const& place) {
  auto const property = number_of(s.property);
  auto const at = seconds_of(s.recorded_at);
  auto const proposed = std::int64_t{s.proposed};
  statement_
      .bind(s.row_id, property, s.seq, s.version, s.value, s.corrects, proposed, at, s.act, place)
      .run();
  if (sqlite3_changes(s_.db.raw()) > 0 && !column_of(s.property).ref.empty()) {
    add_references(column_of(s.property), s.value, place);
  }
  auto other = place_of(other_statement_, s.row_id, property, s.seq, s.version, s.value, s.corrects,
                        proposed, at, s.act);
  for (auto const& more : {add_row(s, place), add_changes(s, place)}) {
    other = other.empty() ? more : other;
  }
  return other;
}

std::string staging::add_row(history_statement const& s, std::string const& place) {
  auto const t = std::int64_t{*table_index_of(s.property)};
  auto const since = seconds_of(s.row_since);
  auto const& c = s.shared;
  row_.bind(s.row_id, s.version, t, s.entity, s.pack, since, s.row_act, c[0], c[1], c[2], c[3],
            c[4], c[5], c[6], c[7], c[8], c[9], place)
      .run();
  if (sqlite3_changes(s_.db.raw()) > 0) {
    for (std::size_t i = 0; i < kSharedColumns; ++i) {
      if (auto const& shared = common_columns()[i]; !shared.ref.empty() && !c[i].empty()) {
        add_references(shared, c[i], place);
      }
    }
  }
  return place_of(other_row_, s.row_id, s.version, t, s.entity, s.pack, since, s.row_act, c[0],
                  c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8], c[9]);
}

std::string staging::add_changes(history_statement const& s, std::string const& place) {
  auto const property = number_of(s.property);
  std::int64_t n = 0;
  for (auto const& c : s.changes) {
    auto const status = name_of(c.status);
    auto const at = seconds_of(c.at);
    change_.bind(s.row_id, property, s.seq, ++n, status, at, c.reason, c.act, place).run();
    if (auto other =
            place_of(other_change_, s.row_id, property, s.seq, n, status, at, c.reason, c.act);
        !other.empty()) {
      return other;
    }
  }
  return {};
}

void staging::add_references(column const& c, std::string_view text, std::string const& place) {
  auto const t = find_table(c.ref);
  for (auto const id : c.list ? split(text, ';') : std::vector<std::string_view>{text}) {
    reference_.bind(t ? std::int64_t{**t} : std::int64_t{-1}, id, c.name, place).run();
  }
}

void staging::name_numbers() {
  query add_table{s_.db, "INSERT INTO in_table VALUES (?,?)"};
  query add_property{s_.db,
                     "INSERT INTO in_property SELECT ?1, id, name FROM property "
                     "WHERE tbl = ?2 AND name = ?3"};
  query add_required{s_.db, "INSERT INTO in_required VALUES (?,?,?)"};
  for (std::size_t i = 0; i < tables().size(); ++i) {
    auto const t = static_cast<std::int64_t>(i);
    add_table.bind(t, s_.table_numbers[i]).run();
    auto p = number_of(first_property(table_ix{static_cast<std::uint16_t>(i)}));
    for (auto const& c : tables()[i].columns) {
      add_property.bind(p, s_.table_numbers[i], c.name).run();
      if (c.required) {
        add_required.bind(t, p, c.name).run();
      }
      ++p;
    }
  }
}

void staging::mark_known() {
  s_.db.run(R"sql(
CREATE INDEX temp.in_row_by_entity ON in_row(entity);
CREATE INDEX temp.in_row_by_act ON in_row(act);
CREATE INDEX temp.in_statement_by_act ON in_statement(act);
CREATE INDEX temp.in_change_by_act ON in_change(act);
-- A load that is older than what the record has loaded of that pack is no news.
UPDATE in_load SET known = 1 WHERE EXISTS (
  SELECT 1 FROM pack_load p WHERE p.name = in_load.pack AND (p.created > in_load.created
    OR (p.created = in_load.created AND p.content_digest = in_load.digest)));
UPDATE in_row SET known = 1 WHERE EXISTS (
  SELECT 1 FROM pack_row p JOIN in_table t ON t.ix = in_row.tbl
  WHERE p.row_id = in_row.row_id AND p.version = in_row.version AND p.tbl = t.number
    AND p.entity = in_row.entity AND p.pack = in_row.pack AND p.born_at = in_row.since
    AND p.world = in_row.world AND p.valid_from = in_row.valid_from
    AND p.valid_to = in_row.valid_to AND p.observed_from = in_row.observed_from
    AND p.observed_to = in_row.observed_to AND p.grade = in_row.grade
    AND p.source = in_row.source AND p.locator = in_row.locator AND p.note = in_row.note
    AND p.recorded_at = in_row.recorded_at);
UPDATE in_statement SET known = 1 WHERE EXISTS (
  SELECT 1 FROM in_property d, pack_row r, statement s
  WHERE d.ix = in_statement.property AND r.row_id = in_statement.row_id
    AND r.version = in_statement.version AND s.tbl = r.tbl AND s.row = r.id
    AND s.property = d.number AND s.seq = in_statement.seq AND s.text = in_statement.value
    AND s.recorded_at = in_statement.recorded_at
    AND (s.status = 'proposed') = in_statement.proposed);
UPDATE in_change SET known = 1 WHERE EXISTS (
  SELECT 1 FROM in_property d, pack_row r, statement s, status_change c
  WHERE d.ix = in_change.property AND r.row_id = in_change.row_id
    AND s.tbl = r.tbl AND s.row = r.id AND s.property = d.number AND s.seq = in_change.seq
    AND c.statement = s.id AND c.status = in_change.status AND c.changed_at = in_change.at
    AND c.reason = in_change.reason);
)sql");
}

void staging::add_dubious(history_statement const& h) {
  dubious_.bind(h.entity).run();
  dubious_.bind(h.row_id).run();
}

void staging::close() {
  s_.db.run("COMMIT");
  collecting_ = false;
}

void staging::compare(std::function<void(history_fault const&)> const& on_fault) {
  name_numbers();
  mark_known();
  for (auto const& [sql, remedy] : kChecks) {
    query q{s_.db, sql};
    while (q.step()) {
      on_fault({std::string{q.text(0)}, std::string{q.text(1)}, std::string{q.text(2)}, remedy});
    }
  }
}

}  // namespace karwan::record
