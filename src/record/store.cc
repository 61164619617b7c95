#include "karwan/record/store.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include <fmt/format.h>
#include <unistd.h>

#include "karwan/base/text.h"
#include "karwan/record/statement.h"
#include "record/schema.h"
#include "record/statement_name.h"
#include "record/store_impl.h"

namespace karwan::record {
namespace {

constexpr int kBusyMs = 5000;

int flags_of(store::mode how) {
  // A store belongs to one thread: locking each call would cost a fifth of every scan.
  return SQLITE_OPEN_NOMUTEX |
         (how == store::mode::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                    : SQLITE_OPEN_READONLY);
}

void require_file(std::filesystem::path const& file, store::mode how) {
  std::error_code code;
  if (how == store::mode::read && !std::filesystem::exists(file, code)) {
    throw failure{{error_kind::unavailable, "there is no record here", file.string(),
                   "Load a pack first: karwan pack load DIR, or name its file with --db"}};
  }
  if (how == store::mode::write && file.has_parent_path()) {
    std::filesystem::create_directories(file.parent_path(), code);  // opening reports a failure
  }
}

// A log needs a file beside the record even to be read. Where we may not make one and there is
// none, nobody writes, and the file can be read as it stands.
bool is_beyond_writing(std::filesystem::path const& file, store::mode how) {
  auto const folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path{"."};
  std::error_code code;
  return how == store::mode::read && ::access(folder.c_str(), W_OK) != 0 &&
         !std::filesystem::exists(file.string() + "-wal", code);
}

std::string as_uri(std::filesystem::path const& file) {
  std::string out = "file:";
  for (auto const c : file.string()) {
    out += c == '%' || c == '?' || c == '#' ? fmt::format("%{:02X}", static_cast<unsigned>(c))
                                            : std::string(1, c);
  }
  return out + "?immutable=1";
}

database open_database(std::filesystem::path const& file, store::mode how) {
  require_file(file, how);
  auto const fixed = is_beyond_writing(file, how);
  database db{fixed ? std::filesystem::path{as_uri(file)} : file,
              flags_of(how) | (fixed ? SQLITE_OPEN_URI : 0)};
  sqlite3_busy_timeout(db.raw(), kBusyMs);
  db.run("PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA mmap_size = 268435456");
  bring_up_to_date(db, how == store::mode::write);
  return db;
}

std::string version_at(database& db, std::optional<instant> known_at) {
  query q{db,
          "SELECT id, digest FROM recording WHERE id > 0 AND recorded_at <= ?1 "
          "ORDER BY id DESC LIMIT 1"};
  q.bind(known_at ? seconds_of(*known_at) : std::numeric_limits<std::int64_t>::max());
  return q.step() ? fmt::format("{}-{}", q.integer(0), q.text(1).substr(0, 12)) : "0";
}

}  // namespace

store::impl::impl(std::filesystem::path const& file, mode m)
    : db{open_database(file, m)}, how{m}, q{db}, statuses{db} {
  if (how == mode::write) {
    sums.emplace(db);
  }
  refresh();
}

void store::impl::load_dictionary() {
  tables.clear();
  properties.clear();
  table_numbers.assign(record::tables().size(), 0);
  query t{db, "SELECT id, name FROM tbl ORDER BY id"};
  while (t.step()) {
    tables.resize(static_cast<std::size_t>(t.integer(0)) + 1);
    tables.back() = find_table(t.text(1));
    if (tables.back()) {
      table_numbers[**tables.back()] = t.integer(0);
    }
  }
  query p{db, "SELECT id, tbl, name FROM property ORDER BY id"};
  while (p.step()) {
    properties.resize(static_cast<std::size_t>(p.integer(0)) + 1);
    auto const table = tables[static_cast<std::size_t>(p.integer(1))];
    properties.back() = table ? find_property(*table, p.text(2)) : std::nullopt;
  }
}

void store::impl::refresh() {
  q.last_acts.bind().step();
  auto const now = std::pair{q.last_acts.integer(0), q.last_acts.integer(1)};
  q.last_acts.reset();
  if (now == loaded_at) {
    return;
  }
  load_dictionary();
  sources.clear();
  last_sources.reset();
  statuses.forget();
  public_rows_.reset();
  loaded_at = now;
}

std::int64_t store::impl::public_rows() {
  if (!public_rows_) {
    public_rows_ = db.integer(
        "SELECT coalesce(sum(rows), 0) FROM recording_sum WHERE tbl = 'pack_row' AND "
        "recording > 0");
  }
  return *public_rows_;
}

store::store(std::unique_ptr<impl> i) : impl_{std::move(i)} {}
store::store(store&&) noexcept = default;
store& store::operator=(store&&) noexcept = default;
store::~store() = default;

result<store> store::open(std::filesystem::path const& file, mode how) {
  return as_result([&]() -> result<store> { return store{std::make_unique<impl>(file, how)}; });
}

reading::reading(store const& s) {
  auto& impl = store_access::of(s);
  if (sqlite3_get_autocommit(impl.db.raw()) != 0) {
    impl.db.run("BEGIN");
    began_ = &impl;
  }
}

reading::~reading() {
  if (began_ != nullptr) {
    sqlite3_exec(began_->db.raw(), "COMMIT", nullptr, nullptr, nullptr);
  }
}

std::vector<row> store::rows(table_ix t, view_spec const& view) const {
  impl_->refresh();
  return read_rows(*impl_, table_rows{t}, view);
}

std::vector<row> store::rows_of(std::string_view entity, view_spec const& view) const {
  impl_->refresh();
  return read_rows(*impl_, entity_rows{entity}, view);
}

std::vector<row> store::rows_with(std::span<statement_ix const> statements,
                                  view_spec const& view) const {
  impl_->refresh();
  numbered_rows which;
  for (auto const s : statements) {
    auto& q = impl_->q.statement_place.bind(std::int64_t{*s});
    if (q.step()) {
      which.rows.push_back(q.integer(0));
    }
    q.reset();
  }
  std::ranges::sort(which.rows);
  auto const [end, last] = std::ranges::unique(which.rows);
  which.rows.erase(end, last);
  return read_rows(*impl_, which, view);
}

std::string store::id_of(statement_ix s) const {
  return statement_name(*impl_, std::int64_t{*s});
}

result<statement_ix> store::find_statement(std::string_view id) const {
  auto const unknown = [&] {
    return fail(error_kind::not_found, "there is no statement " + in_quotes(id), {},
                "Statement ids are ROW.COLUMN; karwan record show ENTITY lists them");
  };
  auto const dot = id.rfind('.');
  if (dot == std::string_view::npos) {
    return unknown();
  }
  auto column = id.substr(dot + 1);
  std::int64_t seq = 1;
  if (auto const tilde = column.find('~'); tilde != std::string_view::npos) {
    auto const digits = column.substr(tilde + 1);
    auto const [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), seq);
    if (code != std::errc{} || end != digits.data() + digits.size() || seq < 2) {
      return unknown();
    }
    column = column.substr(0, tilde);
  }
  return as_result([&]() -> result<statement_ix> {
    query q{impl_->db,
            "SELECT s.id, r.world FROM pack_row r "
            "JOIN statement s ON s.tbl = r.tbl AND s.row = r.id "
            "JOIN property p ON p.id = s.property "
            "WHERE r.row_id = ?1 AND p.name = ?2 AND s.seq = ?3"};
    if (!q.bind(id.substr(0, dot), column, seq).step()) {
      return unknown();
    }
    auto const ix = statement_ix{static_cast<std::uint32_t>(q.integer(0))};
    view_spec any;
    any.layers.emplace_back(layer_of(q.text(1)).value_or(""));
    any.supposed.push_back(ix);
    q.reset();
    // Whether a withheld statement is there is not told either.
    if (read_statements(*this, {&ix, 1}, any).empty()) {
      return unknown();
    }
    return ix;
  });
}

std::string store::version(std::vector<std::string> const& layers) const {
  view_spec all;
  all.layers = layers;
  return version(all);
}

std::string store::impl::version_now() {
  if (sqlite3_get_autocommit(db.raw()) == 0) {  // what is read now may be taken back
    return version_at(db, std::nullopt);
  }
  if (!changes_by_others) {
    changes_by_others.emplace(db, "PRAGMA data_version");
  }
  changes_by_others->bind();
  changes_by_others->step();
  std::pair const at{changes_by_others->integer(0),
                     std::int64_t{sqlite3_total_changes64(db.raw())}};
  changes_by_others->reset();
  if (at != read_at) {
    public_version = version_at(db, std::nullopt);
    read_at = at;
  }
  return public_version;
}

std::string store::version(view_spec const& view) const {
  auto const& layers = view.layers;
  auto out = view.known_at ? version_at(impl_->db, view.known_at) : impl_->version_now();
  if (!layers.empty()) {
    out += fmt::format("+{}",
                       -impl_->db.integer("SELECT min(0, coalesce(min(id), 0)) FROM recording"));
  }
  return out;
}

}  // namespace karwan::record
