#include "karwan/record/statement.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

#include <fmt/format.h>

#include "karwan/base/text.h"
#include "record/store_impl.h"
#include "record/values.h"

namespace karwan::record {
namespace {

// As of ?2, seconds since 1970. A later statement of the cell that is accepted, or a later version
// of the row, takes its place.
constexpr auto kEntry =
    "SELECT s.id, r.row_id, s.property, s.seq, s.text, s.status, s.recorded_at, g.recorded_by, "
    "r.entity, r.world, r.valid_from, r.valid_to, r.observed_from, r.observed_to, r.grade, "
    "r.source, r.locator, r.note, "
    "(SELECT status || char(31) || reason FROM status_change c "
    " WHERE c.statement = s.id AND c.changed_at <= ?2 "
    " ORDER BY c.changed_at DESC, c.id DESC LIMIT 1), "
    "EXISTS (SELECT 1 FROM pack_row n WHERE n.tbl = r.tbl AND n.row_id = r.row_id "
    "        AND n.version > r.version AND n.born_at <= ?2) OR "
    "EXISTS (SELECT 1 FROM statement n WHERE n.tbl = s.tbl AND n.row = s.row "
    "        AND n.property = s.property AND n.seq > s.seq AND n.recorded_at <= ?2 AND coalesce("
    "          (SELECT c.status FROM status_change c "
    "           WHERE c.statement = n.id AND c.changed_at <= ?2 "
    "           ORDER BY c.changed_at DESC, c.id DESC LIMIT 1), n.status) = 'accepted') "
    "FROM pack_row r JOIN statement s ON s.tbl = r.tbl AND s.row = r.id "
    "JOIN recording g ON g.id = s.recording WHERE s.recorded_at <= ?2 AND ";

// nullopt: a column that the dictionary no longer has.
std::optional<statement_entry> read_entry(store::impl const& s, query const& q) {
  auto const property = s.properties[static_cast<std::size_t>(q.integer(2))];
  if (!property) {
    return std::nullopt;
  }
  auto const& c = column_of(*property);
  statement_entry e;
  e.ix = statement_ix{static_cast<std::uint32_t>(q.integer(0))};
  e.row_id = q.text(1);
  e.property = *property;
  e.id = statement_id(e.row_id, c.name, q.integer(3));
  e.value = q.text(4);
  e.status = parse_status(q.text(5));
  e.recorded_at = instant_of(q.integer(6));
  e.recorded_by = q.text(7);
  e.entity = q.text(8);
  e.world = q.text(9);
  e.valid = span_between(q.text(10), q.text(11));
  e.observed = span_between(q.text(12), q.text(13));
  e.grade = q.text(14);
  e.source = q.text(15);
  e.locator = q.text(16);
  e.note = q.text(17);
  if (auto const last = q.text(18); !last.empty()) {
    auto const cut = last.find('\x1f');
    e.status = parse_status(last.substr(0, cut));
    e.status_reason = last.substr(cut + 1);
  }
  e.superseded = q.integer(19) != 0;
  if (!c.list && (c.type == value_type::number || c.type == value_type::integer)) {
    if (auto const v = read_value(c.type, e.value); v) {
      e.number = v->number;
    }
  }
  return e;
}

// Which statements a view shows, whatever became of them: those recorded by then, of its layers,
// from sources published by then; not what waits to be accepted or never was.
class visible {
 public:
  visible(store const& from, view_spec const& view) : from_{from}, view_{view} {}

  std::int64_t by() const {
    return view_.known_at ? seconds_of(*view_.known_at) : std::numeric_limits<std::int64_t>::max();
  }

  bool operator()(statement_entry const& e) const {
    auto const layer = layer_of(e.world);
    if (layer ? std::ranges::find(view_.layers, *layer) == view_.layers.end() : is_withheld(e)) {
      return false;
    }
    auto const waits =
        e.status == statement_status::proposed || e.status == statement_status::rejected;
    if (waits && std::ranges::find(view_.supposed, e.ix) == view_.supposed.end()) {
      return false;
    }
    return !view_.published_by || e.source.empty() || published(e.source);
  }

 private:
  // Of rows that the view of everybody does not see, also what was retracted.
  bool is_withheld(statement_entry const& e) const {
    view_spec everybody;
    everybody.all_worlds = true;
    everybody.supposed = view_.supposed;
    return !table_of(e.property).shown_if.empty() && from_.rows_with({&e.ix, 1}, everybody).empty();
  }

  bool published(std::string const& source) const {
    auto const [at, fresh] = published_.try_emplace(source, true);
    if (fresh) {
      auto plain = view_;
      plain.published_by.reset();
      auto const on = parse_date_span(read_source(from_, source, plain).published_on);
      at->second = !on || on->last() <= *view_.published_by;
    }
    return at->second;
  }

  store const& from_;
  view_spec const& view_;
  mutable std::unordered_map<std::string, bool> published_;
};

}  // namespace

std::string statement_id(std::string_view row_id, std::string_view column, std::int64_t stated) {
  return stated > 1 ? fmt::format("{}.{}~{}", row_id, column, stated)
                    : fmt::format("{}.{}", row_id, column);
}

std::string_view name_of(statement_status s) noexcept {
  constexpr std::string_view kNames[] = {"accepted", "proposed", "rejected", "retracted"};
  return kNames[static_cast<std::size_t>(s)];
}

std::optional<statement_status> status_named(std::string_view name) noexcept {
  for (auto const s : {statement_status::accepted, statement_status::proposed,
                       statement_status::rejected, statement_status::retracted}) {
    if (name == name_of(s)) {
      return s;
    }
  }
  return std::nullopt;
}

std::vector<statement_entry> read_statements(store const& from, std::span<statement_ix const> which,
                                             view_spec const& view) {
  auto& s = store_access::of(from);
  s.refresh();
  visible const sees{from, view};
  query q{s.db, std::string{kEntry} + "s.id = ?1"};
  std::vector<statement_entry> out;
  for (auto const ix : which) {
    if (q.bind(std::int64_t{*ix}, sees.by()).step()) {
      if (auto e = read_entry(s, q); e && sees(*e)) {
        out.push_back(std::move(*e));
      }
    }
    q.reset();
  }
  return out;
}

result<statement_entry> read_statement(store const& from, std::string_view id,
                                       view_spec const& view) {
  auto const ix = from.find_statement(id);
  if (!ix) {
    return tl::unexpected{ix.error()};
  }
  auto found = read_statements(from, std::span{&*ix, 1}, view);
  if (found.empty()) {
    return fail(error_kind::not_found, "there is no statement " + in_quotes(id), {},
                "Statement ids are ROW.COLUMN; karwan record show ENTITY lists them");
  }
  return std::move(found.front());
}

std::vector<statement_entry> statements_of(store const& from, std::string_view entity,
                                           view_spec const& view) {
  auto& s = store_access::of(from);
  s.refresh();
  visible const sees{from, view};
  query q{s.db, std::string{kEntry} + "r.entity = ?1"};
  std::vector<statement_entry> out;
  q.bind(entity, sees.by());
  while (q.step()) {
    if (auto e = read_entry(s, q); e && sees(*e)) {
      out.push_back(std::move(*e));
    }
  }
  std::ranges::sort(out, [](statement_entry const& a, statement_entry const& b) {
    auto const ta = table_index_of(a.property);
    auto const tb = table_index_of(b.property);
    return std::tie(ta, a.row_id, a.property, a.ix) < std::tie(tb, b.row_id, b.property, b.ix);
  });
  return out;
}

source_entry read_source(store const& from, std::string_view id, view_spec const& view) {
  source_entry out{std::string{id}, {}, {}, {}, {}, {}};
  auto const table = find_table("sources");
  for (auto const& r : from.rows_of(id, view)) {
    if (r.table == table) {
      out.title = r.text("title");
      out.publisher = r.text("publisher");
      out.url = r.text("url");
      out.published_on = r.text("published_on");
      out.language = r.text("language");
      break;
    }
  }
  return out;
}

}  // namespace karwan::record
