#include "karwan/record/import.h"

#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include "karwan/base/text.h"
#include "record/writer.h"

namespace karwan::record {
namespace {

std::string chosen_pack(store::impl& s, std::string const& wanted) {
  auto const names = pack_names(s);
  if (!wanted.empty() && std::ranges::find(names, wanted) == names.end()) {
    throw failure{{error_kind::not_found, "the record holds no pack " + in_quotes(wanted), "--pack",
                   fmt::format("It holds: {}", fmt::join(names, ", "))}};
  }
  if (wanted.empty() && names.size() != 1) {
    throw failure{
        {error_kind::bad_input,
         names.empty() ? "the record holds no pack to add to" : "the record holds several packs",
         "--pack",
         names.empty() ? "Load one: karwan pack load DIR"
                       : fmt::format("Name one of {}", fmt::join(names, ", "))}};
  }
  return wanted.empty() ? names.front() : wanted;
}

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
      : s_{s}, rows_{rows}, pack_{std::move(pack)}, stored_{read_stored(s, pack_)} {
    for (auto const& r : rows) {
      wanted_.push_back(wanted_row(r));
    }
  }

  std::vector<pack_fault> check() const {
    pack_contents all;
    std::unordered_set<std::string_view> mine_too;
    for (auto const& r : rows_) {
      mine_too.insert(r.row_id);
    }
    for (auto const& [row_id, row] : stored_) {
      if (!row.empty() && !mine_too.contains(row_id)) {
        rows_for(all, row.table).push_back(row.current_row());
      }
    }
    for (std::size_t i = 0; i < wanted_.size(); ++i) {
      auto& mine = rows_for(all, table_of(rows_[i]));
      mine.push_back(wanted_[i]);
      mine.back().line = i + 1;
    }
    for (auto& t : all.tables) {
      std::ranges::stable_sort(t.rows, {}, &pack_row::row_id);
    }
    std::vector<pack_fault> faults;
    check_contents(all, faults);
    // What the record held before has no line.
    std::erase_if(faults, [](pack_fault const& f) { return f.line == 0; });
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

  static std::vector<pack_row>& rows_for(pack_contents& all, table_ix t) {
    auto it = std::ranges::find(all.tables, t, &pack_table::table);
    if (it == all.tables.end()) {
      all.tables.push_back({t, file_name(tables()[*t]), {}, {}});
      it = all.tables.end() - 1;
    }
    return it->rows;
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
    auto changed = false;
    for (std::size_t c = 0; c < row.own.size(); ++c) {
      auto const* before = old == nullptr ? nullptr : old->cells[c].current();
      if (row.own[c].empty() || (before != nullptr && before->text == row.own[c])) {
        continue;
      }
      changed = true;
      if (out != nullptr) {
        auto const seq = old == nullptr ? 1 : old->cells[c].next_seq;
        out->add_statement({t, number, c, seq, before == nullptr ? 0 : before->id}, row.own[c], at,
                           row);
      }
    }
    return changed;
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
