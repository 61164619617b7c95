#include <algorithm>
#include <limits>
#include <map>

#include <fmt/format.h>
#include <boost/json/parse.hpp>

#include "karwan/base/atomic_file.h"
#include "karwan/base/sheet.h"
#include "record/csv.h"
#include "record/stored_pack.h"

namespace karwan::record {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

// The columns that the pack had when it was loaded, by table.
std::map<std::string, std::vector<std::string>> loaded_headers(json::object const& descriptor) {
  std::map<std::string, std::vector<std::string>> out;
  for (auto const& r : descriptor.at("resources").as_array()) {
    auto& header = out[std::string{r.at("name").as_string()}];
    for (auto const& f : r.at("schema").at("fields").as_array()) {
      header.emplace_back(f.at("name").as_string());
    }
  }
  return out;
}

std::string_view cell_at(pack_row const& r, std::size_t i) {
  return i == 0                 ? r.row_id
         : i == 1               ? r.entity
         : i - 2 < r.own.size() ? r.own[i - 2]
                                : r.shared[i - 2 - r.own.size()];
}

bool is_withheld(table_ix t, pack_row const& r) {
  auto const shown_if = tables()[*t].shown_if;
  return !shown_if.empty() && r.own[**find_property(t, shown_if) - *first_property(t)] != "yes";
}

bool lacks_required(table_ix t, pack_row const& r) {
  auto const columns = tables()[*t].columns;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].required && r.own[i].empty()) {
      return true;
    }
  }
  return false;
}

enum class fate { written, withheld, left_out, gone };

fate fate_of(table_ix t, stored_row const& stored, pack_row const& now) {
  return is_withheld(t, now)      ? fate::withheld
         : stored.empty()         ? fate::gone
         : lacks_required(t, now) ? fate::left_out
                                  : fate::written;
}

// One table of the pack, read twice so that it need not be in memory: which columns hold something,
// then the rows themselves.
class table_export {
 public:
  table_export(store::impl& s, std::string const& pack, table_ix t,
               std::vector<std::string> const* had)
      : rows_{s, pack, std::numeric_limits<std::int64_t>::max()}, table_{t}, had_{had} {}

  // Notes rows that are not written in the report. False: there is nothing to write.
  bool survey(export_report& report) {
    full_ = full_header(tables()[*table_]);
    used_.assign(full_.size(), false);
    std::size_t written = 0;
    each_row([&](stored_row const& stored, pack_row const& r) {
      switch (fate_of(table_, stored, r)) {
        case fate::written:
          mark_used(r);
          ++written;
          break;
        case fate::withheld:
          report.withheld.push_back(r.row_id);
          break;
        case fate::left_out:
          report.left_out.push_back(r.row_id);
          break;
        case fate::gone:
          break;
      }
    });
    report.rows += written;
    return written != 0 || had_ != nullptr;
  }

  // The header that was written.
  std::vector<std::string> write(fs::path const& dir) {
    atomic_file file{dir / file_name(tables()[*table_])};
    std::vector<std::string> header;
    for (std::size_t i = 0; i < full_.size(); ++i) {
      if (is_written(i)) {
        header.push_back(full_[i]);
      }
    }
    std::string line;
    write_csv(line, {header.begin(), header.end()});
    file.write(line);
    write_rows(file);
    if (auto ok = file.put_in_place(); !ok) {
      throw failure{std::move(ok.error())};
    }
    return header;
  }

 private:
  template <typename F>
  void each_row(F&& f) {
    rows_.begin(table_);
    for (; auto const* stored = rows_.current(); rows_.advance()) {
      f(*stored, stored->current_row());
    }
  }

  void mark_used(pack_row const& r) {
    for (std::size_t i = 0; i < used_.size(); ++i) {
      used_[i] = used_[i] || !cell_at(r, i).empty();
    }
  }

  // The columns that the pack had, and those that hold something now.
  bool is_written(std::size_t i) const {
    return i < 2 || used_[i] ||
           (had_ != nullptr && std::ranges::find(*had_, full_[i]) != had_->end());
  }

  void write_rows(atomic_file& file) {
    std::string text;
    std::vector<std::string_view> cells;
    each_row([&](stored_row const& stored, pack_row const& r) {
      if (fate_of(table_, stored, r) != fate::written) {
        return;
      }
      cells.clear();
      for (std::size_t i = 0; i < full_.size(); ++i) {
        if (is_written(i)) {
          cells.push_back(cell_at(r, i));
        }
      }
      write_csv(text, cells);
      if (text.size() > kPiece) {
        file.write(text);
        text.clear();
      }
    });
    file.write(text);
  }

  static constexpr std::size_t kPiece = 1 << 16;

  stored_rows rows_;
  table_ix table_;
  std::vector<std::string> const* had_;  // nullptr: the pack had no such file
  std::vector<std::string> full_;
  std::vector<bool> used_;
};

// The descriptor as it was loaded where its resources still fit; else with new resources.
std::string descriptor_for(last_load const& load, json::object descriptor,
                           json::array const& resources) {
  if (descriptor.at("resources").as_array() == resources) {
    return load.descriptor;
  }
  descriptor["resources"] = resources;
  return pretty(descriptor);
}

}  // namespace

result<export_report> export_pack(store const& from, fs::path const& dir, std::string const& name) {
  return as_result([&]() -> result<export_report> {
    auto& s = store_access::of(from);
    s.refresh();
    read_moment const same{s.db};
    auto const pack = chosen_pack(s, name);
    auto const load = find_last_load(s, pack).value();
    auto const descriptor = json::parse(load.descriptor).as_object();
    auto const headers = loaded_headers(descriptor);

    std::error_code code;
    fs::create_directories(dir, code);  // writing reports a failure
    export_report report{pack, 0, 0, {}, {}};
    json::array resources;
    for (std::size_t i = 0; i < tables().size(); ++i) {
      auto const& t = tables()[i];
      auto const had = headers.find(std::string{t.name});
      table_export out{s, pack, table_ix{static_cast<std::uint16_t>(i)},
                       had == headers.end() ? nullptr : &had->second};
      if (out.survey(report)) {
        resources.push_back(resource_of(t, out.write(dir)));
        ++report.files;
      }
    }
    std::ranges::sort(report.withheld);
    std::ranges::sort(report.left_out);
    write_file_or_throw(dir / kDescriptor, descriptor_for(load, descriptor, resources));
    ++report.files;
    return report;
  });
}

}  // namespace karwan::record
