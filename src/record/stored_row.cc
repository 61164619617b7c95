#include "record/stored_row.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "record/values.h"

namespace karwan::record {
namespace {

pack_table& table_for(pack_contents& all, table_ix t) {
  auto const it = std::ranges::find(all.tables, t, &pack_table::table);
  return it != all.tables.end()
             ? *it
             : all.tables.emplace_back(pack_table{t, file_name(tables()[*t]), {}, {}});
}

// The part of the record that a check of rows needs: the rows, and of what they name so much as
// shows that it is there. `check_contents` then says of them what it says of rows of a pack.
class surroundings {
 public:
  surroundings(store::impl& s, std::string const& pack, std::int64_t with)
      : s_{s},
        anywhere_{layer_of(pack).has_value()},
        pack_{pack},
        with_{with},
        speaks_{s.db,
                "SELECT r.tbl, s.id, s.status, s.recording FROM pack_row r "
                "JOIN statement s ON s.tbl = r.tbl AND s.row = r.id "
                "WHERE r.entity = ?1 AND (r.pack = ?2 OR (?3 AND r.world NOT LIKE 'private:%'))"},
        near_{s.db,
              "SELECT DISTINCT entity FROM pack_row WHERE entity >= ?1 AND entity < ?2 "
              "AND (pack = ?3 OR (?4 AND world NOT LIKE 'private:%')) LIMIT 500"} {}

  // What has no line is of the record.
  void add_mine(table_ix t, pack_row const& r, std::size_t line) {
    table_for(all_, t).rows.emplace_back(r).line = line;
    for (std::size_t i = 0; i < r.own.size(); ++i) {
      auto const& c = tables()[*t].columns[i];
      if (!c.ref.empty() && !r.own[i].empty()) {
        for (auto const item :
             c.list ? split(r.own[i], ';') : std::vector{std::string_view{r.own[i]}}) {
          add_named(c.ref, std::string{item});
        }
        if (c.ref == tables()[*t].name && !c.list) {
          add_chain(t, i, r);
        }
      }
    }
    for (std::size_t i = 0; i < kCommonColumns; ++i) {
      auto const& c = common_columns()[i];
      if (!c.ref.empty() && !r.shared[i].empty() && !layer_of(r.shared[i])) {
        add_named(c.ref, r.shared[i]);
      }
    }
  }

  pack_contents const& contents() {
    for (auto& t : all_.tables) {
      std::ranges::stable_sort(t.rows, {}, &pack_row::row_id);
    }
    return all_;
  }

 private:
  // Tables with an accepted row that speaks of the entity.
  std::set<std::int64_t> tables_of(std::string const& entity) {
    std::set<std::int64_t> out;
    speaks_.bind(entity, pack_, std::int64_t{anywhere_});
    while (speaks_.step()) {
      if ((with_ != 0 && speaks_.integer(3) == with_) ||
          accepted_at(s_, speaks_.integer(1), speaks_.text(2) == "accepted", std::nullopt)) {
        out.insert(speaks_.integer(0));
      }
    }
    speaks_.reset();
    return out;
  }

  bool stub(std::string_view ref, std::string const& entity) {
    auto found = false;
    for (auto const number : tables_of(entity)) {
      auto const t = s_.tables[static_cast<std::size_t>(number)];
      if (t && (ref == "*" || tables()[**t].name == ref)) {
        add_stub(*t, entity);
        found = true;
      }
    }
    return found;
  }

  pack_row& add_stub(table_ix t, std::string const& entity) {
    pack_row r;
    r.row_id = fmt::format("stub-{}", ++stubs_);
    r.entity = entity;
    r.own.resize(tables()[*t].columns.size());
    return table_for(all_, t).rows.emplace_back(std::move(r));
  }

  // What the row names; where there is no such thing, what is spelt like it, to suggest it.
  void add_named(std::string_view ref, std::string const& entity) {
    if (!named_.emplace(ref, entity).second || stub(ref, entity)) {
      return;
    }
    constexpr std::size_t kSameStart = 4;
    auto const from = entity.substr(0, kSameStart);
    auto const past = from + '\x7f';
    near_.bind(from, past, pack_, std::int64_t{anywhere_});
    std::vector<std::string> names;
    while (near_.step()) {
      names.emplace_back(near_.text(0));
    }
    near_.reset();
    for (auto const& name : names) {
      stub(ref, name);
    }
  }

  // What the entities that the row names name in their turn, in a column of keys of its own table:
  // the chain must not lead back.
  void add_chain(table_ix t, std::size_t column_number, pack_row const& r) {
    query q{s_.db,
            "SELECT s.id, s.status, s.text FROM pack_row r "
            "JOIN statement s ON s.tbl = r.tbl AND s.row = r.id "
            "WHERE r.entity = ?1 AND r.tbl = ?2 AND s.property = ?3"};
    auto const number = property_number(t, column_number);
    std::vector<std::string> open{r.own[column_number]};
    std::set<std::string> seen{r.entity};
    while (!open.empty()) {
      auto const entity = std::move(open.back());
      open.pop_back();
      if (!seen.insert(entity).second) {
        continue;
      }
      q.bind(entity, s_.table_numbers[*t], number);
      while (q.step()) {
        if (accepted_at(s_, q.integer(0), q.text(1) == "accepted", std::nullopt)) {
          open.emplace_back(q.text(2));
          add_stub(t, entity).own[column_number] = open.back();
        }
      }
      q.reset();
    }
  }

  std::int64_t property_number(table_ix t, std::size_t column_number) const {
    auto const wanted = property_ix{static_cast<std::uint16_t>(*first_property(t) + column_number)};
    auto const at = std::ranges::find(s_.properties, std::optional{wanted});
    return at == s_.properties.end() ? 0 : at - s_.properties.begin();
  }

  store::impl& s_;
  bool anywhere_;
  std::string pack_;
  std::int64_t with_;
  query speaks_, near_;
  pack_contents all_;
  std::set<std::pair<std::string_view, std::string>> named_;
  int stubs_{0};
};

void read_cells(store::impl& s, placed_row& out) {
  query q{s.db,
          "SELECT s.row, s.property, s.id, s.seq, s.text, s.recorded_at, g.what, s.status "
          "FROM pack_row r JOIN statement s ON s.tbl = r.tbl AND s.row = r.id "
          "JOIN recording g ON g.id = s.recording WHERE r.row_id = ?1 "
          "ORDER BY s.row, s.property, s.seq"};
  q.bind(out.row.written.row_id);
  while (q.step()) {
    auto const property = s.properties[static_cast<std::size_t>(q.integer(1))];
    if (!property) {
      continue;  // a column that is no more
    }
    auto& c = out.row.cells[static_cast<std::size_t>(**property - *first_property(out.row.table))];
    c.next_seq = std::max(c.next_seq, q.integer(3) + 1);
    if (q.integer(0) == out.row.number) {
      auto const is = status_at(s, q.integer(2), parse_status(q.text(7)), std::nullopt);
      out.waits |= is == statement_status::proposed;
      c.statements.push_back({q.integer(2), std::string{q.text(4)},
                              known_since(s, q.integer(2), q.integer(5)), q.text(6) != "load",
                              is == statement_status::accepted});
    }
  }
}

}  // namespace

std::optional<placed_row> read_stored_row(store::impl& s, std::string const& row_id) {
  query q{s.db,
          "SELECT id, version, tbl, entity, world, valid_from, valid_to, observed_from, "
          "observed_to, grade, source, locator, note, recorded_at, born_at, pack FROM pack_row "
          "WHERE row_id = ?1 ORDER BY version DESC LIMIT 1"};
  if (!q.bind(row_id).step()) {
    return std::nullopt;
  }
  auto const t = s.tables[static_cast<std::size_t>(q.integer(2))];
  if (!t) {
    throw failure{{error_kind::bad_data, "the row is of a table that this program does not know",
                   row_id, "Use the program that wrote it"}};
  }
  placed_row out;
  auto& r = out.row;
  r.number = q.integer(0);
  r.version = q.integer(1);
  r.table = *t;
  r.written.row_id = row_id;
  r.written.entity = q.text(3);
  for (std::size_t i = 0; i < kCommonColumns; ++i) {
    r.written.shared[i] = q.text(static_cast<int>(4 + i));
  }
  r.born_at = q.integer(14);
  out.pack = q.text(15);
  r.written.own.resize(tables()[*r.table].columns.size());
  r.cells.resize(r.written.own.size());
  read_cells(s, out);
  return out;
}

std::vector<pack_fault> faults_of(store::impl& s, std::string const& pack,
                                  std::span<joining_row const> rows, std::int64_t with) {
  auto const layer = layer_of(pack);
  surroundings around{s, pack, with};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto row = *rows[i].row;
    if (layer) {  // its world and its row_id are what no pack may have
      row.at(common::world).clear();
      row.row_id.erase(0, std::min(row.row_id.size(), pack.size() + 1));
    }
    around.add_mine(rows[i].table, row, i + 1);
  }
  std::vector<pack_fault> faults;
  check_contents(around.contents(), faults);
  std::erase_if(faults, [](pack_fault const& f) { return f.line == 0; });
  std::ranges::stable_sort(faults, {}, &pack_fault::line);
  return faults;
}

void check_rows(store::impl& s, std::string const& pack, std::span<joining_row const> rows,
                std::int64_t with) {
  auto const layer = layer_of(pack);
  for (auto const& r : rows) {
    if (layer != layer_of(r.row->at(common::world))) {
      throw failure{{error_kind::bad_input,
                     layer ? "a row of a private layer is of no other world"
                           : "a private layer is not a world of the pack",
                     "world", "Choose the layer with --private NAME"}};
    }
  }
  if (auto const faults = faults_of(s, pack, rows, with); !faults.empty()) {
    auto const& f = faults.front();
    throw failure{{error_kind::bad_input, f.text, f.column, f.remedy}};
  }
}

void check_row(store::impl& s, table_ix t, std::string const& pack, pack_row const& r,
               std::int64_t with) {
  joining_row const one{t, &r};
  check_rows(s, pack, {&one, 1}, with);
}

}  // namespace karwan::record
