#include "karwan/record/edit.h"

#include <algorithm>

#include <fmt/format.h>

#include "karwan/base/text.h"
#include "karwan/record/statement.h"
#include "record/writer.h"

namespace karwan::record {
namespace {

[[noreturn]] void refuse(error_kind kind, std::string text, std::string place, std::string remedy) {
  throw failure{{kind, std::move(text), std::move(place), std::move(remedy)}};
}

class adder {
 public:
  adder(store::impl& s, addition const& a, signature const& who) : s_{s}, a_{a}, who_{who} {
    pack_ = pack_of_row();
    stored_ = read_stored(s, pack_);
    if (!a.row.empty()) {
      old_ = &stored_.at(a.row);
      if (!a.entity.empty() && a.entity != old_->written.entity) {
        refuse(error_kind::bad_input,
               fmt::format("row {} speaks of {}, not of {}", a.row, old_->written.entity, a.entity),
               "--row", "Name a row of that entity");
      }
    }
    table_ = table_of_row();
  }

  addition_report run() {
    auto row = wanted_row();
    check(row);
    addition_report report{row.row_id, {}};
    std::string content = row.row_id;
    for (auto const& cells : {a_.cells, a_.shared}) {
      for (auto const& [name, value] : cells) {
        content += fmt::format("\n{}={}", name, value);
      }
    }
    writer out{s_, {"add", who_.at, who_.by, pack_, content}};
    auto const at = seconds_of(who_.at);
    if (old_ == nullptr || row.shared != shared_before_) {
      row.at(common::recorded_at) = to_string(who_.at);
      state_row(out, row, at, report);
    } else {
      for (std::size_t i = 0; i < row.own.size(); ++i) {
        auto const* before = old_->cells[i].current();
        if (!row.own[i].empty() && (before == nullptr || before->text != row.own[i])) {
          state_cell(out, row, i, old_->number, at, report);
        }
      }
    }
    if (report.statements.empty()) {
      refuse(error_kind::conflict, "the row says so already", row.row_id, "Nothing was recorded");
    }
    out.commit();
    return report;
  }

 private:
  std::string pack_of_row() const {
    if (!a_.row.empty()) {
      query q{s_.db, "SELECT pack FROM pack_row WHERE row_id = ?1 LIMIT 1"};
      if (!q.bind(a_.row).step()) {
        refuse(error_kind::not_found, "there is no row " + in_quotes(a_.row), "--row",
               "karwan record show ENTITY lists the rows");
      }
      return std::string{q.text(0)};
    }
    auto const names = pack_names(s_);
    if (!a_.pack.empty()) {
      if (std::ranges::find(names, a_.pack) == names.end()) {
        refuse(error_kind::not_found, "the record holds no pack " + in_quotes(a_.pack), "--pack",
               fmt::format("It holds: {}", fmt::join(names, ", ")));
      }
      return a_.pack;
    }
    if (names.size() != 1) {
      refuse(
          error_kind::bad_input,
          names.empty() ? "the record holds no pack to add to" : "the record holds several packs",
          "--pack",
          names.empty() ? "Load one: karwan pack load DIR"
                        : fmt::format("Name one of {}", fmt::join(names, ", ")));
    }
    return names.front();
  }

  table_ix table_of_row() const {
    if (old_ != nullptr) {
      return old_->table;
    }
    if (!a_.table.empty()) {
      auto const t = find_table(a_.table);
      if (!t) {
        refuse(error_kind::bad_input, "there is no table " + in_quotes(a_.table), "--table",
               "docs/pack.md lists the tables");
      }
      return *t;
    }
    std::vector<table_ix> fitting;
    for (auto const& [row_id, row] : stored_) {
      auto const fits =
          row.written.entity == a_.entity && std::ranges::all_of(a_.cells, [&](auto const& cell) {
            return find_property(row.table, cell.first).has_value();
          });
      if (fits && std::ranges::find(fitting, row.table) == fitting.end()) {
        fitting.push_back(row.table);
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

  std::string fresh_row_id() const {
    query taken{s_.db, "SELECT 1 FROM pack_row WHERE row_id = ?1"};
    for (int n = 1;; ++n) {
      auto id = n == 1 ? a_.entity : fmt::format("{}-{}", a_.entity, n);
      auto const is_taken = taken.bind(id).step();
      taken.reset();
      if (!is_taken) {
        return id;
      }
    }
  }

  // The row as it will be: what holds now, with the cells of the addition.
  pack_row wanted_row() {
    pack_row row;
    if (old_ != nullptr) {
      row = old_->current_row();
      // A correction carries its own time; the row's column stays as it was written.
      row.at(common::recorded_at) = old_->written.at(common::recorded_at);
      shared_before_ = row.shared;
    } else {
      row.row_id = fresh_row_id();
      row.entity = a_.entity;
      row.own.resize(tables()[*table_].columns.size());
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
    if (old_ != nullptr && name == "source" && cell != value) {
      refuse(error_kind::bad_input, fmt::format("row {} is what {} says", row.row_id, cell),
             "--source", "Leave --row out: what another source says is a row of its own");
    }
    cell = value;
  }

  // Faults of the row among the rows of its pack.
  void check(pack_row const& row) const {
    pack_contents all;
    for (auto const& [row_id, other] : stored_) {
      if (row_id != row.row_id && !other.empty()) {
        rows_for(all, other.table).push_back(other.current_row());
      }
    }
    auto& mine = rows_for(all, table_);
    auto const place =
        std::ranges::lower_bound(mine, row.row_id, {}, &pack_row::row_id) - mine.begin();
    constexpr std::size_t kMine = 1;
    mine.insert(mine.begin() + place, row)->line = kMine;
    std::vector<pack_fault> faults;
    check_contents(all, faults);
    for (auto const& f : faults) {
      if (f.line == kMine) {
        refuse(error_kind::bad_input, f.text, f.column, f.remedy);
      }
    }
  }

  static std::vector<pack_row>& rows_for(pack_contents& all, table_ix t) {
    auto it = std::ranges::find(all.tables, t, &pack_table::table);
    if (it == all.tables.end()) {
      all.tables.push_back({t, file_name(tables()[*t]), {}, {}});
      it = all.tables.end() - 1;
    }
    return it->rows;
  }

  void state_row(writer& out, pack_row const& row, std::int64_t at, addition_report& report) {
    auto const version = old_ == nullptr ? 1 : old_->version + 1;
    auto const number = out.add_row(table_, row, pack_, version, at);
    for (std::size_t i = 0; i < row.own.size(); ++i) {
      if (!row.own[i].empty()) {
        state_cell(out, row, i, number, at, report);
      }
    }
  }

  void state_cell(writer& out, pack_row const& row, std::size_t i, std::int64_t number,
                  std::int64_t at, addition_report& report) {
    auto const* before = old_ == nullptr ? nullptr : old_->cells[i].current();
    auto const seq = old_ == nullptr ? 1 : old_->cells[i].next_seq;
    out.add_statement({table_, number, i, seq, before ? before->id : 0}, row.own[i], at, row);
    auto id = fmt::format("{}.{}", row.row_id, tables()[*table_].columns[i].name);
    report.statements.push_back(seq > 1 ? fmt::format("{}~{}", id, seq) : id);
  }

  store::impl& s_;
  addition const& a_;
  signature const& who_;
  std::string pack_;
  std::map<std::string, stored_row> stored_;
  stored_row const* old_{nullptr};
  table_ix table_{};
  std::array<std::string, kCommonColumns> shared_before_{};
};

}  // namespace

result<addition_report> add(store& to, addition const& a, signature const& who) {
  return as_result([&]() -> result<addition_report> {
    auto& s = store_access::of(to);
    s.refresh();
    return adder{s, a, who}.run();
  });
}

std::string slug(std::string_view text) {
  constexpr std::size_t kLongest = 60;
  auto out = to_latin(text).substr(0, kLongest);
  std::ranges::replace(out, ' ', '-');
  while (out.ends_with('-')) {
    out.pop_back();
  }
  return out;
}

status retract(store& in, std::string const& statement, std::string const& reason,
               signature const& who) {
  return as_result([&]() -> status {
    if (fold(reason).empty()) {
      return fail(error_kind::bad_input, "a retraction needs a reason", "--reason",
                  "Say why the statement is withdrawn");
    }
    auto const ix = in.find_statement(statement);
    if (!ix) {
      return tl::unexpected{ix.error()};
    }
    auto const entries = read_statements(in, std::span{&*ix, 1});
    if (!entries.empty() && entries.front().status != statement_status::accepted) {
      return fail(
          error_kind::conflict,
          fmt::format("statement {} is {} already", statement, name_of(entries.front().status)), {},
          "Nothing was recorded");
    }
    writer out{store_access::of(in), {"retract", who.at, who.by, {}, statement + "\n" + reason}};
    out.retract(**ix, seconds_of(who.at), reason);
    out.commit();
    return {};
  });
}

}  // namespace karwan::record
