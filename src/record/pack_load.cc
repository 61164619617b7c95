// Loading compares three states of each cell: what the pack says now, what it said when it was
// last loaded, and what holds. A change made by hand stays unless the pack itself changed there.
#include <fmt/format.h>

#include "record/pack_reader.h"
#include "record/writer.h"

namespace karwan::record {
namespace {

constexpr std::uint64_t kBulk = 4'000'000;  // bytes of a pack that is loaded in bulk

class loader {
 public:
  loader(store::impl& s, std::filesystem::path const& dir, pack_contents const& pack,
         report_progress const& progress, load_report& report)
      : s_{s},
        pack_{pack},
        progress_{progress},
        report_{report},
        reason_{fmt::format("no longer in pack {} {}", pack.name, pack.version)},
        created_{seconds_of(*pack.created)},
        in_{dir, pack.descriptor, pack_reader::folding::words},
        out_{s,
             {"load", *pack.created, fmt::format("pack {} {}", pack.name, pack.version), pack.name,
              pack.digest},
             in_.bytes_in_all() > kBulk ? writer::manner::bulk : writer::manner::single},
        known_row_{s.db,
                   "SELECT pack, tbl FROM pack_row WHERE row_id = ?1 AND recording < ?2 LIMIT 1"},
        is_shared_{s.db.integer("SELECT EXISTS (SELECT 1 FROM pack_row)") != 0} {
    if (find_last_load(s, pack.name)) {
      stored_.emplace(s, pack.name, out_.recording());
    }
    query q{s.db,
            "INSERT INTO pack_load(recording, name, version, created, content_digest, descriptor) "
            "VALUES (?,?,?,?,?,?)"};
    q.bind(out_.recording(), pack.name, pack.version, created_, pack.digest, pack.descriptor).run();
  }

  void run() {
    std::vector<bool> read(tables().size(), false);
    std::uint64_t rows = 0;
    while (auto* batch = in_.next()) {
      if (batch->begins) {
        end_table();
        read[*batch->table.table] = true;
        begin_table(batch->table.table);
      }
      for (std::size_t i = 0; i < batch->size; ++i) {
        load_row(batch->table, batch->rows[i]);
      }
      rows += batch->size;
      if (progress_) {
        progress_({true, rows, batch->bytes, in_.bytes_in_all()});
      }
    }
    end_table();
    for (std::size_t t = 0; t < read.size(); ++t) {
      if (!read[t]) {
        begin_table(table_ix{static_cast<std::uint16_t>(t)});
        end_table();
      }
    }
    if (in_.digest() != pack_.digest) {
      throw failure{{error_kind::conflict,
                     "the pack has changed while it was read",
                     {},
                     "Nothing was loaded: load it again"}};
    }
    out_.commit();
  }

 private:
  void begin_table(table_ix t) {
    if (stored_) {
      stored_->begin(t);
    }
  }

  // Rows that the record has, up to this row_id and without it, are no longer in the pack.
  void retract_before(std::string_view row_id) {
    for (; stored_ && stored_->current() != nullptr; stored_->advance()) {
      auto const& row = *stored_->current();
      if (!row_id.empty() && row.written.row_id >= row_id) {
        return;
      }
      if (row.was_loaded()) {
        for (auto const& c : row.cells) {
          retract_cell(c);
        }
      }
    }
  }

  void end_table() { retract_before({}); }

  void load_row(pack_table const& t, read_row const& r) {
    retract_before(r.row.row_id);
    auto const* old = stored_ ? stored_->current() : nullptr;
    if (old != nullptr && old->written.row_id == r.row.row_id) {
      merge_row(*old, r);
      stored_->advance();
      return;
    }
    if (is_shared_) {
      refuse_known(t, r.row);
    }
    add_row(t.table, r);
  }

  // A row_id names one row in the whole record, so that statement ids are unique.
  void refuse_known(pack_table const& t, pack_row const& r) {
    if (!known_row_.bind(r.row_id, out_.recording()).step()) {
      return;
    }
    auto const place = fmt::format("{}:{}: row_id", t.file, r.line);
    if (auto const pack = known_row_.text(0); pack != pack_.name) {
      throw failure{{error_kind::bad_data,
                     fmt::format("row {} is already a row of pack {}", r.row_id, pack), place,
                     "Rename the row, or load the pack into a file of its own with --db"}};
    }
    auto const before = s_.tables[static_cast<std::size_t>(known_row_.integer(1))];
    throw failure{{error_kind::bad_data,
                   fmt::format("row {} was a row of {} before", r.row_id,
                               before ? tables()[**before].name : "another table"),
                   place, "Give the row a new row_id"}};
  }

  std::int64_t time_of(pack_row const& r) const {
    auto const t = parse_instant(r.at(common::recorded_at));
    return t ? seconds_of(*t) : created_;
  }

  // A change to a known row is known from its own new recorded_at, else from the pack's creation.
  std::int64_t time_of_change(stored_row const& old, pack_row const& r) const {
    return old.written.at(common::recorded_at) == r.at(common::recorded_at) ? created_ : time_of(r);
  }

  void add_row(table_ix t, read_row const& r) {
    auto const at = time_of(r.row);
    auto const number = out_.add_row(t, r.row, pack_.name, 1, at);
    ++report_.rows_added;
    for (std::size_t i = 0; i < r.row.own.size(); ++i) {
      if (!r.row.own[i].empty()) {
        out_.add_statement({t, number, i, 1, 0}, r.row.own[i], at, r.row,
                           {r.words[i], r.common_words});
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

  void merge_row(stored_row const& old, read_row const& read) {
    auto const& r = read.row;
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

  store::impl& s_;
  pack_contents const& pack_;
  report_progress const& progress_;
  load_report& report_;
  std::string reason_;
  std::int64_t created_;
  pack_reader in_;
  writer out_;
  query known_row_;
  bool is_shared_;                     // the record holds rows, of this pack or others
  std::optional<stored_rows> stored_;  // of this pack, where it was loaded before
};

// What is to be loaded, checked here or a moment ago.
pack_contents checked_pack(std::filesystem::path const& dir, load_options const& options,
                           pack_report& report) {
  pack_contents pack;
  if (options.checked) {
    fault_list said;
    pack = read_descriptor(dir, said);
    pack.digest = options.checked->digest;
    report = *options.checked;
  } else {
    report = check_pack(dir, &pack, options.progress);
  }
  return pack;
}

}  // namespace

result<load_report> load_pack(store& to, std::filesystem::path const& dir,
                              load_options const& options) {
  return as_result([&]() -> result<load_report> {
    load_report report;
    auto const pack = checked_pack(dir, options, report.pack);
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
    loader{s, dir, pack, options.progress, report}.run();
    return report;
  });
}

}  // namespace karwan::record
