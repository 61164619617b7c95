#include "karwan/base/sheet.h"

#include <algorithm>

#include <fmt/format.h>

#include "karwan/base/text.h"

namespace karwan {
namespace {

// Blanks of any kind to one blank, none at the ends.
std::string tidy(std::string_view text) {
  std::string out;
  for (char const c : text) {
    auto const blank = static_cast<unsigned char>(c) <= 0x20 || c == 0x7f;
    if (!blank) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (out.ends_with(' ')) {
    out.pop_back();
  }
  return to_nfc(out);
}

// The separator of which the first line has most outside quotes; a comma where it has none.
char separator_of(std::string_view bytes) {
  auto const first = bytes.substr(0, bytes.find('\n'));
  char best = ',';
  std::ptrdiff_t most = 0;
  for (char const candidate : {',', ';', '\t'}) {
    auto quoted = false;
    auto const n = std::ranges::count_if(first, [&](char c) {
      quoted = quoted != (c == '"');
      return !quoted && c == candidate;
    });
    if (n > most) {
      best = candidate;
      most = n;
    }
  }
  return best;
}

void drop_blank_end(std::vector<std::string>& cells) {
  while (!cells.empty() && cells.back().empty()) {
    cells.pop_back();
  }
}

// The first line that is not UTF-8; 0: all are.
std::size_t bad_line(std::string_view bytes) {
  std::size_t line = 1;
  while (!bytes.empty()) {
    auto const end = std::min(bytes.find('\n'), bytes.size());
    if (!is_utf8(bytes.substr(0, end))) {
      return line;
    }
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    ++line;
  }
  return 0;
}

}  // namespace

// Rows of cells, as many as each has.
struct sheet_reader::cells {
  cells(std::string_view bytes, std::vector<sheet_fault>& faults)
      : rest_{bytes}, separator_{separator_of(bytes)}, faults_{faults} {}

  // False at the end; empty rows are passed over.
  bool next(sheet_row& row) {
    while (!rest_.empty()) {
      row = read_row();
      if (!std::ranges::all_of(row.cells, &std::string::empty)) {
        return true;
      }
    }
    return false;
  }

  void fit(sheet_row& row, std::size_t wanted) {
    drop_blank_end(row.cells);
    if (row.cells.size() > wanted) {
      faults_.push_back(
          {row.line,
           {},
           fmt::format("the row has {} cells, the header {}", row.cells.size(), wanted),
           "Put cells that hold the separator in quotes"});
    }
    row.cells.resize(wanted);
  }

 private:
  sheet_row read_row() {
    sheet_row row{line_, {}};
    for (;;) {
      row.cells.push_back(tidy(rest_.starts_with('"') ? quoted_cell(row.line) : plain_cell()));
      if (!rest_.starts_with(separator_)) {
        break;
      }
      rest_.remove_prefix(1);
    }
    if (!rest_.empty()) {
      rest_.remove_prefix(1);  // the LF
      ++line_;
    }
    return row;
  }

  std::string_view plain_cell() {
    auto const end = std::min(rest_.find_first_of(std::string{separator_, '\n'}), rest_.size());
    auto const cell = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return cell;
  }

  // What follows the closing quote up to the separator belongs to the cell too.
  std::string quoted_cell(std::size_t line) {
    std::string cell;
    rest_.remove_prefix(1);
    for (;;) {
      auto const quote = rest_.find('"');
      auto const part = rest_.substr(0, quote);
      cell += part;
      line_ += static_cast<std::size_t>(std::ranges::count(part, '\n'));
      rest_.remove_prefix(std::min(part.size(), rest_.size()));
      if (rest_.empty()) {
        faults_.push_back({line, {}, "a quote is not closed", "Close it, or write two of them"});
        return cell;
      }
      rest_.remove_prefix(1);
      if (!rest_.starts_with('"')) {
        return cell += plain_cell();
      }
      cell += '"';
      rest_.remove_prefix(1);
    }
  }

  std::string_view rest_;
  char separator_;
  std::vector<sheet_fault>& faults_;
  std::size_t line_{1};
};

sheet_reader::sheet_reader(std::string_view bytes, std::vector<sheet_fault>& faults) {
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    bytes.remove_prefix(3);
  }
  if (auto const line = bad_line(bytes); line != 0) {
    faults.push_back({line,
                      {},
                      "there are bytes that are not UTF-8",
                      "Save the list as CSV in UTF-8 (spreadsheets offer it beside CSV)"});
    return;
  }
  cells_ = std::make_unique<cells>(bytes, faults);
  sheet_row first;
  if (cells_->next(first)) {
    header_ = std::move(first.cells);
    drop_blank_end(header_);
  } else {
    faults.push_back({0, {}, "the list is empty", "Its first line names the columns"});
  }
}

sheet_reader::~sheet_reader() = default;

bool sheet_reader::next(sheet_row& row) {
  if (cells_ == nullptr || !cells_->next(row)) {
    return false;
  }
  cells_->fit(row, header_.size());
  return true;
}

sheet read_sheet(std::string_view bytes, std::vector<sheet_fault>& faults) {
  sheet_reader rows{bytes, faults};
  sheet out;
  for (sheet_row row; rows.next(row);) {
    out.rows.push_back(std::move(row));
  }
  out.header = rows.header();
  return out;
}

bool needs_quotes(std::string_view cell) noexcept {
  return cell.find_first_of(",\"\n\r") != std::string_view::npos;
}

void write_csv(std::string& out, std::vector<std::string_view> const& cells) {
  auto first = true;
  for (auto const cell : cells) {
    if (!first) {
      out += ',';
    }
    first = false;
    if (!needs_quotes(cell)) {
      out += cell;
      continue;
    }
    out += '"';
    for (char const c : cell) {
      out.append(c == '"' ? 2 : 1, c);
    }
    out += '"';
  }
  out += '\n';
}

}  // namespace karwan
