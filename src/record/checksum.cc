#include "record/checksum.h"

#include <algorithm>
#include <cstring>
#include <string>

#include <fmt/format.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace karwan::record {
namespace {

// One row as bytes: per field a mark of its type, then its value, text with its length.
class row_bytes {
 public:
  void add(sqlite3_value* v) {
    switch (sqlite3_value_type(v)) {
      case SQLITE_NULL:
        bytes_ += 'n';
        return;
      case SQLITE_INTEGER:
        bytes_ += 'i';
        add(sqlite3_value_int64(v));
        return;
      default: {
        auto const* text = static_cast<char const*>(sqlite3_value_blob(v));
        auto const size = static_cast<std::size_t>(sqlite3_value_bytes(v));
        bytes_ += 't';
        add(static_cast<std::int64_t>(size));
        bytes_.append(text == nullptr ? "" : text, text == nullptr ? 0 : size);
      }
    }
  }
  std::uint64_t take() {
    auto const out = XXH3_64bits(bytes_.data(), bytes_.size());
    bytes_.clear();
    return out;
  }

 private:
  void add(std::int64_t n) {
    std::array<char, sizeof n> raw;
    std::memcpy(raw.data(), &n, sizeof n);
    bytes_.append(raw.data(), raw.size());
  }
  std::string bytes_;
};

void on_change(void* keeper, sqlite3* db, int op, char const* /*schema*/, char const* table,
               sqlite3_int64 /*before*/, sqlite3_int64 /*after*/) {
  auto const at = std::ranges::find(kSummedTables, std::string_view{table});
  if (op != SQLITE_INSERT || at == kSummedTables.end()) {
    return;
  }
  thread_local row_bytes row;
  auto const columns = sqlite3_preupdate_count(db);
  for (int i = 0; i < columns; ++i) {
    sqlite3_value* v = nullptr;
    sqlite3_preupdate_new(db, i, &v);
    row.add(v);
  }
  static_cast<sum_keeper*>(keeper)->add(static_cast<std::size_t>(at - kSummedTables.begin()),
                                        row.take(), columns);
}

}  // namespace

sum_keeper::sum_keeper(database& db) : db_{&db} {
  sqlite3_preupdate_hook(db.raw(), on_change, this);
}

sum_keeper::~sum_keeper() {
  sqlite3_preupdate_hook(db_->raw(), nullptr, nullptr);
}

void sum_keeper::add(std::size_t table, std::uint64_t hash, std::int64_t columns) {
  auto& s = sums_[table];
  ++s.rows;
  s.sum += hash;
  s.columns = columns;
}

void sum_keeper::note(std::int64_t recording) {
  query q{*db_, "INSERT INTO recording_sum(recording, tbl, rows, sum, columns) VALUES (?,?,?,?,?)"};
  for (std::size_t t = 0; t < kSummedTables.size(); ++t) {
    if (auto const& s = sums_[t]; s.rows != 0) {
      q.bind(recording, kSummedTables[t], s.rows, static_cast<std::int64_t>(s.sum), s.columns)
          .run();
    }
  }
  begin();
}

written_sums noted_sums(database const& db) {
  written_sums out;
  query q{db, "SELECT recording, tbl, rows, sum, columns FROM recording_sum"};
  while (q.step()) {
    auto const at = std::ranges::find(kSummedTables, q.text(1)) - kSummedTables.begin();
    out[{q.integer(0), static_cast<std::size_t>(at)}] = {
        q.integer(2), static_cast<std::uint64_t>(q.integer(3)), q.integer(4)};
  }
  return out;
}

written_sums found_sums(database const& db, written_sums const& noted) {
  written_sums out;
  row_bytes row;
  for (std::size_t t = 0; t < kSummedTables.size(); ++t) {
    auto const recording = kSummedTables[t] == "recording" ? "id" : "recording";
    query q{db, fmt::format("SELECT {}, * FROM {}", recording, kSummedTables[t])};
    while (q.step()) {
      auto const key = std::pair{q.integer(0), t};
      // A row of an act that noted nothing for its table was not written by it, unless the act is
      // older than the sums.
      auto const it = noted.find(key);
      auto const known = it != noted.end();
      if (!known && !noted.contains({key.first, 0})) {
        continue;
      }
      auto const columns = known ? it->second.columns : q.columns() - 1;
      for (int i = 1; i <= columns; ++i) {
        row.add(q.value(i));
      }
      auto& s = out[key];
      ++s.rows;
      s.sum += row.take();
      s.columns = columns;
    }
  }
  return out;
}

}  // namespace karwan::record
