#include "exchange/gmns_data.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>
#include <sstream>

#include "exchange/csv_stream.h"
#include "karwan/base/text.h"

namespace karwan::exchange {
namespace {

bool is_control(char c) {
  return (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\r' && c != '\n') || c == 0x7f;
}

// Line ends and tabs are blanks, as in any CSV; so is what no text holds, which is told.
bool blank_controls(std::string& cell) {
  auto const odd = std::ranges::any_of(cell, is_control);
  std::ranges::replace_if(
      cell, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
  return odd;
}

void trim(std::string& cell) {
  auto const from = cell.find_first_not_of(" \t\r\n");
  auto const to = cell.find_last_not_of(" \t\r\n");
  cell = from == std::string::npos ? std::string{} : cell.substr(from, to + 1 - from);
  if (cell == "NaN") {
    cell.clear();
  }
}

gmns_file read_file(gmns_table const& table, std::string const& bytes, gmns_faults& faults) {
  gmns_file out{&table, {}, {}};
  std::istringstream in{bytes};
  csv_stream csv{in};
  std::vector<std::string> cells;
  while (csv.next(cells)) {
    auto odd = false;
    for (auto& cell : cells) {
      odd = blank_controls(cell) || odd;
      trim(cell);
    }
    if (odd) {
      faults.warn(out, csv.line(), {}, "a control character is read as a blank", "Remove it");
    }
    if (!csv.fault().empty()) {
      faults.error(out, csv.line(), {}, csv.fault(), "Mend the quotes of that row");
    }
    if (std::ranges::all_of(cells, &std::string::empty)) {
      continue;
    }
    if (out.header.empty()) {
      out.header = cells;
      continue;
    }
    if (cells.size() > out.header.size()) {
      auto const extra =
          std::ranges::any_of(cells.begin() + static_cast<std::ptrdiff_t>(out.header.size()),
                              cells.end(), [](std::string const& c) { return !c.empty(); });
      if (extra) {
        faults.error(out, csv.line(), {}, "the row has more cells than the header",
                     "Put cells that hold a comma in quotes");
      }
    }
    cells.resize(out.header.size());
    out.rows.push_back({csv.line(), cells});
  }
  return out;
}

}  // namespace

std::optional<std::size_t> gmns_file::column(std::string_view field) const {
  auto const at = std::ranges::find(header, field);
  return at == header.end() ? std::nullopt
                            : std::optional{static_cast<std::size_t>(at - header.begin())};
}

std::string_view gmns_file::text(gmns_row const& row, std::string_view field) const {
  auto const at = column(field);
  return at ? std::string_view{row.cells[*at]} : std::string_view{};
}

gmns_file const* gmns_data::find(std::string_view table) const {
  auto const at = files.find(table);
  return at == files.end() ? nullptr : &at->second;
}

void gmns_faults::add(gmns_fault f) {
  if (all.size() < kMostFaults) {
    all.push_back(std::move(f));
  } else {
    ++unlisted;
  }
}

void gmns_faults::error(gmns_file const& in, std::size_t line, std::string_view field,
                        std::string text, std::string remedy) {
  add({true, in.name(), line, std::string{field}, std::move(text), std::move(remedy)});
}

void gmns_faults::warn(gmns_file const& in, std::size_t line, std::string_view field,
                       std::string text, std::string remedy) {
  add({false, in.name(), line, std::string{field}, std::move(text), std::move(remedy)});
}

gmns_data read_gmns(gmns_source const& source, gmns_faults& faults) {
  gmns_data out;
  for (auto const& table : gmns_tables()) {
    auto const bytes = source(std::string{table.name} + ".csv");
    if (!bytes) {
      continue;
    }
    if (!is_utf8(*bytes)) {
      faults.error({&table, {}, {}}, 0, {}, "there are bytes that are not UTF-8",
                   "Save the file as CSV in UTF-8");
      continue;
    }
    out.files.emplace(table.name, read_file(table, *bytes, faults));
  }
  return out;
}

gmns_source gmns_folder(std::filesystem::path folder) {
  return [folder = std::move(folder)](std::string_view file) -> std::optional<std::string> {
    std::ifstream in{folder / file, std::ios::binary};
    if (!in) {
      return std::nullopt;
    }
    return std::string{std::istreambuf_iterator<char>{in}, {}};
  };
}

std::optional<double> gmns_number(std::string_view text) {
  double value = 0;
  auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  auto const read = fault == std::errc{} && end == text.data() + text.size() && !text.empty();
  return read && std::isfinite(value) ? std::optional{value} : std::nullopt;
}

std::optional<bool> gmns_boolean(std::string_view text) {
  std::string lower{text};
  std::ranges::transform(lower, lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  if (lower == "1" || lower == "true") {
    return true;
  }
  if (lower == "0" || lower == "false") {
    return false;
  }
  return std::nullopt;
}

}  // namespace karwan::exchange
