#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>

// For the sums of what is written; Debian's library has it, its header hides it.
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include <sqlite3.h>

#include "karwan/base/error.h"

// A thin layer over SQLite's C API, for the record and for files of our own beside it. Every fault
// is thrown as a failure that names the file.
namespace karwan::record {

struct close_database {
  void operator()(sqlite3* db) const noexcept { sqlite3_close_v2(db); }
};

// Runs f, which gives a result; a failure thrown on the way becomes its error.
template <typename F>
auto as_result(F&& f) -> decltype(f()) {
  try {
    return f();
  } catch (failure const& e) {
    return tl::unexpected{e.what_failed};
  }
}

class database {
 public:
  // flags as of sqlite3_open_v2. `what`, of static lifetime: what the file is, for the texts of
  // faults.
  database(std::filesystem::path const& file, int flags, std::string_view what = "record");

  void run(char const* sql);  // statements without results
  std::int64_t integer(char const* sql);
  std::int64_t last_id() const noexcept { return sqlite3_last_insert_rowid(db_.get()); }
  sqlite3* raw() const noexcept { return db_.get(); }
  std::string const& name() const noexcept { return name_; }
  std::string_view what() const noexcept { return what_; }

 private:
  std::unique_ptr<sqlite3, close_database> db_;
  std::string name_;
  std::string_view what_;
};

[[noreturn]] void throw_sqlite(sqlite3*, std::string const& file, std::string_view what = "record");

// A pointer for a function of ours; `type` is a name that both sides know.
struct pointer_value {
  void* pointer;
  char const* type;
};

// Bytes to be bound as such, not as text.
struct blob {
  std::string_view bytes;
};

// A prepared statement, reusable. Text that it gives lives until the next step or reset.
class query {
 public:
  query(database const&, std::string_view sql);

  template <typename... Args>
  query& bind(Args&&... args) {
    static_assert(!(std::is_same_v<Args const, std::string const> || ...),
                  "a bound text has to live on");
    sqlite3_reset(q_.get());
    int i = 0;
    (bind_one(++i, args), ...);
    return *this;
  }
  bool step();  // true: a row is there
  void run() {  // for statements without results
    step();
    sqlite3_reset(q_.get());
  }
  void reset() noexcept { sqlite3_reset(q_.get()); }

  std::int64_t integer(int i) const noexcept { return sqlite3_column_int64(q_.get(), i); }
  double real(int i) const noexcept { return sqlite3_column_double(q_.get(), i); }
  std::string_view text(int i) const noexcept {
    auto const* t = reinterpret_cast<char const*>(sqlite3_column_text(q_.get(), i));
    return t == nullptr
               ? std::string_view{}
               : std::string_view{t, static_cast<std::size_t>(sqlite3_column_bytes(q_.get(), i))};
  }
  std::string_view bytes(int i) const noexcept {  // of a blob; lives as long as text
    auto const* b = static_cast<char const*>(sqlite3_column_blob(q_.get(), i));
    return b == nullptr
               ? std::string_view{}
               : std::string_view{b, static_cast<std::size_t>(sqlite3_column_bytes(q_.get(), i))};
  }
  sqlite3_value* value(int i) const noexcept { return sqlite3_column_value(q_.get(), i); }
  int columns() const noexcept { return sqlite3_column_count(q_.get()); }
  bool is_null(int i) const noexcept { return sqlite3_column_type(q_.get(), i) == SQLITE_NULL; }

 private:
  // Text is not copied: it must live until the statement is reset or has run.
  void bind_one(int i, std::string_view t) {
    sqlite3_bind_text(q_.get(), i, t.data() == nullptr ? "" : t.data(), static_cast<int>(t.size()),
                      SQLITE_STATIC);
  }
  void bind_one(int i, blob b) {
    sqlite3_bind_blob64(q_.get(), i, b.bytes.data() == nullptr ? "" : b.bytes.data(),
                        b.bytes.size(), SQLITE_STATIC);
  }
  void bind_one(int i, std::int64_t v) { sqlite3_bind_int64(q_.get(), i, v); }
  void bind_one(int i, pointer_value v) {
    sqlite3_bind_pointer(q_.get(), i, v.pointer, v.type, nullptr);
  }
  void bind_one(int i, std::nullptr_t) { sqlite3_bind_null(q_.get(), i); }

  struct finalize {
    void operator()(sqlite3_stmt* s) const noexcept { sqlite3_finalize(s); }
  };
  database const* db_;
  std::unique_ptr<sqlite3_stmt, finalize> q_;
};

// Rolls back unless committed.
class transaction {
 public:
  explicit transaction(database& db) : db_{&db} { db.run("BEGIN IMMEDIATE"); }
  transaction(transaction const&) = delete;
  transaction& operator=(transaction const&) = delete;
  ~transaction();
  void commit();

 private:
  database* db_;
};

// All questions while it lives see one moment of the file, and lock it once. Nothing where a
// transaction is open already.
class read_moment {
 public:
  explicit read_moment(database& db) : db_{sqlite3_get_autocommit(db.raw()) != 0 ? &db : nullptr} {
    if (db_ != nullptr) {
      db_->run("BEGIN");
    }
  }
  read_moment(read_moment const&) = delete;
  read_moment& operator=(read_moment const&) = delete;
  ~read_moment() {
    if (db_ != nullptr) {
      sqlite3_exec(db_->raw(), "COMMIT", nullptr, nullptr, nullptr);
    }
  }

 private:
  database* db_;
};

}  // namespace karwan::record
