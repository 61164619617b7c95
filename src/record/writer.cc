#include "record/writer.h"

#include "karwan/base/digest.h"
#include "record/kept_rows.h"
#include "record/pack_reader.h"
#include "record/values.h"

namespace karwan::record {
namespace {

database& writable(store::impl& s) {
  if (s.how != store::mode::write) {
    throw failure{{error_kind::internal, "the record was opened for reading", s.db.name(), {}}};
  }
  return s.db;
}

property_ix property_of(table_ix t, std::size_t column) {
  return property_ix{static_cast<std::uint16_t>(*first_property(t) + column)};
}

}  // namespace

// Settings of the connection while much is written.
struct writer::bulk_mode {
  explicit bulk_mode(database& of) : db{of} {
    ask(0);
    db.run("PRAGMA cache_size = -98304");  // KiB
  }

  void ask(int on) const noexcept {
    sqlite3_db_config(db.raw(), SQLITE_DBCONFIG_ENABLE_TRIGGER, on, nullptr);
    sqlite3_db_config(db.raw(), SQLITE_DBCONFIG_ENABLE_FKEY, on, nullptr);
  }

  database& db;
};

void writer::leave_bulk_mode::operator()(bulk_mode* b) const noexcept {
  b->ask(1);
  sqlite3_exec(b->db.raw(), "PRAGMA cache_size = -2000", nullptr, nullptr, nullptr);
  delete b;
}

writer::writer(store::impl& s, act const& a, manner how) : writer{s, how} {
  begin(a);
}

writer::writer(store::impl& s, manner how)
    : s_{s},
      bulk_{how == manner::bulk ? new bulk_mode{writable(s)} : nullptr},
      transaction_{writable(s)},
      touched_(tables().size()),
      row_{s.db,
           "INSERT INTO pack_row(id, tbl, row_id, version, entity, pack, world, valid_from, "
           "valid_to, observed_from, observed_to, grade, source, locator, note, recorded_at, "
           "born_at, recording) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"},
      statement_{s.db,
                 "INSERT INTO statement(tbl, row, property, seq, id, text, supersedes, status, "
                 "recorded_at, recording) VALUES (?,?,?,?,?,?,nullif(?,0),?,?,?)"},
      change_{s.db,
              "INSERT INTO status_change(statement, status, changed_at, reason, recording) "
              "VALUES (?,?,?,?,?)"},
      table_of_{s.db, "SELECT tbl FROM statement WHERE id = ?1"},
      words_{s.db},
      private_words_{s.db, "INSERT INTO found_private(rowid, words) VALUES (?,?)"},
      row_words_{s.db, "SELECT 1 FROM found_row WHERE rowid = ?1"},
      lookups_{s.db, how == manner::bulk} {
  s_.refresh();
  next_row_ = s.db.integer("SELECT coalesce(max(id), 0) FROM pack_row") + 1;
  next_statement_ = s.db.integer("SELECT coalesce(max(id), 0) FROM statement") + 1;
  name_tables();
}

void writer::begin(act const& a) {
  if (recording_ != 0) {
    s_.sums->note(recording_);
  }
  s_.sums->begin();
  // Acts on private layers are numbered from -1 downwards in a chain of their own: the version of
  // what is public does not know of them.
  auto const step = layer_of(a.pack) ? -1 : 1;
  auto const before =
      s_.db.integer(step < 0 ? "SELECT min(0, coalesce(min(id), 0)) FROM recording"
                             : "SELECT max(0, coalesce(max(id), 0)) FROM recording");
  query last{s_.db, "SELECT digest FROM recording WHERE id = ?1"};
  auto const chain = last.bind(before).step() ? std::string{last.text(0)} : std::string{};
  last.reset();
  recording_ = before + step;
  query q{s_.db,
          "INSERT INTO recording(id, what, recorded_at, recorded_by, pack, digest) "
          "VALUES (?,?,?,?,?,?)"};
  auto const digest = sha256(chain + "\n" + std::string{a.what} + "\n" + to_string(a.at) + "\n" +
                             a.by + "\n" + a.content);
  q.bind(recording_, a.what, seconds_of(a.at), a.by, a.pack, digest).run();
}

// The dictionary's tables and columns get their numbers in this file.
void writer::name_tables() {
  query find_table_number{s_.db, "SELECT id FROM tbl WHERE name = ?1"};
  query add_table{s_.db, "INSERT INTO tbl(name, kind) VALUES (?1, ?2)"};
  query find_number{s_.db, "SELECT id FROM property WHERE tbl = ?1 AND name = ?2"};
  query add{s_.db, "INSERT INTO property(tbl, name, type, unit) VALUES (?1, ?2, ?3, ?4)"};
  auto something_new = false;
  for (std::size_t t = 0; t < tables().size(); ++t) {
    auto const& table = tables()[t];
    auto const known = find_table_number.bind(table.name).step();
    auto number = known ? find_table_number.integer(0) : 0;
    find_table_number.reset();
    if (!known) {
      add_table.bind(table.name, table.kind).run();
      number = s_.db.last_id();
      something_new = true;
    }
    s_.table_numbers[t] = number;
    auto& numbers = property_numbers_.emplace_back();
    for (auto const& c : table.columns) {
      if (find_number.bind(number, c.name).step()) {
        numbers.push_back(find_number.integer(0));
      } else {
        add.bind(number, c.name, name_of(c.type), c.unit).run();
        numbers.push_back(s_.db.last_id());
        something_new = true;
      }
      find_number.reset();
    }
  }
  if (something_new) {
    s_.load_dictionary();
  }
}

std::int64_t writer::property_number(table_ix t, std::size_t column) {
  return property_numbers_[*t][column];
}

std::int64_t writer::add_row(table_ix t, pack_row const& r, std::string const& pack,
                             std::int64_t version, std::int64_t born_at) {
  touched_[*t] = true;
  auto const& c = r.shared;
  row_.bind(next_row_, s_.table_numbers[*t], r.row_id, version, r.entity, pack, c[0], c[1], c[2],
            c[3], c[4], c[5], c[6], c[7], c[8], c[9], born_at, recording_)
      .run();
  new_row_ = next_row_;
  return next_row_++;
}

std::int64_t writer::insert(statement_place const& p, std::string_view text,
                            std::int64_t recorded_at, pack_row const& of) {
  auto const id = next_statement_++;
  touched_[*p.table] = true;
  statement_
      .bind(s_.table_numbers[*p.table], p.row, property_number(p.table, p.column), p.seq, id, text,
            p.supersedes, std::string_view{p.proposed ? "proposed" : "accepted"}, recorded_at,
            recording_)
      .run();
  lookups_.add_references(layer_of(of.at(common::world)).value_or(""),
                          property_of(p.table, p.column), property_number(p.table, p.column), id,
                          text);
  return id;
}

bool writer::has_row_words(std::int64_t row) {
  auto const has = row_words_.bind(row).step();
  row_words_.reset();
  return has;
}

void writer::index_words(statement_ref const& s, std::string_view words,
                         std::string_view common_words) {
  if (!words.empty()) {
    auto const& table = tables()[*s.table];
    words_.add(*class_of(table, table.columns[s.column]), s.id, words);
  }
  if (new_row_ == s.row) {  // entity and note are found by the row, which has them for good
    new_row_ = 0;
    words_.add(text_class::row, s.row, common_words);
  }
}

// Entity and note are found with the first statement of a row.
void writer::index_private(statement_ref const& s, std::string_view words,
                           std::string_view common_words) {
  std::string all{words};
  if (row_in_private_ != s.row && !common_words.empty()) {
    row_in_private_ = s.row;
    all += all.empty() ? "" : " ";
    all += common_words;
  }
  if (!all.empty()) {
    private_words_.bind(s.id, all).run();
  }
}

void writer::index(std::int64_t statement, table_ix t, std::size_t column, std::string_view text,
                   std::int64_t row, pack_row const& of) {
  auto const& table = tables()[*t];
  auto const words = words_of(table, table.columns[column], text);
  statement_ref const s{t, column, statement, row};
  auto const layer = layer_of(of.at(common::world));
  lookups_.add_name(layer.value_or(""), property_of(t, column), text, of.entity);
  if (layer) {
    index_private(s, words, common_words_of(table, of));
    return;
  }
  if (new_row_ != row && !has_row_words(row)) {  // it was proposed by an earlier act
    new_row_ = row;
  }
  index_words(s, words, common_words_of(table, of));
}

std::int64_t writer::add_statement(statement_place const& p, std::string_view text,
                                   std::int64_t recorded_at, pack_row const& of) {
  auto const id = insert(p, text, recorded_at, of);
  if (!p.proposed) {
    index(id, p.table, p.column, text, p.row, of);
  }
  return id;
}

std::int64_t writer::add_statement(statement_place const& p, std::string_view text,
                                   std::int64_t recorded_at, pack_row const& of,
                                   known_words const& words) {
  auto const id = insert(p, text, recorded_at, of);
  if (!p.proposed) {
    lookups_.add_name({}, property_of(p.table, p.column), text, of.entity);
    index_words({p.table, p.column, id, p.row}, words.of_text, words.of_row);
  }
  return id;
}

void writer::change(std::int64_t statement, std::string_view status, std::int64_t at,
                    std::string_view reason) {
  change_.bind(statement, status, at, reason, recording_).run();
  touch_table_of(statement);
  s_.statuses.forget();
}

void writer::touch_table_of(std::int64_t statement) {
  if (table_of_.bind(statement).step()) {
    auto const t = s_.tables[static_cast<std::size_t>(table_of_.integer(0))];
    touched_[**t] = true;
  }
  table_of_.reset();
}

void writer::commit() {
  words_.flush();
  lookups_.flush();
  s_.statuses.forget();
  keep_rows(s_, touched_);
  s_.sums->note(recording_);
  transaction_.commit();
  s_.loaded_at = {-1, 1};  // what was read on the way knows nothing of this act's changes
  s_.refresh();
}

}  // namespace karwan::record
