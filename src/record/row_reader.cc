// From the store's tables to the rows that a view accepts. The order of filters is that of
// docs/record.md: recorded by then, accepted, latest correction, world, published by then.
#include <algorithm>

#include "record/kept_rows.h"
#include "record/store_impl.h"
#include "record/values.h"

namespace karwan::record {
namespace {

constexpr auto kHead =
    "SELECT id, row_id, version, tbl, entity, world, valid_from, valid_to, observed_from, "
    "observed_to, grade, source, born_at FROM pack_row ";
constexpr auto kCell = "SELECT row, property, id, text, status, recorded_at, seq FROM statement ";

constexpr std::size_t kUsualCells = 8;
// Where many rows are read, all sources are at once, unless there are more of them than it would
// take to read those of the rows one by one.
constexpr std::size_t kManyRows = 200;
constexpr std::size_t kSourcesPerRow = 8;

struct head {
  std::int64_t number{0};
  std::int64_t version{0};
  row r;
};

[[noreturn]] void throw_unknown_property(store::impl const& s) {
  throw failure{{error_kind::bad_data,
                 "the record holds a property or table that this program does not know",
                 s.db.name(), "Use the program that wrote it, or load the pack again"}};
}

head read_head(store::impl const& s, query& q) {
  head h{q.integer(0), q.integer(2), {}};
  auto const table = static_cast<std::size_t>(q.integer(3));
  if (table >= s.tables.size() || !s.tables[table]) {
    throw_unknown_property(s);
  }
  h.r.table = *s.tables[table];
  h.r.row_id = q.text(1);
  h.r.entity = q.text(4);
  h.r.world = q.text(5);
  h.r.valid = span_between(q.text(6), q.text(7));
  h.r.observed = span_between(q.text(8), q.text(9));
  h.r.row_grade = parse_grade(q.text(10)).value_or(grade::assumed);
  h.r.source = q.text(11);
  h.r.recorded_at = instant_of(q.integer(12));
  h.r.cells.reserve(kUsualCells);
  return h;
}

bool contains(std::vector<std::string> const& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

// World and `without`, and that the row was there at all. Sets world_from. A row of a private layer
// overlays the actual world where the layer is chosen, and is nowhere else.
bool accepts(view_spec const& view, row& r) {
  if (view.known_at && r.recorded_at > *view.known_at) {
    return false;
  }
  if (auto const layer = layer_of(r.world)) {
    if (!contains(view.layers, *layer)) {
      return false;
    }
    r.layer = *layer;
    r.world.clear();
  }
  if (contains(view.without, r.entity) || (!r.world.empty() && contains(view.without, r.world))) {
    return false;
  }
  if (r.world.empty()) {
    return true;
  }
  auto const choice = std::ranges::find(view.worlds, r.world, &world_choice::id);
  if (choice == view.worlds.end()) {
    return view.all_worlds;
  }
  r.world_from = choice->from;
  return true;
}

bool among(std::vector<statement_ix> const& some, std::int64_t statement) {
  return !some.empty() &&
         std::ranges::find(some, statement_ix{static_cast<std::uint32_t>(statement)}) != some.end();
}

// A statement that held and does no more leaves its cell withdrawn until another one fills it.
void withdraw(row& r, property_ix p) {
  auto const filled = !r.cells.empty() && r.cells.back().property == p;
  if (!filled && (r.withdrawn.empty() || r.withdrawn.back() != p)) {
    r.withdrawn.push_back(p);
  }
}

// Adds the statement under the query's cursor to its row, in place of one that it corrects.
void add_cell(store::impl const& s, query& q, view_spec const& view, row& r) {
  auto const recorded_at = q.integer(5);
  auto const id = q.integer(2);
  if (view.known_at && instant_of(recorded_at) > *view.known_at) {
    return;
  }
  auto const number = static_cast<std::size_t>(q.integer(1));
  auto const property = number < s.properties.size() ? s.properties[number] : std::nullopt;
  auto const is = among(view.supposed, id)
                      ? statement_status::accepted
                      : status_at(s, id, parse_status(q.text(4)), view.known_at);
  auto const held = is == statement_status::accepted || is == statement_status::retracted;
  if (is != statement_status::accepted || among(view.hidden, id)) {
    if (property && held) {
      withdraw(r, *property);
    }
    return;
  }
  if (!property) {
    throw_unknown_property(s);
  }
  cell c{*property,
         statement_ix{static_cast<std::uint32_t>(id)},
         static_cast<std::uint32_t>(q.integer(6)),
         std::string{q.text(3)},
         0,
         {}};
  auto const& column = column_of(c.property);
  if (!column.list && column.type != value_type::text) {
    auto const value = read_value(column.type, c.text);
    if (!value) {
      throw failure{{error_kind::bad_data, value.error().text,
                     s.db.name() + ": " + r.row_id + "." + std::string{column.name},
                     "Correct it: karwan record add"}};
    }
    c.number = value->number;
    c.span = value->span;
  }
  r.recorded_at = std::max(r.recorded_at, instant_of(known_since(s, id, recorded_at)));
  if (!r.withdrawn.empty() && r.withdrawn.back() == c.property) {
    r.withdrawn.pop_back();
  }
  if (!r.cells.empty() && r.cells.back().property == c.property) {
    r.cells.back() = std::move(c);
  } else {
    r.cells.push_back(std::move(c));
  }
}

known_sources* sources_of(store::impl&, view_spec const&);
source_facts const& facts_of(store::impl&, view_spec const&, known_sources&, std::string const& id);
void read_all_sources(store::impl&, view_spec const&, known_sources&, std::size_t most);

// False where its source was published later than the view takes.
bool set_published(store::impl& s, view_spec const& view, known_sources& known, row& r) {
  if (!r.source.empty()) {
    r.published = facts_of(s, view, known, r.source).published;
  }
  return !view.published_by || !r.published || r.published->last() <= *view.published_by;
}

// Who may see a row is decided by what holds now, also in a view of the past: a permission that was
// taken back is not given again.
bool may_be_shown(store::impl& s, row const& r, view_spec const& view) {
  if (!r.layer.empty()) {
    return true;  // its owner asks
  }
  if (!is_shown(r)) {
    return false;
  }
  if (tables()[*r.table].shown_if.empty() || (!view.known_at && view.hidden.empty())) {
    return true;
  }
  view_spec now;
  now.all_worlds = true;
  auto const rows = read_rows(s, entity_rows{r.entity}, now);
  return std::ranges::any_of(
      rows, [&](row const& n) { return n.table == r.table && n.row_id == r.row_id; });
}

// Drops what a view does not see: old versions, empty rows, withheld ones, sources published later.
// Sorts.
std::vector<row> finish(store::impl& s, std::vector<head>& heads, view_spec const& view) {
  auto* const sources = sources_of(s, view);
  if (sources != nullptr && heads.size() > kManyRows) {
    read_all_sources(s, view, *sources, heads.size() * kSourcesPerRow);
  }
  // Nearly always in order already: rows are numbered by table and row_id when they are loaded.
  auto const in_order = [](head const& a, head const& b) {
    return std::tie(a.r.table, a.r.row_id, b.version) < std::tie(b.r.table, b.r.row_id, a.version);
  };
  if (!std::ranges::is_sorted(heads, in_order)) {
    std::ranges::sort(heads, in_order);
  }
  std::vector<row> out;
  out.reserve(heads.size());
  std::string_view last_id;
  auto last_table = table_ix::invalid();
  for (auto& h : heads) {
    if (h.r.table == last_table && h.r.row_id == last_id) {
      continue;  // an older version
    }
    last_table = h.r.table;
    last_id = h.r.row_id;  // of a head that stays: the row is copied where it moves out
    if (h.r.cells.empty()) {
      continue;
    }
    if (!view.withheld && !may_be_shown(s, h.r, view)) {
      continue;
    }
    // The store numbers columns as they came; a column that the dictionary gained may be out of
    // turn.
    if (!std::ranges::is_sorted(h.r.cells, {}, &cell::property)) {
      std::ranges::sort(h.r.cells, {}, &cell::property);
    }
    if (sources != nullptr && !set_published(s, view, *sources, h.r)) {
      continue;
    }
    auto& moved = out.emplace_back(std::move(h.r));
    last_id = moved.row_id;
  }
  return out;
}

// What rows of the table of sources are read for.
constexpr std::string_view kPublished = "published_on";

// The published_on that a row of a source gives.
source_facts facts_in(row const& r) {
  auto const* published = r.find(kPublished);
  return {published == nullptr ? std::nullopt : std::optional{published->span}};
}

// Sources as every view sees them that knows as much, lifts and hides as much.
known_sources* sources_of(store::impl& s, view_spec const& view) {
  if (s.reading_sources) {
    return nullptr;
  }
  if (view.hidden.empty() && view.without.empty() && view.layers.empty() && view.supposed.empty()) {
    return &s.sources[view.known_at];
  }
  auto& last = s.last_sources;
  if (!last || last->known_at != view.known_at || last->hidden != view.hidden ||
      last->without != view.without || last->layers != view.layers ||
      last->supposed != view.supposed) {
    last = {view.known_at, view.hidden, view.without, view.layers, view.supposed, {}};
  }
  return &last->sources;
}

// All rows of a table, with cells of them that come by row.
std::vector<row> read_scanned(store::impl& s, std::int64_t table, query& cells,
                              view_spec const& view) {
  constexpr std::size_t kUsualRows = 512;
  std::vector<head> heads;
  heads.reserve(kUsualRows);
  auto& q = s.q.heads_of_table.bind(table);
  while (q.step()) {
    if (auto h = read_head(s, q); accepts(view, h.r)) {
      heads.push_back(std::move(h));
    }
  }
  q.reset();
  if (!std::ranges::is_sorted(heads, {}, &head::number)) {
    std::ranges::sort(heads, {}, &head::number);
  }
  auto at = heads.begin();
  while (cells.step()) {
    auto const row_number = cells.integer(0);
    while (at != heads.end() && at->number < row_number) {
      ++at;
    }
    if (at == heads.end()) {
      break;
    }
    if (at->number == row_number) {
      add_cell(s, cells, view, at->r);
    }
  }
  cells.reset();
  return finish(s, heads, view);
}

// Those of the kept rows of a table that the view sees, with all cells or only those of one column;
// nullopt where none are kept for it.
std::optional<std::vector<row>> read_kept(store::impl& s, table_ix table, view_spec const& view,
                                          std::optional<property_ix> only = {}) {
  auto kept = kept_rows(s, table, view, only);
  if (!kept) {
    return std::nullopt;
  }
  auto* const sources = sources_of(s, view);
  if (sources != nullptr && kept->size() > kManyRows) {
    read_all_sources(s, view, *sources, kept->size() * kSourcesPerRow);
  }
  std::erase_if(*kept, [&](row& r) {
    return !accepts(view, r) || (sources != nullptr && !set_published(s, view, *sources, r));
  });
  return kept;
}

// Reads rows of the table of sources, which are not asked for their own.
template <typename Read>
auto source_rows(store::impl& s, view_spec const& view, Read const& read) {
  auto plain = view;
  plain.published_by = std::nullopt;
  struct flag {
    bool& up;
    explicit flag(bool& f) : up{f} { up = true; }
    flag(flag const&) = delete;
    flag& operator=(flag const&) = delete;
    ~flag() { up = false; }
  } const reading{s.reading_sources};
  return read(plain);
}

// Sources with when they were published, of a table that is not kept: only the cells that are asked
// for. nullopt where the table is so large that it is better asked source by source.
std::optional<std::vector<row>> scanned_sources(store::impl& s, table_ix table,
                                                view_spec const& view, std::size_t most) {
  auto const number = s.table_numbers[*table];
  query many{s.db, "SELECT 1 FROM pack_row WHERE tbl = ?1 LIMIT 1 OFFSET ?2"};
  auto const only = std::ranges::find(s.properties, find_property(table, kPublished));
  if (only == s.properties.end() || many.bind(number, static_cast<std::int64_t>(most)).step()) {
    return std::nullopt;
  }
  // +: by the order of the key, not sorted again.
  query dates{s.db,
              std::string{kCell} + "WHERE tbl = ?1 AND +property = ?2 ORDER BY row, property, seq"};
  dates.bind(number, only - s.properties.begin());
  return read_scanned(s, number, dates, view);
}

void read_all_sources(store::impl& s, view_spec const& view, known_sources& to, std::size_t most) {
  auto const table = find_table("sources");
  if (to.all || !table) {
    return;
  }
  auto const dated = source_rows(s, view, [&](view_spec const& plain) {
    auto kept = read_kept(s, *table, plain, find_property(*table, kPublished));
    return kept ? std::move(kept) : scanned_sources(s, *table, plain, most);
  });
  if (!dated) {
    return;
  }
  for (auto const& r : *dated) {
    to.facts.try_emplace(r.entity, facts_in(r));
  }
  to.all = true;
}

source_facts const& facts_of(store::impl& s, view_spec const& view, known_sources& known,
                             std::string const& id) {
  auto const it = known.facts.find(id);
  if (it != known.facts.end()) {
    return it->second;
  }
  auto const table = find_table("sources");
  auto const rows =
      known.all || !table ? std::vector<row>{} : source_rows(s, view, [&](view_spec const& plain) {
        return read_rows(s, entity_table_rows{id, *table}, plain);
      });
  auto const dated =
      std::ranges::find_if(rows, [](row const& r) { return facts_in(r).published.has_value(); });
  return known.facts.emplace(id, dated == rows.end() ? source_facts{} : facts_in(*dated))
      .first->second;
}

// Heads by number, each with the cells of the table that follow it in the same order.
std::vector<row> read_numbered(store::impl& s, std::vector<head>& heads, view_spec const& view) {
  for (auto& h : heads) {
    auto& q = s.q.cells_of_row.bind(s.table_numbers[*h.r.table], h.number);
    while (q.step()) {
      add_cell(s, q, view, h.r);
    }
    q.reset();
  }
  return finish(s, heads, view);
}

std::vector<row> read_found(store::impl& s, query& q, view_spec const& view) {
  std::vector<head> heads;
  while (q.step()) {
    if (auto h = read_head(s, q); accepts(view, h.r)) {
      heads.push_back(std::move(h));
    }
  }
  q.reset();
  return read_numbered(s, heads, view);
}

}  // namespace

reading_queries::reading_queries(database const& db)
    : heads_of_table{db, std::string{kHead} + "WHERE tbl = ?1"},
      heads_of_entity{db, std::string{kHead} + "WHERE entity = ?1"},
      heads_of_entity_in_table{db, std::string{kHead} + "WHERE entity = ?1 AND tbl = ?2"},
      head_of_row{db, std::string{kHead} + "WHERE id = ?1"},
      cells_of_table{db, std::string{kCell} + "WHERE tbl = ?1 ORDER BY row, property, seq"},
      cells_of_row{db, std::string{kCell} + "WHERE tbl = ?1 AND row = ?2 ORDER BY property, seq"},
      statement_place{db,
                      // The index on ids holds the key, and so all of these.
                      "SELECT row, property, seq FROM statement WHERE id = ?1"},
      kept{db, "SELECT bytes FROM kept_rows WHERE tbl = ?1"},
      // All versions of the rows, so that the latest decides.
      naming{db,
             "SELECT v.id FROM reference f CROSS JOIN statement s ON s.id = f.statement "
             "JOIN pack_row r ON r.id = s.row "
             "JOIN pack_row v ON v.tbl = r.tbl AND v.row_id = r.row_id "
             "WHERE f.layer = ?1 AND f.key = ?2 AND f.property = ?3"},
      last_acts{db,
                "SELECT (SELECT coalesce(max(id), 0) FROM recording), "
                "(SELECT coalesce(min(id), 0) FROM recording)"} {}

date_span span_between(std::string_view from, std::string_view to) {
  date_span out{};
  if (from == to) {  // both blank, or one date that keeps its precision
    return from.empty() ? out : parse_date_span(from).value_or(out);
  }
  if (auto const f = from.empty() ? result<date_span>{} : parse_date_span(from); f) {
    out.first = f->first;
    out.approximate = f->approximate;
  }
  if (auto const t = to.empty() ? result<date_span>{} : parse_date_span(to); t) {
    out.end = t->end;
    out.approximate = out.approximate || t->approximate;
  }
  return out;
}

statement_status parse_status(std::string_view text) noexcept {
  return text == "retracted"  ? statement_status::retracted
         : text == "rejected" ? statement_status::rejected
         : text == "proposed" ? statement_status::proposed
                              : statement_status::accepted;
}

statement_status status_at(store::impl const& s, std::int64_t statement, statement_status at_birth,
                           std::optional<instant> known_at) {
  auto is = at_birth;
  for (auto const& event : s.statuses.of(statement)) {
    if (!known_at || event.at <= seconds_of(*known_at)) {
      is = event.became;
    }
  }
  return is;
}

std::int64_t known_since(store::impl const& s, std::int64_t statement, std::int64_t recorded_at) {
  for (auto const& event : s.statuses.of(statement)) {
    recorded_at = event.became == statement_status::accepted ? event.at : recorded_at;
  }
  return recorded_at;
}

std::vector<row> read_rows(store::impl& s, table_rows which, view_spec const& view) {
  auto kept = read_kept(s, which.table, view);
  return kept ? std::move(*kept) : read_statements_of(s, which.table, view);
}

std::vector<row> read_statements_of(store::impl& s, table_ix table, view_spec const& view) {
  auto const number = s.table_numbers[*table];
  return read_scanned(s, number, s.q.cells_of_table.bind(number), view);
}

std::vector<row> read_rows(store::impl& s, entity_rows which, view_spec const& view) {
  return read_found(s, s.q.heads_of_entity.bind(which.entity), view);
}

std::vector<row> read_rows(store::impl& s, entity_table_rows which, view_spec const& view) {
  if (s.table_numbers[*which.table] == 0) {
    return {};
  }
  return read_found(
      s, s.q.heads_of_entity_in_table.bind(which.entity, s.table_numbers[*which.table]), view);
}

std::vector<row> read_rows(store::impl& s, numbered_rows const& which, view_spec const& view) {
  std::vector<head> heads;
  for (auto const number : which.rows) {
    auto& q = s.q.head_of_row.bind(number);
    if (q.step()) {
      if (auto h = read_head(s, q); accepts(view, h.r)) {
        heads.push_back(std::move(h));
      }
    }
    q.reset();
  }
  return read_numbered(s, heads, view);
}

}  // namespace karwan::record
