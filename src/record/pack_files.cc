#include "record/pack_files.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include <fmt/format.h>
#include <boost/json/parse.hpp>

#include "karwan/base/text.h"
#include "record/csv.h"
#include "record/digest.h"

namespace karwan::record {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

// Where each cell of a record goes: row_id, entity, an own column, a common one, or nowhere.
struct layout {
  std::vector<std::size_t> target;  // index into full_header, or npos
  bool usable{false};
};
constexpr auto npos = static_cast<std::size_t>(-1);

// Must be in a header; the others may be left out where a pack never fills them.
bool is_needed(table const& t, std::size_t i) {
  if (i < 2) {
    return true;
  }
  if (i - 2 < t.columns.size()) {
    return t.columns[i - 2].required;
  }
  auto const c = static_cast<common>(i - 2 - t.columns.size());
  return t.name != kSourcesTable && (c == common::grade || c == common::source);
}

layout read_header(table const& t, std::string const& file, std::vector<std::string> const& header,
                   std::vector<pack_fault>& faults) {
  auto const full = full_header(t);
  layout out;
  std::vector<bool> seen(full.size(), false);
  auto last = npos;
  auto ordered = true;
  for (auto const& name : header) {
    auto const at = static_cast<std::size_t>(std::ranges::find(full, name) - full.begin());
    if (at == full.size()) {
      out.target.push_back(npos);
      faults.push_back({file, 1, name,
                        fmt::format("table {} has no column {}", t.name, in_quotes(name)),
                        "Use the columns of the dictionary: karwan pack schema lists them"});
      continue;
    }
    if (seen[at]) {
      faults.push_back({file, 1, name, "the column stands twice", "Keep one"});
    }
    ordered = ordered && (last == npos || at > last);
    last = at;
    seen[at] = true;
    out.target.push_back(at);
  }
  for (std::size_t i = 0; i < full.size(); ++i) {
    if (!seen[i] && is_needed(t, i)) {
      faults.push_back({file, 1, full[i], "the column is missing", "Add it to the header"});
    }
  }
  if (!ordered) {
    faults.push_back({file,
                      1,
                      {},
                      "the columns are not in the order of the dictionary",
                      fmt::format("Order them: {}", fmt::join(full, ","))});
  }
  out.usable = seen[0] && seen[1];
  return out;
}

pack_row place_cells(table const& t, layout const& l, csv_record&& record) {
  pack_row row;
  row.line = record.line;
  row.own.resize(t.columns.size());
  for (std::size_t i = 0; i < l.target.size(); ++i) {
    auto const at = l.target[i];
    if (at == npos) {
      continue;
    }
    auto& cell = at == 0                     ? row.row_id
                 : at == 1                   ? row.entity
                 : at - 2 < t.columns.size() ? row.own[at - 2]
                                             : row.shared[at - 2 - t.columns.size()];
    cell = std::move(record.cells[i]);
  }
  return row;
}

pack_table read_table(table_ix ix, std::string const& bytes, std::vector<pack_fault>& faults) {
  auto const& t = tables()[*ix];
  pack_table out{ix, file_name(t), {}, {}};
  auto csv = read_csv(bytes);
  for (auto& f : csv.faults) {
    faults.push_back({out.file, f.line, {}, std::move(f.text), std::move(f.remedy)});
  }
  if (csv.records.empty()) {
    faults.push_back({out.file, 1, {}, "there is no header", "Start with row_id,entity,..."});
    return out;
  }
  out.header = std::move(csv.records.front().cells);
  auto const l = read_header(t, out.file, out.header, faults);
  if (!l.usable) {
    return out;
  }
  out.rows.reserve(csv.records.size());
  for (auto it = csv.records.begin() + 1; it != csv.records.end(); ++it) {
    if (it->cells.size() != out.header.size()) {
      faults.push_back(
          {out.file,
           it->line,
           {},
           fmt::format("the row has {} cells, the header {}", it->cells.size(), out.header.size()),
           "Write one cell per column; quote cells that hold commas"});
      continue;
    }
    out.rows.push_back(place_cells(t, l, std::move(*it)));
  }
  return out;
}

std::string text_member(json::object const& o, std::string_view key) {
  auto const* v = o.if_contains(key);
  return v != nullptr && v->is_string() ? std::string{v->get_string()} : std::string{};
}

void read_descriptor(fs::path const& dir, pack_contents& pack, std::vector<pack_fault>& faults) {
  auto bytes = read_file(dir / kDescriptor);
  if (!bytes) {
    faults.push_back({kDescriptor,
                      0,
                      {},
                      "the file is missing",
                      "Write it from the dictionary: karwan pack schema DIR"});
    return;
  }
  pack.descriptor = std::move(*bytes);
  json::error_code code;
  auto const value = json::parse(pack.descriptor, code);
  if (code || !value.is_object()) {
    faults.push_back({kDescriptor, 0, {}, "the file is not a JSON object", "Mend or rewrite it"});
    return;
  }
  pack.json = value.get_object();
  pack.name = text_member(pack.json, "name");
  pack.version = text_member(pack.json, "version");
  if (auto const t = parse_instant(text_member(pack.json, "created")); t) {
    pack.created = *t;
  }
}

// CSV files that no table of the dictionary owns.
void find_strangers(fs::path const& dir, std::vector<pack_fault>& faults) {
  std::vector<std::string> names;
  std::error_code code;
  for (auto const& entry : fs::directory_iterator{dir, code}) {
    auto const stem = entry.path().stem().string();
    if (entry.path().extension() == ".csv" && !find_table(stem)) {
      names.push_back(entry.path().filename().string());
    }
  }
  std::ranges::sort(names);
  for (auto& name : names) {
    faults.push_back(
        {std::move(name), 0, {}, "the dictionary has no such table", "Rename or remove the file"});
  }
}

}  // namespace

std::string file_name(table const& t) {
  return std::string{t.name} + ".csv";
}

std::optional<std::string> read_file(fs::path const& file) {
  std::ifstream in{file, std::ios::binary};
  if (!in) {
    return std::nullopt;
  }
  std::string bytes{std::istreambuf_iterator<char>{in}, {}};
  return in.bad() ? std::nullopt : std::optional{std::move(bytes)};
}

std::vector<std::string> full_header(table const& t) {
  std::vector<std::string> out{"row_id", "entity"};
  for (auto const& c : t.columns) {
    out.emplace_back(c.name);
  }
  for (auto const& c : common_columns()) {
    out.emplace_back(c.name);
  }
  return out;
}

pack_contents read_pack(fs::path const& dir, std::vector<pack_fault>& faults) {
  pack_contents pack;
  std::error_code code;
  if (!fs::is_directory(dir, code)) {
    faults.push_back({dir.string(), 0, {}, "there is no such folder", "Name the pack's folder"});
    return pack;
  }
  read_descriptor(dir, pack, faults);
  auto all = pack.descriptor;
  for (std::size_t i = 0; i < tables().size(); ++i) {
    auto const name = file_name(tables()[i]);
    if (auto const bytes = read_file(dir / name)) {
      all += fmt::format("\n{} {}\n", name, bytes->size());
      all += *bytes;
      pack.tables.push_back(read_table(table_ix{static_cast<std::uint16_t>(i)}, *bytes, faults));
    }
  }
  find_strangers(dir, faults);
  pack.digest = sha256(all);
  return pack;
}

}  // namespace karwan::record
