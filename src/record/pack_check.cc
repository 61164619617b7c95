// What a pack says, checked against the dictionary: values, keys, references, order.
#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "karwan/base/text.h"
#include "record/pack_keys.h"
#include "record/pack_reader.h"

namespace karwan::record {
namespace {

using name_set = std::unordered_set<std::string_view>;

// Rows of a pack in memory, for the check of one that is new among them.
class memory_checker final : public reference_sink {
 public:
  memory_checker(pack_contents const& pack, std::vector<pack_fault>& faults)
      : pack_{pack}, faults_{faults} {
    for (auto const& t : pack.tables) {
      auto& of_table = entities_[tables()[*t.table].name];
      for (auto const& r : t.rows) {
        of_table.insert(r.entity);
        all_.insert(r.entity);
      }
    }
  }

  void run() {
    row_checker checker{[this](pack_fault f) { faults_.push_back(std::move(f)); }, *this};
    for (auto const& t : pack_.tables) {
      table_ = &t;
      checker.begin(t);
      for (auto const& r : t.rows) {
        check_row_id(r);
        checker.check(r);
      }
      check_cycles();
    }
  }

  void refers(pack_row const& r, column const& c, std::string_view entity) override {
    static name_set const none;
    auto const it = entities_.find(c.ref);
    auto const& known = c.ref == "*" ? all_ : it == entities_.end() ? none : it->second;
    if (known.contains(entity)) {
      return;
    }
    auto const where = c.ref == "*" ? std::string{"no row"} : fmt::format("no row of {}", c.ref);
    auto const near = nearest(known, entity);
    fault(r, c.name, fmt::format("{} speaks of {}", where, in_quotes(entity)),
          near.empty() ? "Add that row, or name another entity"
                       : fmt::format("Did you mean {}?", near));
  }

 private:
  void fault(pack_row const& r, std::string_view column_name, std::string text,
             std::string remedy) {
    faults_.push_back(
        {table_->file, r.line, std::string{column_name}, std::move(text), std::move(remedy)});
  }

  void check_row_id(pack_row const& r) {
    auto const [first, fresh] =
        row_ids_.try_emplace(r.row_id, fmt::format("{}:{}", table_->file, r.line));
    if (!fresh) {
      fault(r, "row_id", fmt::format("{} stands already in {}", in_quotes(r.row_id), first->second),
            "Give each row of the pack its own row_id");
    }
  }

  static std::string_view nearest(name_set const& known, std::string_view id) {
    std::string_view best;
    std::size_t least = 3;
    for (auto const name : known) {
      auto const d = edit_distance(name, id, 2);
      if (d < least || (d == least && d < 3 && name < best)) {
        least = d;
        best = name;
      }
    }
    return best;
  }

  // Columns that name an entity of their own table must not lead back to it.
  void check_cycles() {
    auto const& columns = tables()[*table_->table];
    for (std::size_t i = 0; i < columns.columns.size(); ++i) {
      auto const& c = columns.columns[i];
      if (c.ref != columns.name || c.list) {
        continue;
      }
      std::map<std::string_view, std::vector<pack_row const*>> parents;
      for (auto const& r : table_->rows) {
        if (!r.own[i].empty()) {
          parents[r.entity].push_back(&r);
        }
      }
      for (auto const& [entity, rows] : parents) {
        if (leads_back(entity, i, parents)) {
          fault(*rows.front(), c.name, fmt::format("{} leads back to itself", in_quotes(entity)),
                "Break the cycle");
        }
      }
    }
  }

  static bool leads_back(std::string_view start, std::size_t column_number,
                         std::map<std::string_view, std::vector<pack_row const*>> const& parents) {
    std::vector<std::string_view> open{start};
    name_set seen;
    while (!open.empty()) {
      auto const it = parents.find(open.back());
      open.pop_back();
      for (auto const* r : it == parents.end() ? std::vector<pack_row const*>{} : it->second) {
        std::string_view const next = r->own[column_number];
        if (next == start) {
          return true;
        }
        if (seen.insert(next).second) {
          open.push_back(next);
        }
      }
    }
    return false;
  }

  pack_contents const& pack_;
  std::vector<pack_fault>& faults_;
  std::unordered_map<std::string_view, name_set> entities_;
  name_set all_;
  std::unordered_map<std::string_view, std::string> row_ids_;  // and where it stands
  pack_table const* table_{nullptr};
};

// One reading of a pack from the disk.
class stream_checker {
 public:
  stream_checker(std::filesystem::path const& dir, report_progress const& progress)
      : dir_{dir}, progress_{progress} {}

  pack_report run(pack_contents& pack) {
    pack = read_descriptor(dir_, faults_);
    std::error_code code;
    if (std::filesystem::is_directory(dir_, code)) {
      read_rows(pack);
      check_descriptor(pack, faults_);
    }
    std::ranges::stable_sort(faults_.all, [](pack_fault const& a, pack_fault const& b) {
      return std::tie(a.file, a.line) < std::tie(b.file, b.line);
    });
    out_.name = pack.name;
    out_.version = pack.version;
    out_.tables = pack.tables.size();
    out_.faults = std::move(faults_.all);
    out_.faults_not_listed = faults_.not_listed;
    out_.digest = pack.digest;
    return std::move(out_);
  }

 private:
  void read_rows(pack_contents& pack) {
    pack_keys keys;
    row_checker checker{[this](pack_fault f) { faults_.push_back(std::move(f)); }, keys};
    pack_reader reader{dir_, pack.descriptor, pack_reader::folding::none};
    while (auto* batch = reader.next()) {
      if (batch->begins) {
        pack.tables.push_back(batch->table);
        checker.begin(batch->table);
        keys.begin(batch->table);
      }
      for (auto& f : batch->faults.all) {
        faults_.push_back(std::move(f));
      }
      faults_.not_listed += batch->faults.not_listed;
      for (std::size_t i = 0; i < batch->size; ++i) {
        auto const& r = batch->rows[i].row;
        checker.check(r);
        check_published(batch->table, r);
        keys.add(r);
        out_.cells += static_cast<std::size_t>(
            std::ranges::count_if(r.own, [](std::string const& c) { return !c.empty(); }));
      }
      out_.rows += batch->size;
      if (progress_) {
        progress_({false, out_.rows, batch->bytes, reader.bytes_in_all()});
      }
    }
    pack.digest = reader.digest();
    if (!keys.settle()) {
      keys.explain(dir_, faults_);
    }
  }

  // A pack is published: what is withheld stays out of it.
  void check_published(pack_table const& t, pack_row const& r) {
    auto const shown_if = tables()[*t.table].shown_if;
    if (!shown_if.empty() &&
        r.own[**find_property(t.table, shown_if) - *first_property(t.table)] == "no") {
      faults_.push_back({t.file, r.line, std::string{shown_if},
                         "what is not public cannot stand in a pack",
                         "Remove the row; karwan directory import keeps it in your own record"});
    }
  }

  std::filesystem::path const& dir_;
  report_progress const& progress_;
  fault_list faults_;
  pack_report out_;
};

}  // namespace

void check_contents(pack_contents const& pack, std::vector<pack_fault>& faults) {
  memory_checker{pack, faults}.run();
}

std::string pack_fault::sentence() const {
  auto out = file;
  if (line > 0) {
    out += fmt::format(":{}", line);
  }
  out += out.empty() ? "" : ": ";
  if (!column.empty()) {
    out += column + ": ";
  }
  return out + text + ". " + remedy;
}

pack_report check_pack(std::filesystem::path const& dir, report_progress const& progress) {
  pack_contents pack;
  return stream_checker{dir, progress}.run(pack);
}

pack_report check_pack(std::filesystem::path const& dir, pack_contents* contents,
                       report_progress const& progress) {
  return stream_checker{dir, progress}.run(*contents);
}

}  // namespace karwan::record
