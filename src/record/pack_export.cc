#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <boost/json/parse.hpp>

#include "record/atomic_file.h"
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

// Which columns to write: those that the pack had, and those that hold something now.
std::vector<std::size_t> columns_to_write(std::vector<std::string> const& full,
                                          std::vector<std::string> const& had,
                                          std::vector<pack_row> const& rows) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < full.size(); ++i) {
    auto const kept = i < 2 || std::ranges::find(had, full[i]) != had.end();
    if (kept ||
        std::ranges::any_of(rows, [i](pack_row const& r) { return !cell_at(r, i).empty(); })) {
      out.push_back(i);
    }
  }
  return out;
}

struct written_table {
  std::vector<std::string> header;
  std::string csv;
};

written_table write_table(table const& t, std::vector<std::string> const& had,
                          std::vector<pack_row> const& rows) {
  written_table out;
  auto const full = full_header(t);
  auto const columns = columns_to_write(full, had, rows);
  std::vector<std::string_view> cells;
  for (auto const i : columns) {
    out.header.push_back(full[i]);
    cells.push_back(full[i]);
  }
  write_csv(out.csv, cells);
  for (auto const& r : rows) {
    cells.clear();
    for (auto const i : columns) {
      cells.push_back(cell_at(r, i));
    }
    write_csv(out.csv, cells);
  }
  return out;
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

void write_or_throw(fs::path const& file, std::string_view bytes) {
  if (auto ok = write_file(file, bytes); !ok) {
    throw failure{std::move(ok.error())};
  }
}

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
    auto const pack = chosen_pack(s, name);
    auto const load = find_last_load(s, pack).value();
    auto const descriptor = json::parse(load.descriptor).as_object();
    auto const headers = loaded_headers(descriptor);

    export_report report{pack, 0, 0, {}, {}};
    std::vector<std::vector<pack_row>> rows(tables().size());  // ordered by row_id
    for (auto const& [row_id, row] : read_stored(s, pack)) {
      auto current = row.current_row();
      if (is_withheld(row.table, current)) {
        report.withheld.push_back(row_id);
      } else if (lacks_required(row.table, current)) {
        if (!row.empty()) {
          report.left_out.push_back(row_id);
        }
      } else if (!row.empty()) {
        rows[*row.table].push_back(std::move(current));
      }
    }
    std::error_code code;
    fs::create_directories(dir, code);  // writing reports a failure
    json::array resources;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      auto const& t = tables()[i];
      auto const had = headers.find(std::string{t.name});
      if (rows[i].empty() && had == headers.end()) {
        continue;
      }
      auto const written =
          write_table(t, had == headers.end() ? std::vector<std::string>{} : had->second, rows[i]);
      write_or_throw(dir / file_name(t), written.csv);
      resources.push_back(resource_of(t, written.header));
      ++report.files;
      report.rows += rows[i].size();
    }
    write_or_throw(dir / kDescriptor, descriptor_for(load, descriptor, resources));
    ++report.files;
    return report;
  });
}

}  // namespace karwan::record
