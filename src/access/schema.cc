#include "access/schema.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include <fmt/format.h>

namespace karwan::access {
namespace {

constexpr int kApplication = 0x4b525741;  // KRWA
constexpr int kSchema = 1;

// Times are seconds since 1970. Of secrets only digests, of passwords only Argon2id's hashes.
constexpr auto kTables = R"(
CREATE TABLE account(
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, role TEXT NOT NULL, password TEXT NOT NULL,
  disabled INTEGER NOT NULL DEFAULT 0, made_at INTEGER NOT NULL) STRICT;
CREATE TABLE session(
  digest TEXT PRIMARY KEY, account INTEGER NOT NULL REFERENCES account, made_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE token(
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, digest TEXT NOT NULL UNIQUE,
  account INTEGER NOT NULL REFERENCES account, label TEXT NOT NULL, scopes TEXT NOT NULL,
  made_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
  revoked INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE failure(
  subject TEXT PRIMARY KEY, count INTEGER NOT NULL, last_at INTEGER NOT NULL,
  free_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE audit(
  number INTEGER PRIMARY KEY, at INTEGER NOT NULL, by TEXT NOT NULL, address TEXT NOT NULL,
  act TEXT NOT NULL, object TEXT NOT NULL, outcome TEXT NOT NULL) STRICT;
CREATE INDEX audit_by ON audit(by, act, at);
CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
  BEGIN SELECT raise(ABORT, 'the log is only added to'); END;
CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
  BEGIN SELECT raise(ABORT, 'the log is only added to'); END;
CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit
  WHEN EXISTS (SELECT 1 FROM audit WHERE number = new.number)
  BEGIN SELECT raise(ABORT, 'the log is only added to'); END;
)";

constexpr int kOwnerAlone = 0600;

}  // namespace

void make_file(std::filesystem::path const& file) {
  int const fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, kOwnerAlone);
  if (fd >= 0) {
    ::close(fd);
  } else if (errno != EEXIST) {
    refuse(error_kind::unavailable,
           fmt::format("the file of accounts cannot be made ({})", std::strerror(errno)),
           file.string(), "Check the folder and its permissions");
  }
}

void check_mode(std::filesystem::path const& file) {
  using std::filesystem::perms;
  auto const mode = std::filesystem::status(file).permissions();
  if ((mode & (perms::group_all | perms::others_all)) != perms::none) {
    refuse(error_kind::bad_data, "others may read or write the file of accounts", file.string(),
           "Find out since when, then let only its owner: chmod 600");
  }
}

void ready_schema(record::database& db) {
  auto const version = db.integer("PRAGMA user_version");
  auto const application = db.integer("PRAGMA application_id");
  if (version == kSchema && application == kApplication) {
    return;
  }
  if (version != 0 || application != 0 || db.integer("SELECT count(*) FROM sqlite_schema") != 0) {
    refuse(error_kind::bad_data,
           application == kApplication ? "the file of accounts is of a newer program"
                                       : "it is no file of accounts",
           db.name(), "Use a newer program, or move the file away and add the accounts anew");
  }
  record::transaction t{db};
  if (db.integer("PRAGMA user_version") == 0) {  // nobody else made it meanwhile
    db.run(kTables);
    db.run(
        fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}", kApplication, kSchema)
            .c_str());
  }
  t.commit();
}

}  // namespace karwan::access
