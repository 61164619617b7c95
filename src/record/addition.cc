// What people add: one row at a time, checked like a row of a pack.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "karwan/base/text.h"
#include "karwan/record/edit.h"
#include "karwan/record/rehearse.h"
#include "record/stored_row.h"
#include "record/writer.h"

namespace karwan::record {
namespace {

void check_layer(manner const& how) {
  if (how.layer.empty()) {
    return;
  }
  if (auto ok = check_layer_name(how.layer); !ok) {
    throw failure{std::move(ok.error())};
  }
  if (how.proposed) {
    refuse(error_kind::bad_input, "a private layer is its owner's: nothing in it is reviewed",
           "--propose", "Leave out --propose or --private");
  }
}

// The pack that a row joins: its own, that of its layer, the one asked for, the only one, or the
// only one that speaks of its entity.
std::string pack_for(store::impl& s, addition const& a, manner const& how) {
  if (!a.row.empty()) {
    query q{s.db, "SELECT pack FROM pack_row WHERE row_id = ?1 LIMIT 1"};
    if (!q.bind(a.row).step()) {
      refuse(error_kind::not_found, "there is no row " + in_quotes(a.row), "--row",
             "karwan record show ENTITY lists the rows");
    }
    auto const pack = std::string{q.text(0)};
    if (layer_of(pack).value_or("") != how.layer) {
      refuse(error_kind::bad_input,
             fmt::format("row {} is {}", a.row, layer_of(pack) ? "private" : "public"), "--row",
             layer_of(pack) ? fmt::format("Add --private {}", *layer_of(pack))
                            : "Leave --row out: a private value is a row of its own");
    }
    return pack;
  }
  if (!how.layer.empty()) {
    return std::string{kPrivate} + how.layer;
  }
  return chosen_pack(s, a.pack);
}

// A row as an addition would have it.
struct row_to_be {
  table_ix table{};
  pack_row is;
  std::optional<placed_row> old;                            // what it corrects or completes
  std::array<std::string, kCommonColumns> shared_before{};  // of that
};

class row_planner {
 public:
  // `given`: ids of rows that are planned beside it and not written yet.
  row_planner(store::impl& s, addition const& a, manner const& how, std::string pack,
              std::set<std::string> const& given)
      : s_{s}, a_{a}, how_{how}, pack_{std::move(pack)}, given_{given} {
    if (!a.row.empty()) {
      old_ = read_stored_row(s, a.row);
      if (!a.entity.empty() && a.entity != old_->row.written.entity) {
        refuse(error_kind::bad_input,
               fmt::format("row {} speaks of {}, not of {}", a.row, old_->row.written.entity,
                           a.entity),
               "--row", "Name a row of that entity");
      }
      if (old_->row.empty() && old_->waits) {
        refuse(error_kind::conflict, fmt::format("row {} waits to be reviewed", a.row), "--row",
               "karwan review show " + a.row);
      }
    }
    table_ = table_of_row();
  }

  row_to_be plan() && {
    auto row = wanted_row();
    return {table_, std::move(row), std::move(old_), std::move(shared_before_)};
  }

 private:
  table_ix table_of_row() const {
    if (old_) {
      return old_->row.table;
    }
    if (!a_.table.empty()) {
      auto const t = find_table(a_.table);
      if (!t) {
        refuse(error_kind::bad_input, "there is no table " + in_quotes(a_.table), "--table",
               "docs/pack.md lists the tables");
      }
      return *t;
    }
    query q{s_.db,
            "SELECT DISTINCT tbl FROM pack_row WHERE entity = ?1 AND (pack = ?2 OR "
            "(?3 AND world NOT LIKE 'private:%')) ORDER BY tbl"};
    q.bind(a_.entity, pack_, std::int64_t{!how_.layer.empty()});
    std::vector<table_ix> fitting;
    while (q.step()) {
      auto const t = s_.tables[static_cast<std::size_t>(q.integer(0))];
      if (t && std::ranges::all_of(a_.cells, [&](auto const& cell) {
            return find_property(*t, cell.first).has_value();
          })) {
        fitting.push_back(*t);
      }
    }
    if (fitting.size() != 1) {
      refuse(error_kind::bad_input,
             fmt::format("{} table that speaks of {} has these columns",
                         fitting.empty() ? "no" : "more than one", in_quotes(a_.entity)),
             "--table", "Name the table, and check the columns");
    }
    return fitting.front();
  }

  // Rows of a layer are numbered apart, so that no row of a pack ever meets one.
  std::string fresh_row_id() const {
    auto const stem = how_.layer.empty() ? a_.entity : fmt::format("{}:{}", pack_, a_.entity);
    query taken{s_.db, "SELECT 1 FROM pack_row WHERE row_id = ?1"};
    for (int n = 1;; ++n) {
      auto id = n == 1 ? stem : fmt::format("{}-{}", stem, n);
      auto const is_taken = taken.bind(id).step();
      taken.reset();
      if (!is_taken && !given_.contains(id)) {
        return id;
      }
    }
  }

  // The row as it will be: what holds now, with the cells of the addition.
  pack_row wanted_row() {
    pack_row row;
    if (old_) {
      row = old_->row.current_row();
      // A correction carries its own time; the row's column stays as it was written.
      row.at(common::recorded_at) = old_->row.written.at(common::recorded_at);
      shared_before_ = row.shared;
    } else {
      row.row_id = fresh_row_id();
      row.entity = a_.entity;
      row.own.resize(tables()[*table_].columns.size());
      if (!how_.layer.empty()) {
        row.at(common::world) = pack_;
      }
    }
    for (auto const& [name, value] : a_.cells) {
      set_own(row, name, value);
    }
    for (auto const& [name, value] : a_.shared) {
      set_shared(row, name, value);
    }
    return row;
  }

  void set_own(pack_row& row, std::string const& name, std::string const& value) const {
    auto const p = find_property(table_, name);
    if (!p) {
      refuse(error_kind::bad_input,
             fmt::format("table {} has no column {}", tables()[*table_].name, in_quotes(name)),
             name, "docs/pack.md lists the columns");
    }
    if (value.empty()) {
      refuse(error_kind::bad_input, "there is no value", name,
             "To withdraw what is stated: karwan record retract");
    }
    row.own[static_cast<std::size_t>(**p - *first_property(table_))] = value;
  }

  void set_shared(pack_row& row, std::string const& name, std::string const& value) const {
    auto const columns = common_columns();
    auto const at = std::ranges::find(columns, name, &column::name) - columns.begin();
    auto& cell = row.shared[static_cast<std::size_t>(at)];
    if (old_ && name == "source" && cell != value) {
      refuse(error_kind::bad_input, fmt::format("row {} is what {} says", row.row_id, cell),
             "--source", "Leave --row out: what another source says is a row of its own");
    }
    cell = value;
  }

  store::impl& s_;
  addition const& a_;
  manner const& how_;
  std::string pack_;
  std::set<std::string> const& given_;
  std::optional<placed_row> old_;
  table_ix table_{};
  std::array<std::string, kCommonColumns> shared_before_{};
};

class row_adder {
 public:
  row_adder(store::impl& s, writer& out, addition const& a, signature const& who, manner const& how,
            std::string pack)
      : s_{s},
        out_{out},
        who_{who},
        how_{how},
        pack_{pack},
        row_{row_planner{s, a, how, std::move(pack), {}}.plan()} {}

  addition_report run() {
    auto& row = row_.is;
    auto const& old = row_.old;
    check_row(s_, row_.table, pack_, row, how_.proposed ? out_.recording() : 0);
    addition_report report{row.row_id, {}};
    auto const at = seconds_of(who_.at);
    auto const anew = !old || row.shared != row_.shared_before;
    if (anew && old && how_.proposed) {
      refuse(error_kind::bad_input, "what a row's statements share cannot be proposed to change",
             "--propose", "Propose a new row: leave --row out");
    }
    if (anew) {
      row.at(common::recorded_at) = to_string(who_.at);
      state_row(row, at, report);
    } else {
      state_cells(row, old->row.number, at, false, report);
    }
    if (report.statements.empty()) {
      refuse(error_kind::conflict, "the row says so already", row.row_id, "Nothing was recorded");
    }
    return report;
  }

 private:
  void state_row(pack_row const& row, std::int64_t at, addition_report& report) {
    auto const version = row_.old ? row_.old->row.version + 1 : 1;
    auto const number = out_.add_row(row_.table, row, pack_, version, at);
    state_cells(row, number, at, true, report);
  }

  void state_cells(pack_row const& row, std::int64_t number, std::int64_t at, bool anew,
                   addition_report& report) {
    for (auto const& c : cells_to_state(row, row_.old ? &row_.old->row : nullptr, anew)) {
      out_.add_statement({row_.table, number, c.column, c.seq, c.supersedes, how_.proposed},
                         row.own[c.column], at, row);
      report.statements.push_back(
          statement_id(row.row_id, tables()[*row_.table].columns[c.column].name, c.seq));
    }
  }

  store::impl& s_;
  writer& out_;
  signature const& who_;
  manner const& how_;
  std::string pack_;
  row_to_be row_;
};

bool has(addition const& a, std::string_view shared) {
  return std::ranges::any_of(a.shared, [&](auto const& c) { return c.first == shared; });
}

// Rows of a layer rest on their owner's word where they name no source.
std::vector<addition> with_owner(store::impl& s, std::span<addition const> all, manner const& how) {
  std::vector<addition> out{all.begin(), all.end()};
  if (how.layer.empty()) {
    return out;
  }
  auto const owner = "src-private-" + how.layer;
  auto needed = false;
  for (auto& a : out) {
    if (a.row.empty() && a.table != kSourcesTable) {
      if (!has(a, "source")) {
        a.shared.emplace_back("source", owner);
        needed = true;
      }
      if (!has(a, "grade")) {
        a.shared.emplace_back("grade", "reported");
      }
    }
  }
  auto const layer = std::string{kPrivate} + how.layer;
  query q{s.db, "SELECT 1 FROM pack_row WHERE entity = ?1 AND pack = ?2"};
  if (needed && !q.bind(owner, layer).step()) {
    out.insert(out.begin(),
               {owner,
                kSourcesTable,
                {},
                {},
                {{"title", "Own knowledge: private layer " + how.layer}, {"kind", "own"}},
                {}});
  }
  return out;
}

std::string content_of(std::span<addition const> all) {
  std::string out;
  for (auto const& a : all) {
    out += fmt::format("{}\n{}\n{}", a.entity, a.table, a.row);
    for (auto const& cells : {a.cells, a.shared}) {
      for (auto const& [name, value] : cells) {
        out += fmt::format("\n{}={}", name, value);
      }
    }
    out += '\f';
  }
  return out;
}

}  // namespace

status check_layer_name(std::string_view name) {
  if (name.empty() || slug(name) != name) {
    return fail(error_kind::bad_input,
                in_quotes(std::string{name}) + " is no name of a private layer", "--private",
                "Use lower-case letters, digits and hyphens, for example my-quotes");
  }
  return {};
}

result<std::vector<addition_report>> add(store& to, std::span<addition const> all,
                                         signature const& who, manner const& how) {
  return as_result([&]() -> result<std::vector<addition_report>> {
    auto& s = store_access::of(to);
    s.refresh();
    check_layer(how);
    auto const wanted = with_owner(s, all, how);
    auto const pack = pack_for(s, wanted.back(), how);
    writer out{s, {how.proposed ? "propose" : "add", who.at, who.by, pack, content_of(wanted)}};
    std::vector<addition_report> reports;
    for (auto const& a : wanted) {
      reports.push_back(row_adder{s, out, a, who, how, pack_for(s, a, how)}.run());
    }
    out.commit();
    // What was added to please the owner is not told.
    reports.erase(reports.begin(),
                  reports.begin() + static_cast<std::ptrdiff_t>(wanted.size() - all.size()));
    return reports;
  });
}

status can_add(store const& to, std::span<addition const> all, manner const& how) {
  return as_result([&]() -> status {
    auto& s = store_access::of(to);
    s.refresh();
    check_layer(how);
    auto const wanted = with_owner(s, all, how);
    auto const pack = pack_for(s, wanted.back(), how);
    std::set<std::string> given;
    std::vector<row_to_be> planned;
    for (auto const& a : wanted) {
      auto const& row = planned.emplace_back(row_planner{s, a, how, pack, given}.plan()).is;
      given.insert(row.row_id);
    }
    std::vector<joining_row> joining;
    for (auto const& row : planned) {
      joining.push_back({row.table, &row.is});
    }
    check_rows(s, pack, joining);
    return {};
  });
}

result<addition_report> add(store& to, addition const& a, signature const& who, manner const& how) {
  auto all = add(to, std::span{&a, 1}, who, how);
  if (!all) {
    return tl::unexpected{std::move(all.error())};
  }
  return std::move(all->front());
}

}  // namespace karwan::record
