#include "record/schema.h"

#include <iterator>

#include <fmt/format.h>

#include "record/lookup.h"
#include "record/word_index.h"

namespace karwan::record {
namespace {

// Migration n takes a file from user_version n to n + 1. Never edit one that was released.
// `then` fills from what the record holds what SQL alone cannot.
struct migration {
  char const* sql;
  void (*then)(database&){nullptr};
};
constexpr migration kMigrations[] = {{R"sql(
-- One act of writing. `digest` chains the one before with what was written: the record's version.
CREATE TABLE recording(
  id INTEGER PRIMARY KEY,
  what TEXT NOT NULL CHECK (what IN ('load', 'add', 'retract')),
  recorded_at INTEGER NOT NULL,  -- seconds since 1970, UTC
  recorded_by TEXT NOT NULL,
  pack TEXT NOT NULL,
  digest TEXT NOT NULL
) STRICT;

CREATE TABLE pack_load(
  id INTEGER PRIMARY KEY,
  recording INTEGER NOT NULL REFERENCES recording(id),
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  created INTEGER NOT NULL,
  content_digest TEXT NOT NULL,
  descriptor TEXT NOT NULL  -- datapackage.json
) STRICT;

CREATE TABLE tbl(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL
) STRICT;

CREATE TABLE property(
  id INTEGER PRIMARY KEY,
  tbl INTEGER NOT NULL REFERENCES tbl(id),
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  unit TEXT NOT NULL,
  UNIQUE (tbl, name)
) STRICT;

-- What the statements of one row share. A change to any of it is a new version of the row.
CREATE TABLE pack_row(
  id INTEGER NOT NULL UNIQUE,
  tbl INTEGER NOT NULL REFERENCES tbl(id),
  row_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  entity TEXT NOT NULL,
  pack TEXT NOT NULL,
  world TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  observed_from TEXT NOT NULL,
  observed_to TEXT NOT NULL,
  grade TEXT NOT NULL,
  source TEXT NOT NULL,
  locator TEXT NOT NULL,
  note TEXT NOT NULL,
  recorded_at TEXT NOT NULL,  -- the column, as written; blank: created of the pack
  born_at INTEGER NOT NULL,   -- what it means, seconds since 1970, UTC
  recording INTEGER NOT NULL REFERENCES recording(id),
  PRIMARY KEY (tbl, row_id, version)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX pack_row_by_row_id ON pack_row(row_id, version);
CREATE INDEX pack_row_by_entity ON pack_row(entity);

-- One cell of one row. `seq` counts what was ever stated for the cell; the highest accepted holds.
-- Clustered by table and row: reading a table is one scan.
CREATE TABLE statement(
  tbl INTEGER NOT NULL REFERENCES tbl(id),
  row INTEGER NOT NULL REFERENCES pack_row(id),
  property INTEGER NOT NULL REFERENCES property(id),
  seq INTEGER NOT NULL CHECK (seq > 0),
  id INTEGER NOT NULL UNIQUE,
  text TEXT NOT NULL CHECK (text <> ''),
  supersedes INTEGER REFERENCES statement(id),
  status TEXT NOT NULL CHECK (status IN ('accepted', 'proposed')),
  recorded_at INTEGER NOT NULL,
  recording INTEGER NOT NULL REFERENCES recording(id),
  PRIMARY KEY (tbl, row, property, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE status_change(
  id INTEGER PRIMARY KEY,
  statement INTEGER NOT NULL REFERENCES statement(id),
  status TEXT NOT NULL CHECK (status IN ('accepted', 'rejected', 'retracted')),
  changed_at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  recording INTEGER NOT NULL REFERENCES recording(id)
) STRICT;
CREATE INDEX status_change_by_statement ON status_change(statement);

-- Folded words of the text cells; rowid is the statement's id.
CREATE VIRTUAL TABLE found USING fts5(
  words, content = '', tokenize = 'unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE found_word USING fts5vocab('found', 'row');

CREATE VIEW statements AS
SELECT s.id AS number,
       r.row_id || '.' || p.name || CASE WHEN s.seq > 1 THEN '~' || s.seq ELSE '' END AS id,
       t.kind, r.entity, p.name AS property, s.text AS value, p.type, p.unit,
       r.valid_from, r.valid_to, r.observed_from, r.observed_to,
       CASE r.world WHEN '' THEN 'actual' ELSE r.world END AS world,
       r.source, r.locator, r.grade, r.note,
       coalesce((SELECT c.status FROM status_change c WHERE c.statement = s.id
                 ORDER BY c.changed_at DESC, c.id DESC LIMIT 1), s.status) AS status,
       strftime('%Y-%m-%dT%H:%M:%SZ', s.recorded_at, 'unixepoch') AS recorded_at,
       g.recorded_by, s.supersedes
FROM statement s
JOIN pack_row r ON r.id = s.row
JOIN property p ON p.id = s.property
JOIN tbl t ON t.id = s.tbl
JOIN recording g ON g.id = s.recording;
)sql"},
                                     {R"sql(
-- What each act of writing wrote, to find damage: see checksum.h. `sum` is an unsigned number.
CREATE TABLE recording_sum(
  recording INTEGER NOT NULL REFERENCES recording(id),
  tbl TEXT NOT NULL,
  rows INTEGER NOT NULL,
  sum INTEGER NOT NULL,
  columns INTEGER NOT NULL,
  PRIMARY KEY (recording, tbl)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER recording_sum_no_UPDATE BEFORE UPDATE ON recording_sum BEGIN
  SELECT RAISE(ABORT, 'the record is append-only'); END;
CREATE TRIGGER recording_sum_no_DELETE BEFORE DELETE ON recording_sum BEGIN
  SELECT RAISE(ABORT, 'the record is append-only'); END;
)sql"},
                                     {R"sql(
-- Statements wait to be accepted or rejected, and acts say so. SQLite cannot change a CHECK: the
-- table is made anew, with its triggers and the view that reads it.
DROP VIEW statements;
CREATE TABLE recording_of_any_act(
  id INTEGER PRIMARY KEY,  -- below zero: on a private layer
  what TEXT NOT NULL
    CHECK (what IN ('load', 'add', 'retract', 'propose', 'accept', 'reject', 'edit')),
  recorded_at INTEGER NOT NULL,  -- seconds since 1970, UTC
  recorded_by TEXT NOT NULL,
  pack TEXT NOT NULL,
  digest TEXT NOT NULL
) STRICT;
INSERT INTO recording_of_any_act SELECT * FROM recording;
DROP TABLE recording;
ALTER TABLE recording_of_any_act RENAME TO recording;
CREATE TRIGGER recording_no_UPDATE BEFORE UPDATE ON recording BEGIN
  SELECT RAISE(ABORT, 'the record is append-only'); END;
CREATE TRIGGER recording_no_DELETE BEFORE DELETE ON recording BEGIN
  SELECT RAISE(ABORT, 'the record is append-only'); END;
CREATE TRIGGER recording_no_REPLACE BEFORE INSERT ON recording
  WHEN EXISTS (SELECT 1 FROM recording WHERE id = new.id) BEGIN
  SELECT RAISE(ABORT, 'the record is append-only'); END;

-- What waits is found without reading what was accepted at once.
CREATE INDEX statement_proposed ON statement(recording) WHERE status = 'proposed';

-- Words of private layers have an index of their own: they must not rank or suggest public ones.
CREATE VIRTUAL TABLE found_private USING fts5(
  words, content = '', tokenize = 'unicode61 remove_diacritics 0');

CREATE VIEW statements AS
SELECT s.id AS number,
       r.row_id || '.' || p.name || CASE WHEN s.seq > 1 THEN '~' || s.seq ELSE '' END AS id,
       t.kind, r.entity, p.name AS property, s.text AS value, p.type, p.unit,
       r.valid_from, r.valid_to, r.observed_from, r.observed_to,
       CASE r.world WHEN '' THEN 'actual' ELSE r.world END AS world,
       r.source, r.locator, r.grade, r.note,
       coalesce((SELECT c.status FROM status_change c WHERE c.statement = s.id
                 ORDER BY c.changed_at DESC, c.id DESC LIMIT 1), s.status) AS status,
       strftime('%Y-%m-%dT%H:%M:%SZ', s.recorded_at, 'unixepoch') AS recorded_at,
       g.recorded_by, s.supersedes
FROM statement s
JOIN pack_row r ON r.id = s.row
JOIN property p ON p.id = s.property
JOIN tbl t ON t.id = s.tbl
JOIN recording g ON g.id = s.recording;
)sql"},
                                     {R"sql(
-- Words apart by what they stand in (src/record/word_index.h), and a vocabulary to guess from.
DROP TABLE found_word;
DROP TABLE found;
CREATE VIRTUAL TABLE found_name USING fts5(words, content = '', tokenize = 'ascii');
CREATE VIRTUAL TABLE found_title USING fts5(words, content = '', tokenize = 'ascii');
CREATE VIRTUAL TABLE found_text USING fts5(words, content = '', tokenize = 'ascii');
CREATE VIRTUAL TABLE found_row USING fts5(words, content = '', tokenize = 'ascii');

CREATE TABLE word(
  term TEXT PRIMARY KEY,      -- folded
  named INTEGER NOT NULL,     -- names and titles that hold it
  used INTEGER NOT NULL,      -- all texts that hold it
  sound TEXT NOT NULL,        -- see karwan/base/spelling.h; blank: none
  backwards TEXT NOT NULL,    -- the sound read backwards
  bones TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX word_by_sound ON word(length(sound), sound) WHERE sound <> '';
CREATE INDEX word_by_backwards ON word(length(backwards), backwards, sound) WHERE backwards <> '';
CREATE INDEX word_by_bones ON word(bones) WHERE bones <> '';
)sql",
                                      rebuild_word_index},
                                     {R"sql(
-- What is looked up by name and by reference (src/record/lookup.h). `layer` is the private layer of
-- the row, blank: public. What of it holds, the view decides.
CREATE TABLE name_key(
  layer TEXT NOT NULL,
  key TEXT NOT NULL,  -- folded
  entity TEXT NOT NULL,
  PRIMARY KEY (layer, key, entity)
) STRICT, WITHOUT ROWID;

CREATE TABLE reference(
  layer TEXT NOT NULL,
  key INTEGER NOT NULL,  -- a hash of the entity's id
  property INTEGER NOT NULL REFERENCES property(id),
  statement INTEGER NOT NULL REFERENCES statement(id),
  PRIMARY KEY (layer, key, property, statement)
) STRICT, WITHOUT ROWID;

CREATE INDEX pack_row_by_world ON pack_row(world) WHERE world <> '';
CREATE INDEX pack_row_by_source ON pack_row(source);
)sql",
                                      rebuild_lookups},
                                     {R"sql(
-- Rows of small tables, put together (src/record/kept_rows.h); no bytes: the table is not kept. The
-- next act of writing fills it.
CREATE TABLE kept_rows(
  tbl INTEGER PRIMARY KEY REFERENCES tbl(id),
  bytes BLOB NOT NULL
) STRICT;
)sql"}};

// The tables of facts, by the column that identifies a row of theirs.
struct guarded {
  char const* table;
  char const* key;
};
constexpr guarded kAppendOnly[] = {{"recording", "id"},    {"pack_load", "id"}, {"tbl", "id"},
                                   {"property", "id"},     {"pack_row", "id"},  {"statement", "id"},
                                   {"status_change", "id"}};

void forbid_changes(database& db) {
  for (auto const& [table, key] : kAppendOnly) {
    for (auto const* act : {"UPDATE", "DELETE"}) {
      db.run(fmt::format("CREATE TRIGGER {0}_no_{1} BEFORE {1} ON {0} BEGIN "
                         "SELECT RAISE(ABORT, 'the record is append-only'); END",
                         table, act)
                 .c_str());
    }
    // REPLACE deletes without asking the trigger above.
    db.run(fmt::format("CREATE TRIGGER {0}_no_REPLACE BEFORE INSERT ON {0} "
                       "WHEN EXISTS (SELECT 1 FROM {0} WHERE {1} = new.{1}) BEGIN "
                       "SELECT RAISE(ABORT, 'the record is append-only'); END",
                       table, key)
               .c_str());
  }
}

}  // namespace

void bring_up_to_date(database& db, bool may_change, std::int64_t to) {
  auto const application = db.integer("PRAGMA application_id");
  auto const version = db.integer("PRAGMA user_version");
  auto const newest = static_cast<std::int64_t>(std::size(kMigrations));
  auto const empty = db.integer("SELECT count(*) FROM sqlite_schema") == 0;
  if (application != kApplicationId && !(empty && application == 0)) {
    throw failure{{error_kind::bad_data, "the file is not a Karwan record", db.name(),
                   "Name another file with --db"}};
  }
  if (version > newest) {
    throw failure{
        {error_kind::bad_data,
         fmt::format("the record has schema {}, this program knows up to {}", version, newest),
         db.name(), "Use the newer program that made it"}};
  }
  if (version == newest) {
    return;
  }
  if (!may_change) {
    throw failure{{error_kind::bad_data, "the record is empty or of an older schema", db.name(),
                   "Load a pack into it: karwan pack load DIR --db FILE"}};
  }
  db.run("PRAGMA journal_mode = WAL");
  db.run("PRAGMA foreign_keys = OFF");  // a table that others refer to may be made anew
  transaction t{db};
  for (auto v = db.integer("PRAGMA user_version"); v < (to == 0 ? newest : to); ++v) {
    auto const& m = kMigrations[static_cast<std::size_t>(v)];
    db.run(m.sql);
    if (v == 0) {
      forbid_changes(db);
      db.run(fmt::format("PRAGMA application_id = {}", kApplicationId).c_str());
    }
    if (m.then != nullptr) {
      m.then(db);
    }
    db.run(fmt::format("PRAGMA user_version = {}", v + 1).c_str());
  }
  t.commit();
  db.run("PRAGMA foreign_keys = ON");
}

}  // namespace karwan::record
