#include "record/kept_rows.h"

#include <algorithm>
#include <cstring>
#include <type_traits>

#include <fmt/format.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "record/values.h"

namespace karwan::record {
namespace {

constexpr int kFormat = 1;  // to be raised when the bytes or their meaning change
// Larger tables are read cell by cell: to keep them again at each act of writing would cost more.
constexpr std::int64_t kMostStatements = 20'000;

// How the bytes begin: what they take for granted.
std::string const& ours() {
  static auto const start = [] {
    auto all = fmt::format("{}\n", kFormat);
    for (auto const& t : tables()) {
      all += fmt::format("{}|{}|{}\n", t.name, t.kind, t.shown_if);
      for (auto const& c : t.columns) {
        all += fmt::format("{}|{}|{}\n", c.name, name_of(c.type), c.list);
      }
    }
    auto const sum = XXH3_64bits(all.data(), all.size());
    return std::string{reinterpret_cast<char const*>(&sum), sizeof sum};
  }();
  return start;
}

bool is_ours(std::string_view bytes) {
  return bytes.starts_with(ours());
}

bool has_value(column const& c) {
  return !c.list && c.type != value_type::text;
}

class byte_writer {
 public:
  template <typename T>
  void put(T v) {
    static_assert(std::is_arithmetic_v<T>);
    out_.append(reinterpret_cast<char const*>(&v), sizeof v);
  }
  void put(std::string_view text) {
    put(static_cast<std::uint32_t>(text.size()));
    out_ += text;
  }
  void put(date_span const& s) {
    put(s.first.time_since_epoch().count());
    put(s.end.time_since_epoch().count());
    put(static_cast<std::uint8_t>(s.precision));
    put(static_cast<std::uint8_t>(s.approximate));
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

class byte_reader {
 public:
  byte_reader(std::string_view bytes, std::string const& file) : left_{bytes}, file_{file} {}

  template <typename T>
  T get() {
    static_assert(std::is_arithmetic_v<T>);
    T v;
    std::memcpy(&v, piece(sizeof v).data(), sizeof v);
    return v;
  }
  std::string_view text() { return piece(get<std::uint32_t>()); }
  date_span span() {
    using count = day::rep;
    date_span s;
    s.first = day{std::chrono::days{get<count>()}};
    s.end = day{std::chrono::days{get<count>()}};
    s.precision = static_cast<date_precision>(at_most<std::uint8_t>(kLastPrecision));
    s.approximate = get<std::uint8_t>() != 0;
    return s;
  }
  template <typename T>
  T at_most(T most) {
    auto const v = get<T>();
    return v <= most ? v : throw_damaged<T>();
  }
  bool at_end() const noexcept { return left_.empty(); }
  template <typename T>
  [[noreturn]] T throw_damaged() const {
    throw failure{{error_kind::bad_data, "the rows that the record keeps are damaged", file_,
                   "Restore it from a copy, or load the pack into a new file with --db"}};
  }

 private:
  static constexpr auto kLastPrecision = static_cast<std::uint8_t>(date_precision::interval);

  std::string_view piece(std::size_t size) {
    if (size > left_.size()) {
      throw_damaged<void>();
    }
    auto const out = left_.substr(0, size);
    left_.remove_prefix(size);
    return out;
  }

  std::string_view left_;
  std::string const& file_;
};

void put_cell(byte_writer& to, cell const& c) {
  to.put(*c.property);
  to.put(*c.statement);
  to.put(c.stated);
  to.put(std::string_view{c.text});
  if (auto const& column = column_of(c.property); has_value(column)) {
    column.type == value_type::date ? to.put(c.span) : to.put(c.number);
  }
}

void put_row(byte_writer& to, row const& r) {
  to.put(std::string_view{r.row_id});
  to.put(std::string_view{r.entity});
  to.put(std::string_view{r.world});
  to.put(r.valid);
  to.put(r.observed);
  to.put(static_cast<std::uint8_t>(r.row_grade));
  to.put(std::string_view{r.source});
  to.put(seconds_of(r.recorded_at));
  to.put(static_cast<std::uint16_t>(r.withdrawn.size()));
  for (auto const p : r.withdrawn) {
    to.put(*p);
  }
  to.put(static_cast<std::uint16_t>(r.cells.size()));
  for (auto const& c : r.cells) {
    put_cell(to, c);
  }
}

// Properties of one table, by which the columns of its cells are known.
struct columns_of_table {
  explicit columns_of_table(table_ix t)
      : first{*first_property(t)}, columns{tables()[*t].columns} {}

  property_ix get(byte_reader& from) const {
    auto const p = from.get<std::uint16_t>();
    if (p < first || p >= first + columns.size()) {
      from.throw_damaged<void>();
    }
    return property_ix{p};
  }
  column const& of(property_ix p) const { return columns[*p - first]; }

  std::uint16_t first;
  std::span<column const> columns;
};

// Reads a cell to its end; into `r` where it is wanted.
void get_cell(byte_reader& from, columns_of_table const& columns, std::optional<property_ix> only,
              row& r) {
  auto const property = columns.get(from);
  auto const statement = statement_ix{from.get<std::uint32_t>()};
  auto const stated = from.get<std::uint32_t>();
  auto const text = from.text();
  auto const& column = columns.of(property);
  auto const is_date = has_value(column) && column.type == value_type::date;
  auto const span = is_date ? from.span() : date_span{};
  auto const number = has_value(column) && !is_date ? from.get<double>() : 0.0;
  if (!only || *only == property) {
    r.cells.push_back({property, statement, stated, std::string{text}, number, span});
  }
}

row get_row(byte_reader& from, table_ix t, columns_of_table const& columns,
            std::optional<property_ix> only) {
  row r;
  r.table = t;
  r.row_id = from.text();
  r.entity = from.text();
  r.world = from.text();
  r.valid = from.span();
  r.observed = from.span();
  r.row_grade = static_cast<grade>(from.at_most(static_cast<std::uint8_t>(grade::assumed)));
  r.source = from.text();
  r.recorded_at = instant_of(from.get<std::int64_t>());
  for (auto n = from.get<std::uint16_t>(); n > 0; --n) {
    r.withdrawn.push_back(columns.get(from));
  }
  auto const cells = from.get<std::uint16_t>();
  r.cells.reserve(only ? 1 : cells);
  for (auto n = cells; n > 0; --n) {
    get_cell(from, columns, only, r);
  }
  return r;
}

// What is kept of the rows of a table: of private layers nothing, of worlds all.
view_spec as_it_stands() {
  view_spec v;
  v.all_worlds = true;
  return v;
}

bool is_large(store::impl& s, std::int64_t table) {
  query beyond{s.db, "SELECT 1 FROM statement WHERE tbl = ?1 LIMIT 1 OFFSET ?2"};
  return beyond.bind(table, kMostStatements).step();
}

// Who may see a row of such a table is asked each time.
bool may_be_kept(table_ix t) {
  return tables()[*t].shown_if.empty();
}

std::string bytes_to_keep(store::impl& s, table_ix t) {
  auto const large = !may_be_kept(t) || is_large(s, s.table_numbers[*t]);
  return large ? std::string{} : bytes_of_rows(read_statements_of(s, t, as_it_stands()));
}

}  // namespace

std::string bytes_of_rows(std::vector<row> const& rows) {
  byte_writer out;
  out.put(static_cast<std::uint32_t>(rows.size()));
  for (auto const& r : rows) {
    put_row(out, r);
  }
  return ours() + out.take();
}

std::optional<std::vector<row>> rows_of_bytes(table_ix t, std::string_view bytes,
                                              std::string const& file,
                                              std::optional<property_ix> only) {
  if (!is_ours(bytes)) {
    return std::nullopt;
  }
  byte_reader from{bytes.substr(ours().size()), file};
  columns_of_table const columns{t};
  std::vector<row> out;
  auto const rows = from.get<std::uint32_t>();
  out.reserve(std::min<std::size_t>(rows, bytes.size() / sizeof(std::uint64_t)));
  for (std::uint32_t n = 0; n < rows; ++n) {
    auto r = get_row(from, t, columns, only);
    if (!r.cells.empty()) {
      out.push_back(std::move(r));
    }
  }
  if (!from.at_end()) {
    from.throw_damaged<void>();
  }
  return out;
}

std::optional<std::vector<row>> kept_rows(store::impl& s, table_ix t, view_spec const& view,
                                          std::optional<property_ix> only) {
  if (view.known_at || !view.hidden.empty() || !view.supposed.empty() || !view.layers.empty()) {
    return std::nullopt;
  }
  auto& q = s.q.kept.bind(s.table_numbers[*t]);
  auto out = q.step() ? rows_of_bytes(t, q.bytes(0), s.db.name(), only) : std::nullopt;
  q.reset();
  return out;
}

void keep_rows(store::impl& s, std::vector<bool> const& touched) {
  query noted{s.db, "SELECT 1 FROM kept_rows WHERE tbl = ?1"};
  query keep{s.db, "INSERT OR REPLACE INTO kept_rows(tbl, bytes) VALUES (?1, ?2)"};
  for (std::size_t i = 0; i < tables().size(); ++i) {
    auto const number = s.table_numbers[i];
    auto const known = noted.bind(number).step();
    noted.reset();
    if (!known || touched[i]) {
      auto const bytes = bytes_to_keep(s, table_ix{static_cast<std::uint16_t>(i)});
      keep.bind(number, blob{bytes}).run();
    }
  }
}

std::vector<std::string> wrongly_kept(store::impl& s) {
  std::vector<std::string> out;
  query all{s.db, "SELECT bytes FROM kept_rows WHERE tbl = ?1"};
  for (std::size_t i = 0; i < tables().size(); ++i) {
    table_ix const t{static_cast<std::uint16_t>(i)};
    if (s.table_numbers[i] == 0 || !all.bind(s.table_numbers[i]).step()) {
      continue;
    }
    if (is_ours(all.bytes(0)) && all.bytes(0) != bytes_to_keep(s, t)) {
      out.emplace_back(tables()[i].name);
    }
  }
  return out;
}

}  // namespace karwan::record
