#include "karwan/record/statement.h"

#include <algorithm>

#include <fmt/format.h>

#include "record/store_impl.h"
#include "record/values.h"

namespace karwan::record {
namespace {

// A later statement of the cell that is accepted, or a later version of the row, takes its place.
constexpr auto kEntry =
    "SELECT s.id, r.row_id, s.property, s.seq, s.text, s.status, s.recorded_at, g.recorded_by, "
    "r.entity, r.world, r.valid_from, r.valid_to, r.observed_from, r.observed_to, r.grade, "
    "r.source, r.locator, r.note, "
    "(SELECT status || char(31) || reason FROM status_change c WHERE c.statement = s.id "
    " ORDER BY c.changed_at DESC, c.id DESC LIMIT 1), "
    "EXISTS (SELECT 1 FROM pack_row n WHERE n.tbl = r.tbl AND n.row_id = r.row_id "
    "        AND n.version > r.version) OR "
    "EXISTS (SELECT 1 FROM statement n WHERE n.tbl = s.tbl AND n.row = s.row "
    "        AND n.property = s.property AND n.seq > s.seq AND coalesce("
    "          (SELECT c.status FROM status_change c WHERE c.statement = n.id "
    "           ORDER BY c.changed_at DESC, c.id DESC LIMIT 1), n.status) = 'accepted') "
    "FROM pack_row r JOIN statement s ON s.tbl = r.tbl AND s.row = r.id "
    "JOIN recording g ON g.id = s.recording ";

statement_status status_of(std::string_view text) {
  return text == "retracted"  ? statement_status::retracted
         : text == "rejected" ? statement_status::rejected
         : text == "proposed" ? statement_status::proposed
                              : statement_status::accepted;
}

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
  e.id = fmt::format("{}.{}", e.row_id, c.name);
  if (q.integer(3) > 1) {
    e.id += fmt::format("~{}", q.integer(3));
  }
  e.value = q.text(4);
  e.status = status_of(q.text(5));
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
    e.status = status_of(last.substr(0, cut));
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

// Drops what is withheld: statements of rows that the view of everybody does not see, also
// retracted ones.
void drop_withheld(store const& from, std::vector<statement_entry>& entries) {
  view_spec everybody;
  everybody.all_worlds = true;
  std::erase_if(entries, [&](statement_entry const& e) {
    return !table_of(e.property).shown_if.empty() && from.rows_with({&e.ix, 1}, everybody).empty();
  });
}

}  // namespace

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

std::vector<statement_entry> read_statements(store const& from,
                                             std::span<statement_ix const> which) {
  auto& s = store_access::of(from);
  s.refresh();
  query q{s.db, std::string{kEntry} + "WHERE s.id = ?1"};
  std::vector<statement_entry> out;
  for (auto const ix : which) {
    if (q.bind(std::int64_t{*ix}).step()) {
      if (auto e = read_entry(s, q)) {
        out.push_back(std::move(*e));
      }
    }
    q.reset();
  }
  drop_withheld(from, out);
  return out;
}

std::vector<statement_entry> statements_of(store const& from, std::string_view entity) {
  auto& s = store_access::of(from);
  s.refresh();
  query q{s.db, std::string{kEntry} + "WHERE r.entity = ?1"};
  std::vector<statement_entry> out;
  q.bind(entity);
  while (q.step()) {
    if (auto e = read_entry(s, q)) {
      out.push_back(std::move(*e));
    }
  }
  drop_withheld(from, out);
  std::ranges::sort(out, [](statement_entry const& a, statement_entry const& b) {
    auto const ta = table_index_of(a.property);
    auto const tb = table_index_of(b.property);
    return std::tie(ta, a.row_id, a.property, a.ix) < std::tie(tb, b.row_id, b.property, b.ix);
  });
  return out;
}

source_entry read_source(store const& from, std::string_view id) {
  source_entry out{std::string{id}, {}, {}, {}, {}, {}};
  auto const table = find_table("sources");
  for (auto const& r : from.rows_of(id, view_spec{})) {
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
