// Copies of a record, and the way back. A file takes its name only when it is whole and on the
// disk.
#include <fmt/format.h>

#include <fcntl.h>
#include <unistd.h>

#include "karwan/record/maintain.h"
#include "karwan/record/sqlite.h"
#include "record/schema.h"

namespace karwan::record {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void throw_unwritable(fs::path const& file, std::error_code const& code) {
  throw failure{{error_kind::unavailable, "the file cannot be written (" + code.message() + ")",
                 file.string(), "Check the folder, its permissions and the space on the disk"}};
}

// Removes a file unless it was given its name.
class part_file {
 public:
  explicit part_file(fs::path const& wanted) : wanted_{wanted}, part_{wanted.string() + ".part"} {
    remove();
  }
  part_file(part_file const&) = delete;
  part_file& operator=(part_file const&) = delete;
  ~part_file() { remove(); }

  fs::path const& path() const { return part_; }
  void take_name() {
    flush(part_);
    std::error_code code;
    fs::rename(part_, wanted_, code);
    if (code) {
      throw_unwritable(wanted_, code);
    }
    flush(wanted_.has_parent_path() ? wanted_.parent_path() : fs::path{"."});
  }

 private:
  void remove() const {
    std::error_code code;
    for (auto const* end : {"", "-journal", "-wal", "-shm"}) {
      fs::remove(part_.string() + end, code);
    }
  }
  static void flush(fs::path const& file) {
    auto const fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    auto const ok = fd >= 0 && ::fsync(fd) == 0;
    auto const reason = std::error_code{errno, std::generic_category()};
    if (fd >= 0) {
      ::close(fd);
    }
    if (!ok) {
      throw_unwritable(file, reason);
    }
  }

  fs::path wanted_, part_;
};

// The whole database at one moment, page by page, as a single file without a log.
void copy_pages(database const& from, fs::path const& to) {
  database copy{to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE};
  struct finish {
    void operator()(sqlite3_backup* b) const noexcept { sqlite3_backup_finish(b); }
  };
  std::unique_ptr<sqlite3_backup, finish> b{
      sqlite3_backup_init(copy.raw(), "main", from.raw(), "main")};
  if (!b) {
    throw_sqlite(copy.raw(), to.string());
  }
  auto const code = sqlite3_backup_step(b.get(), -1);
  b.reset();
  if (code != SQLITE_DONE) {
    throw_sqlite(copy.raw(), to.string());
  }
  copy.run("PRAGMA journal_mode = DELETE");
}

void require_sound(fs::path const& file, fs::path const& shown) {
  auto const report = value_or_throw(check(file));
  if (!report.found.empty()) {
    auto const& first = report.found.front();
    throw failure{{error_kind::bad_data,
                   fmt::format("it is damaged: {}: {}{}", first.place, first.text,
                               report.found.size() > 1
                                   ? fmt::format(" (and {} more)", report.found.size() - 1)
                                   : std::string{}),
                   shown.string(), "Take an older copy: karwan restore COPY"}};
  }
}

copy_report describe(fs::path const& file) {
  auto const s = value_or_throw(store::open(file, store::mode::read));
  return {file, {}, s.version(), static_cast<std::int64_t>(fs::file_size(file))};
}

fs::path file_for(fs::path const& record, fs::path const& to) {
  std::error_code code;
  if (!fs::is_directory(to, code)) {
    return to;
  }
  auto const s = value_or_throw(store::open(record, store::mode::read));
  return to / fmt::format("{}-{}.db", record.stem().string(), s.version());
}

// Nobody else has the file open while this lives. A file too damaged to be locked is in nobody's
// use.
class sole_use {
 public:
  explicit sole_use(fs::path const& file) {
    std::error_code code;
    if (!fs::exists(file, code)) {
      return;
    }
    try {
      db_.emplace(file, SQLITE_OPEN_READWRITE);
      db_->run("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
    } catch (failure const& f) {
      if (f.what_failed.kind != error_kind::bad_data) {
        throw failure{{error_kind::unavailable, "the record is in use", file.string(),
                       "Stop what reads or writes it, for example karwan serve, and try again"}};
      }
    }
  }

 private:
  std::optional<database> db_;
};

fs::path free_name(fs::path const& record) {
  for (int n = 1;; ++n) {
    auto name = fs::path{fmt::format("{}.before-restore-{}", record.string(), n)};
    if (!fs::exists(name)) {
      return name;
    }
  }
}

// The log belongs to the file: what it holds and the file does not was acknowledged too.
void set_aside(fs::path const& record, fs::path const& as) {
  for (auto const* end : {"-wal", "-shm", ""}) {
    std::error_code code;
    auto const file = fs::path{record.string() + end};
    if (fs::exists(file, code)) {
      fs::rename(file, as.string() + end, code);
      if (code) {
        throw_unwritable(file, code);
      }
    }
  }
}

}  // namespace

result<copy_report> backup(fs::path const& record, fs::path const& to) {
  return as_result([&]() -> result<copy_report> {
    auto const file = file_for(record, to);
    std::error_code code;
    if (fs::equivalent(record, file, code)) {
      return fail(error_kind::bad_input, "a record is not its own copy", file.string(),
                  "Name another file");
    }
    part_file part{file};
    {
      value_or_throw(store::open(record, store::mode::read));  // it is ours, and of a known schema
      database const from{record, SQLITE_OPEN_READONLY};
      copy_pages(from, part.path());
    }
    require_sound(part.path(), record);
    part.take_name();
    return describe(file);
  });
}

result<copy_report> restore(fs::path const& copy, fs::path const& record) {
  return as_result([&]() -> result<copy_report> {
    std::error_code code;
    if (fs::equivalent(record, copy, code)) {
      return fail(error_kind::bad_input, "the copy is the record itself", copy.string(),
                  "Name a copy made by karwan backup");
    }
    require_sound(copy, copy);
    part_file part{record};
    {
      database const from{copy, SQLITE_OPEN_READONLY};
      copy_pages(from, part.path());
      database made{part.path(), SQLITE_OPEN_READWRITE};
      made.run("PRAGMA journal_mode = WAL");
    }
    fs::path aside;
    {
      sole_use const alone{record};
      if (fs::exists(record, code)) {
        aside = free_name(record);
        set_aside(record, aside);
      }
      part.take_name();
    }
    auto report = describe(record);
    report.set_aside = aside;
    return report;
  });
}

}  // namespace karwan::record
