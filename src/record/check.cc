// Is a file whole? Structure first: where SQLite cannot follow it, sums would only repeat that.
#include <map>

#include <fmt/format.h>

#include "karwan/record/maintain.h"
#include "record/checksum.h"
#include "record/kept_rows.h"
#include "record/schema.h"
#include "record/values.h"

namespace karwan::record {
namespace {

constexpr int kMostFaults = 20;  // of one kind: a torn file has thousands

void check_structure(database const& db, check_report& report) {
  query q{db, fmt::format("PRAGMA integrity_check({})", kMostFaults)};
  while (q.step()) {
    if (q.text(0) != "ok") {
      report.found.push_back({"structure of the file", std::string{q.text(0)}});
    }
  }
}

// Tables, triggers and views are what the migrations make, to the letter.
void check_schema(database const& db, check_report& report) {
  auto const read = [](database const& from) {
    std::map<std::string, std::string, std::less<>> out;
    query q{from, "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema"};
    while (q.step()) {
      out.emplace(q.text(0), q.text(1));
    }
    return out;
  };
  database fresh{":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE};
  bring_up_to_date(fresh, true);
  auto const wanted = read(fresh);
  auto const found = read(db);
  for (auto const& [name, sql] : wanted) {
    auto const it = found.find(name);
    if (it == found.end()) {
      report.found.push_back({name, "it is missing"});
    } else if (it->second != sql) {
      report.found.push_back({name, "its definition is not the one that this schema has"});
    }
  }
  for (auto const& [name, sql] : found) {
    if (!wanted.contains(name) && !name.ends_with("sqlite_stat1") &&
        !name.ends_with("sqlite_stat4")) {
      report.found.push_back({name, "this schema has nothing of that name"});
    }
  }
}

// The names of tables and columns belong to no act of writing: the dictionary knows them.
void check_names(database const& db, check_report& report) {
  query q{db,
          "SELECT t.name, t.kind, p.name, p.type, p.unit FROM tbl t "
          "LEFT JOIN property p ON p.tbl = t.id"};
  while (q.step()) {
    auto const t = find_table(q.text(0));
    auto const known_table = t && tables()[**t].kind == q.text(1);
    auto const p = known_table ? find_property(*t, q.text(2)) : std::nullopt;
    auto const known =
        p && name_of(column_of(*p).type) == q.text(3) && column_of(*p).unit == q.text(4);
    if (!known && !(known_table && q.is_null(2))) {
      report.found.push_back({fmt::format("column {} of table {}", q.text(2), q.text(0)),
                              "the dictionary of this program has it otherwise"});
    }
  }
}

void check_references(database const& db, check_report& report) {
  query q{db, "PRAGMA foreign_key_check"};
  for (int n = 0; n < kMostFaults && q.step(); ++n) {
    report.found.push_back({std::string{q.text(0)},
                            fmt::format("a row names a row of {} that is not there", q.text(2))});
  }
}

std::string act_of(database const& db, std::int64_t recording) {
  query q{db,
          "SELECT what, recorded_by, strftime('%Y-%m-%d %H:%M', recorded_at, 'unixepoch') "
          "FROM recording WHERE id = ?1"};
  return q.bind(recording).step() ? fmt::format("recording {} ({} by {}, {})", recording, q.text(0),
                                                q.text(1), q.text(2))
                                  : fmt::format("recording {}", recording);
}

void check_sums(database const& db, check_report& report) {
  auto const noted = noted_sums(db);
  auto const found = found_sums(db, noted);
  auto const damaged = [&](auto const& key, std::string text) {
    report.found.push_back(
        {fmt::format("{} of {}", kSummedTables[key.second], act_of(db, key.first)),
         std::move(text)});
  };
  for (auto const& [key, was] : noted) {
    auto const it = found.find(key);
    auto const is = it == found.end() ? written_sum{} : it->second;
    if (is.rows != was.rows) {
      damaged(key, fmt::format("{} rows were written, {} are there", was.rows, is.rows));
    } else if (is != was) {
      damaged(key, fmt::format("a value in its {} row{} is not what was written", was.rows,
                               was.rows == 1 ? "" : "s"));
    }
  }
  for (auto const& [key, is] : found) {
    if (!noted.contains(key)) {
      damaged(key, fmt::format("no row was written, {} are there", is.rows));
    }
  }
}

void check_kept(std::filesystem::path const& file, check_report& report) {
  store::impl s{file, store::mode::read};
  read_moment const one_state{s.db};
  for (auto const& table : wrongly_kept(s)) {
    report.found.push_back(
        {fmt::format("kept rows of table {}", table), "they are not what its statements say"});
  }
}

void count(database& db, check_report& report) {
  report.recordings = db.integer("SELECT count(*) FROM recording");
  report.rows = db.integer("SELECT count(*) FROM pack_row");
  report.statements = db.integer("SELECT count(*) FROM statement");
  report.unsummed = db.integer(
      "SELECT count(*) FROM recording WHERE id NOT IN (SELECT recording FROM recording_sum)");
}

database open_record(std::filesystem::path const& file) {
  std::error_code code;
  if (!std::filesystem::is_regular_file(file, code)) {
    throw failure{{error_kind::unavailable, "there is no record here", file.string(),
                   "Name its file with --db"}};
  }
  return database{file, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX};
}

void check_all(std::filesystem::path const& file, database& db, check_report& report) {
  try {
    db.run("BEGIN");  // one state of the record, whatever others write
    check_structure(db, report);
    if (report.found.empty()) {
      check_schema(db, report);
    }
    if (report.found.empty()) {
      check_names(db, report);
      check_references(db, report);
      check_sums(db, report);
      count(db, report);
    }
    db.run("COMMIT");
    if (report.found.empty()) {
      check_kept(file, report);
    }
  } catch (failure const& f) {
    if (f.what_failed.kind != error_kind::bad_data) {
      throw;
    }
    report.found.push_back({"structure of the file", f.what_failed.text});
  }
}

}  // namespace

result<check_report> check(std::filesystem::path const& file) {
  return as_result([&]() -> result<check_report> {
    check_report report;
    auto db = open_record(file);
    try {
      db.integer("SELECT count(*) FROM sqlite_schema");
    } catch (failure const& f) {
      report.found.push_back({"structure of the file", f.what_failed.text});
      return report;
    }
    bring_up_to_date(db, false);
    check_all(file, db, report);
    return report;
  });
}

}  // namespace karwan::record
