#include "karwan/record/import.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "karwan/base/text.h"
#include "record/stored_row.h"
#include "record/writer.h"

namespace karwan::record {
namespace {

std::size_t index_of(table_ix t, std::string const& column_name) {
  auto const p = find_property(t, column_name);
  if (!p) {
    throw failure{{error_kind::internal,
                   fmt::format("table {} has no column {}", tables()[*t].name, column_name),
                   {},
                   {}}};
  }
  return static_cast<std::size_t>(**p - *first_property(t));
}

class importer {
 public:
  importer(store::impl& s, std::span<import_row const> rows, std::string pack)
      : s_{s}, rows_{rows}, pack_{std::move(pack)} {
    for (auto const& r : rows) {
      read_known(r);
      wanted_.push_back(wanted_row(r));
    }
  }

  std::vector<pack_fault> check() const {
    std::vector<joining_row> joining;
    for (std::size_t i = 0; i < wanted_.size(); ++i) {
      joining.push_back({table_of(rows_[i]), &wanted_[i]});
    }
    auto faults = faults_of(s_, pack_, joining);
    for (auto& f : faults) {
      f.line = rows_[f.line - 1].line;
    }
    std::ranges::stable_sort(faults, {}, &pack_fault::line);
    return faults;
  }

  // Counts, and records where `out` is given.
  void state(writer* out, std::int64_t at, import_report& report) {
    for (std::size_t i = 0; i < wanted_.size(); ++i) {
      auto const known = stored_.find(rows_[i].row_id);
      auto const is_new = known == stored_.end() || known->second.empty();
      auto const changed = state_row(out, i, known == stored_.end() ? nullptr : &known->second, at);
      ++(is_new ? report.rows_added : changed ? report.corrected : report.unchanged);
    }
  }

  std::string content() const {
    std::string out;
    for (auto const& r : wanted_) {
      out += fmt::format("{}\x1f{}\x1f{}\n", r.row_id, fmt::join(r.own, "\x1f"),
                         fmt::join(r.shared, "\x1f"));
    }
    return out;
  }

 private:
  static table_ix table_of(import_row const& r) { return find_table(r.table).value(); }

  void read_known(import_row const& r) {
    auto known = read_stored_row(s_, r.row_id);
    if (!known) {
      return;
    }
    if (known->pack != pack_) {
      throw failure{{error_kind::conflict,
                     fmt::format("row {} is of pack {}, not of {}", r.row_id, known->pack, pack_),
                     "--pack", "Name the pack that holds it"}};
    }
    stored_.insert_or_assign(r.row_id, std::move(known->row));
  }

  pack_row wanted_row(import_row const& r) const {
    auto const t = table_of(r);
    pack_row out;
    if (auto const known = stored_.find(r.row_id); known != stored_.end()) {
      out = known->second.current_row();
      out.at(common::recorded_at) = known->second.written.at(common::recorded_at);
    } else {
      out.row_id = r.row_id;
      out.entity = r.entity;
      out.own.resize(tables()[*t].columns.size());
      for (auto const& [name, value] : r.shared) {
        auto const columns = common_columns();
        auto const at = std::ranges::find(columns, name, &column::name) - columns.begin();
        out.shared.at(static_cast<std::size_t>(at)) = value;
      }
    }
    for (auto const& [name, value] : r.cells) {
      out.own[index_of(t, name)] = value;
    }
    return out;
  }

  // Returns whether anything is new.
  bool state_row(writer* out, std::size_t i, stored_row const* old, std::int64_t at) {
    auto row = wanted_[i];
    auto const t = table_of(rows_[i]);
    auto number = old == nullptr ? 0 : old->number;
    if (old == nullptr && out != nullptr) {
      row.at(common::recorded_at) = to_string(instant_of(at));
      number = out->add_row(t, row, pack_, 1, at);
    }
    auto const cells = cells_to_state(row, old, false);
    for (auto const& c : cells) {
      if (out != nullptr) {
        out->add_statement({t, number, c.column, c.seq, c.supersedes}, row.own[c.column], at, row);
      }
    }
    return !cells.empty();
  }

  store::impl& s_;
  std::span<import_row const> rows_;
  std::string pack_;
  std::map<std::string, stored_row> stored_;
  std::vector<pack_row> wanted_;
};

}  // namespace

result<import_report> import_rows(store& to, std::span<import_row const> rows,
                                  std::string const& pack, signature const& who, bool dry_run) {
  return as_result([&]() -> result<import_report> {
    auto& s = store_access::of(to);
    s.refresh();
    auto const name = chosen_pack(s, pack);
    importer work{s, rows, name};
    import_report report;
    report.faults = work.check();
    if (!report.faults.empty()) {
      return report;
    }
    auto const at = seconds_of(who.at);
    work.state(nullptr, at, report);
    if (dry_run || report.rows_added + report.corrected == 0) {
      return report;
    }
    writer out{s, {"add", who.at, who.by, name, work.content()}};
    report = {};
    work.state(&out, at, report);
    out.commit();
    return report;
  });
}

}  // namespace karwan::record
