// Loading compares three states of each cell: what the pack says now, what it said when it was
// last loaded, and what holds. A change made by hand stays unless the pack itself changed there.
#include <unordered_set>

#include <fmt/format.h>

#include "record/writer.h"

namespace karwan::record {
namespace {

class loader {
 public:
  loader(store::impl& s, pack_contents const& pack, load_report& report)
      : pack_{pack},
        report_{report},
        stored_{read_stored(s, pack.name)},
        reason_{fmt::format("no longer in pack {} {}", pack.name, pack.version)},
        created_{seconds_of(*pack.created)},
        out_{s,
             {"load", *pack.created, fmt::format("pack {} {}", pack.name, pack.version), pack.name,
              pack.digest}} {
    query q{s.db,
            "INSERT INTO pack_load(recording, name, version, created, content_digest, descriptor) "
            "VALUES (?,?,?,?,?,?)"};
    q.bind(out_.recording(), pack.name, pack.version, created_, pack.digest, pack.descriptor).run();
  }

  void run() {
    for (auto const& t : pack_.tables) {
      for (auto const& r : t.rows) {
        present_.insert(r.row_id);
        auto const it = stored_.find(r.row_id);
        if (it == stored_.end()) {
          add_row(t.table, r);
        } else if (it->second.table != t.table) {
          refuse_move(t, r, it->second);
        } else {
          merge_row(it->second, r);
        }
      }
    }
    for (auto const& [row_id, row] : stored_) {
      if (!present_.contains(row_id) && row.was_loaded()) {
        for (auto const& c : row.cells) {
          retract_cell(c);
        }
      }
    }
    out_.commit();
  }

 private:
  std::int64_t time_of(pack_row const& r) const {
    auto const t = parse_instant(r.at(common::recorded_at));
    return t ? seconds_of(*t) : created_;
  }

  // A change to a known row is known from its own new recorded_at, else from the pack's creation.
  std::int64_t time_of_change(stored_row const& old, pack_row const& r) const {
    return old.written.at(common::recorded_at) == r.at(common::recorded_at) ? created_ : time_of(r);
  }

  static void refuse_move(pack_table const& t, pack_row const& r, stored_row const& old) {
    throw failure{
        {error_kind::bad_data,
         fmt::format("row {} was a row of {} before", r.row_id, tables()[*old.table].name),
         fmt::format("{}:{}: row_id", t.file, r.line), "Give the row a new row_id"}};
  }

  void add_row(table_ix t, pack_row const& r) {
    auto const at = time_of(r);
    auto const number = out_.add_row(t, r, pack_.name, 1, at);
    ++report_.rows_added;
    for (std::size_t i = 0; i < r.own.size(); ++i) {
      if (!r.own[i].empty()) {
        out_.add_statement({t, number, i, 1, 0}, r.own[i], at, r);
        ++report_.statements_added;
      }
    }
  }

  void retract_cell(stored_cell const& c) {
    for (auto const& s : c.statements) {
      if (s.accepted) {
        out_.retract(s.id, created_, reason_);
        ++report_.retracted;
      }
    }
  }

  void merge_row(stored_row const& old, pack_row const& r) {
    auto const current = old.current_row();
    auto const same = [&](pack_row const& o) {
      return r.entity == o.entity && r.shared == o.shared;
    };
    if (same(current) || (old.loaded && same(*old.loaded))) {
      for (std::size_t i = 0; i < r.own.size(); ++i) {
        merge_cell(old, r, current.own[i], i);
      }
    } else {
      replace_row(old, r, current);
    }
  }

  void merge_cell(stored_row const& old, pack_row const& r, std::string const& current,
                  std::size_t i) {
    auto const& cell = old.cells[i];
    if (r.own[i] == current || r.own[i] == cell.loaded) {
      return;
    }
    if (r.own[i].empty()) {
      retract_cell(cell);
    } else {
      state(old, old.number, i, r.own[i], time_of_change(old, r), r);
    }
  }

  // What the statements share has changed: all are stated anew, in a new version of the row.
  void replace_row(stored_row const& old, pack_row const& r, pack_row const& current) {
    auto const at = time_of_change(old, r);
    auto const number = out_.add_row(old.table, r, pack_.name, old.version + 1, at);
    for (std::size_t i = 0; i < r.own.size(); ++i) {
      auto const& text = r.own[i] == old.cells[i].loaded ? current.own[i] : r.own[i];
      if (text.empty()) {
        retract_cell(old.cells[i]);
      } else {
        state(old, number, i, text, at, r);
      }
    }
  }

  void state(stored_row const& old, std::int64_t number, std::size_t i, std::string const& text,
             std::int64_t at, pack_row const& r) {
    auto const& cell = old.cells[i];
    auto const* before = cell.current();
    out_.add_statement({old.table, number, i, cell.next_seq, before ? before->id : 0}, text, at, r);
    ++(before != nullptr ? report_.corrected : report_.statements_added);
  }

  pack_contents const& pack_;
  load_report& report_;
  std::map<std::string, stored_row> stored_;
  std::string reason_;
  std::int64_t created_;
  std::unordered_set<std::string_view> present_;
  writer out_;
};

// A row_id names one row in the whole record, so that statement ids are unique.
void forbid_foreign_rows(store::impl& s, pack_contents const& pack) {
  query q{s.db, "SELECT pack FROM pack_row WHERE row_id = ?1 AND pack <> ?2 LIMIT 1"};
  for (auto const& t : pack.tables) {
    for (auto const& r : t.rows) {
      if (q.bind(r.row_id, pack.name).step()) {
        throw failure{{error_kind::bad_data,
                       fmt::format("row {} is already a row of pack {}", r.row_id, q.text(0)),
                       fmt::format("{}:{}: row_id", t.file, r.line),
                       "Rename the row, or load the pack into a file of its own with --db"}};
      }
    }
  }
}

}  // namespace

result<load_report> load_pack(store& to, std::filesystem::path const& dir) {
  return as_result([&]() -> result<load_report> {
    load_report report;
    pack_contents pack;
    report.pack = check_pack(dir, &pack);
    if (!report.pack.faults.empty()) {
      return report;
    }
    auto& s = store_access::of(to);
    s.refresh();
    auto const last = find_last_load(s, pack.name);
    if (last && last->content_digest == pack.digest) {
      report.already_loaded = true;
      return report;
    }
    forbid_foreign_rows(s, pack);
    loader{s, pack, report}.run();
    return report;
  });
}

}  // namespace karwan::record
