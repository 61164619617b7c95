#include "karwan/record/sqlite.h"

#include <fmt/format.h>

namespace karwan::record {
namespace {

error error_of(int code, std::string const& text, std::string const& file, std::string_view what) {
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {error_kind::unavailable, fmt::format("another program is writing to the {}", what),
              file, "Try again when it has finished"};
    case SQLITE_FULL:
    case SQLITE_IOERR:
      return {error_kind::unavailable,
              fmt::format("the {} cannot be written or read ({})", what, text), file,
              "Free space on the disk and try again; nothing was changed"};
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      return {error_kind::unavailable, fmt::format("the {} cannot be opened ({})", what, text),
              file, "Check the path and its permissions, or name another file with --db"};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {error_kind::bad_data,
              fmt::format("the {0} is damaged or not a Karwan {0} ({1})", what, text), file,
              "Restore it from a copy, or load the pack into a new file with --db"};
    default:
      return {error_kind::internal, "SQLite: " + text, file, {}};
  }
}

}  // namespace

void throw_sqlite(sqlite3* db, std::string const& file, std::string_view what) {
  throw failure{error_of(sqlite3_extended_errcode(db), sqlite3_errmsg(db), file, what)};
}

database::database(std::filesystem::path const& file, int flags, std::string_view what)
    : name_{file.string()}, what_{what} {
  sqlite3* db = nullptr;
  auto const code = sqlite3_open_v2(name_.c_str(), &db, flags, nullptr);
  db_.reset(db);
  if (code != SQLITE_OK) {
    throw_sqlite(db, name_, what_);
  }
}

void database::run(char const* sql) {
  if (sqlite3_exec(db_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    throw_sqlite(db_.get(), name_, what_);
  }
}

std::int64_t database::integer(char const* sql) {
  query q{*this, sql};
  return q.step() ? q.integer(0) : 0;
}

query::query(database const& db, std::string_view sql) : db_{&db} {
  sqlite3_stmt* s = nullptr;
  auto const code = sqlite3_prepare_v3(db.raw(), sql.data(), static_cast<int>(sql.size()),
                                       SQLITE_PREPARE_PERSISTENT, &s, nullptr);
  q_.reset(s);
  if (code != SQLITE_OK) {
    throw_sqlite(db.raw(), db.name(), db.what());
  }
}

bool query::step() {
  auto const code = sqlite3_step(q_.get());
  if (code == SQLITE_ROW) {
    return true;
  }
  if (code == SQLITE_DONE) {
    return false;
  }
  auto what = error_of(sqlite3_extended_errcode(db_->raw()), sqlite3_errmsg(db_->raw()),
                       db_->name(), db_->what());
  sqlite3_reset(q_.get());  // a failed statement must not hold its lock
  throw failure{std::move(what)};
}

transaction::~transaction() {
  if (db_ != nullptr) {
    sqlite3_exec(db_->raw(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
}

void transaction::commit() {
  db_->run("COMMIT");
  db_ = nullptr;
}

}  // namespace karwan::record
