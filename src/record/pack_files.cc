#include "record/pack_files.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include <fmt/format.h>
#include <boost/json/parse.hpp>

#include "karwan/base/text.h"

namespace karwan::record {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

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

// Where each cell goes: a place in full_header, or npos. Empty: rows cannot be told apart.
std::vector<std::size_t> read_columns(table const& t, std::string const& file,
                                      std::vector<std::string> const& header, fault_list& faults) {
  auto const full = full_header(t);
  std::vector<std::size_t> target;
  std::vector<bool> seen(full.size(), false);
  auto last = npos;
  auto ordered = true;
  for (auto const& name : header) {
    auto const at = static_cast<std::size_t>(std::ranges::find(full, name) - full.begin());
    if (at == full.size()) {
      target.push_back(npos);
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
    target.push_back(at);
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
  return seen[0] && seen[1] ? target : std::vector<std::size_t>{};
}

std::string& cell_at(pack_row& r, std::size_t i) {
  return i == 0                 ? r.row_id
         : i == 1               ? r.entity
         : i - 2 < r.own.size() ? r.own[i - 2]
                                : r.shared[i - 2 - r.own.size()];
}

std::string text_member(json::object const& o, std::string_view key) {
  auto const* v = o.if_contains(key);
  return v != nullptr && v->is_string() ? std::string{v->get_string()} : std::string{};
}

void parse_descriptor(fs::path const& dir, pack_contents& pack, fault_list& faults) {
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
void find_strangers(fs::path const& dir, fault_list& faults) {
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

void fault_list::push_back(pack_fault f) {
  constexpr std::size_t kMost = 100'000;
  if (all.size() < kMost) {
    all.push_back(std::move(f));
  } else {
    ++not_listed;
  }
}

pack_contents read_descriptor(fs::path const& dir, fault_list& faults) {
  pack_contents pack;
  std::error_code code;
  if (!fs::is_directory(dir, code)) {
    faults.push_back({{}, 0, {}, "there is no such folder", "Name the pack's folder"});
    return pack;
  }
  parse_descriptor(dir, pack, faults);
  find_strangers(dir, faults);
  return pack;
}

table_stream::table_stream(fs::path const& dir, table_ix ix, fault_list& faults,
                           sha256_digest* digest)
    : table_{ix, file_name(tables()[*ix]), {}, {}},
      faults_{faults},
      digest_{digest},
      file_{std::fopen((dir / table_.file).c_str(), "rb")},
      csv_{[this](char* to, std::size_t most) {
        auto const n = std::fread(to, 1, most, file_.get());
        bytes_ += n;
        if (digest_ != nullptr) {
          digest_->add({to, n});
        }
        return n;
      }} {
  std::error_code code;
  if (file_ && fs::is_directory(dir / table_.file, code)) {
    file_.reset();
  }
  if (!file_) {
    return;
  }
  std::setvbuf(file_.get(), nullptr, _IONBF, 0);  // csv_ reads large pieces
  if (digest_ != nullptr) {
    auto const size = fs::file_size(dir / table_.file, code);
    digest_->add(fmt::format("\n{} {}\n", table_.file, size));
  }
  read_header();
}

void table_stream::take_faults() {
  for (auto& f : csv_.faults) {
    faults_.push_back({table_.file, f.line, {}, std::move(f.text), std::move(f.remedy)});
  }
  csv_.faults.clear();
}

void table_stream::read_header() {
  auto const there = csv_.next(record_);
  take_faults();
  if (!there) {
    faults_.push_back({table_.file, 1, {}, "there is no header", "Start with row_id,entity,..."});
    return;
  }
  table_.header = record_.cells;
  auto const& t = tables()[*table_.table];
  target_ = read_columns(t, table_.file, table_.header, faults_);
  for (std::size_t i = 0; i < full_header(t).size(); ++i) {
    if (std::ranges::find(target_, i) == target_.end()) {
      blank_.push_back(i);
    }
  }
}

bool table_stream::next(pack_row& to) {
  while (csv_.next(record_)) {
    take_faults();
    if (target_.empty()) {
      continue;  // only what is wrong with the form
    }
    if (record_.cells.size() == table_.header.size()) {
      place_cells(to);
      return true;
    }
    faults_.push_back({table_.file,
                       record_.line,
                       {},
                       fmt::format("the row has {} cells, the header {}", record_.cells.size(),
                                   table_.header.size()),
                       "Write one cell per column; quote cells that hold commas"});
  }
  take_faults();
  return false;
}

void table_stream::place_cells(pack_row& to) {
  auto const own = tables()[*table_.table].columns.size();
  if (to.own.size() != own || to.line == 0) {
    to = {};
    to.own.resize(own);
  }
  for (auto const at : blank_) {
    cell_at(to, at).clear();
  }
  to.line = record_.line;
  for (std::size_t i = 0; i < target_.size(); ++i) {
    auto const at = target_[i];
    if (at == npos) {
      continue;
    }
    cell_at(to, at).swap(record_.cells[i]);  // both keep their room for the next row
  }
}

pack_contents read_pack(fs::path const& dir, fault_list& faults) {
  auto pack = read_descriptor(dir, faults);
  for (std::size_t i = 0; i < tables().size(); ++i) {
    table_stream in{dir, table_ix{static_cast<std::uint16_t>(i)}, faults, nullptr};
    if (in.is_there()) {
      auto& t = pack.tables.emplace_back(in.table());
      for (pack_row r; in.next(r);) {
        t.rows.push_back(r);
      }
    }
  }
  return pack;
}

}  // namespace karwan::record
