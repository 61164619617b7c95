#include "record/csv.h"

#include <algorithm>
#include <cstring>

#include "karwan/base/sheet.h"
#include "karwan/base/text.h"

namespace karwan::record {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 18;
// Longer than any row: a quote that nobody closed, and not the whole file in memory.
constexpr std::size_t kLongestRecord = std::size_t{1} << 24;

}  // namespace

csv_reader::csv_reader(source more) : more_{std::move(more)} {}

void csv_reader::fault(std::string text, std::string remedy) {
  faults.push_back({line_, std::move(text), std::move(remedy)});
}

// Reads more behind what is there. False: there is no more, or there is too much already.
bool csv_reader::fill() {
  if (is_all_ || end_ - begin_ > kLongestRecord) {
    return false;
  }
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (buffer_.size() - end_ < kChunk) {
    buffer_.resize(std::max(2 * buffer_.size(), end_ + kChunk));
  }
  auto const n = more_(buffer_.data() + end_, buffer_.size() - end_);
  end_ += n;
  is_all_ = n == 0;
  return n > 0;
}

bool csv_reader::next(csv_record& to) {
  if (!started_) {
    started_ = true;
    while (end_ < 3 && fill()) {
    }
    if (std::string_view{buffer_.data(), end_}.starts_with("\xEF\xBB\xBF")) {
      begin_ = 3;
      fault("the file starts with a byte order mark (BOM)", "Save it as UTF-8 without BOM");
    }
  }
  for (;;) {
    auto const line = line_;
    auto const known = faults.size();
    at_ = begin_;
    auto what = at_end() ? outcome::needs_more : read_record(to);
    if (what == outcome::needs_more) {
      line_ = line;
      faults.resize(known);
      if (fill()) {
        continue;
      }
      if (begin_ == end_) {
        return false;
      }
      is_all_ = true;
      at_ = begin_;
      what = read_record(to);
    }
    auto const after = line_;
    auto const of_form = faults.size();
    line_ = line;
    check_bytes({buffer_.data() + begin_, at_ - begin_});
    line_ = after;
    // What is said of the bytes goes first.
    auto const place = [this](std::size_t i) {
      return faults.begin() + static_cast<std::ptrdiff_t>(i);
    };
    std::rotate(place(known), place(of_form), faults.end());
    begin_ = at_;
    if (what == outcome::record) {
      return true;
    }
  }
}

// Encoding and line ends, line by line.
void csv_reader::check_bytes(std::string_view record) {
  if (is_utf8(record) && record.find('\r') == std::string_view::npos && record.ends_with('\n')) {
    return;
  }
  for (; !record.empty(); ++line_) {
    auto const end = record.find('\n');
    auto const here = record.substr(0, end);
    if (!is_utf8(here)) {
      fault("there are bytes that are not UTF-8",
            "Save the file as UTF-8 (it looks like Latin-1 or Windows-1252)");
    }
    if (!returns_ && here.find('\r') != std::string_view::npos) {
      returns_ = true;
      fault("lines end with carriage returns", "End them with LF only");
    }
    if (end == std::string_view::npos) {
      fault("the last line has no end", "End the file with LF");
      return;
    }
    record.remove_prefix(end + 1);
  }
}

csv_reader::outcome csv_reader::read_record(csv_record& to) {
  to.line = line_;
  if (buffer_[at_] == '\n') {
    fault("the line is empty", "Remove it");
    ++at_;
    ++line_;
    return outcome::nothing;
  }
  std::size_t n = 0;
  for (;; ++n) {
    if (n == to.cells.size()) {
      to.cells.emplace_back();
    }
    auto& cell = to.cells[n];
    cell.clear();
    if (at_end() && !is_all_) {
      return outcome::needs_more;
    }
    auto const what = !at_end() && buffer_[at_] == '"' ? read_quoted(cell) : read_plain(cell);
    if (what == outcome::needs_more) {
      return what;
    }
    if (at_end() || buffer_[at_] != ',') {
      break;
    }
    ++at_;
  }
  to.cells.resize(n + 1);
  if (!at_end()) {
    ++at_;  // the LF
    ++line_;
  }
  return outcome::record;
}

csv_reader::outcome csv_reader::read_plain(std::string& cell) {
  auto const start = at_;
  auto quote = false;
  for (; at_ < end_ && buffer_[at_] != ',' && buffer_[at_] != '\n'; ++at_) {
    quote = quote || buffer_[at_] == '"';
  }
  if (at_end() && !is_all_) {
    return outcome::needs_more;
  }
  cell.assign(buffer_, start, at_ - start);
  if (cell.ends_with('\r')) {
    cell.pop_back();  // check_bytes says so
  }
  if (quote) {
    fault("a quote stands inside a cell without quotes: " + in_quotes(cell),
          "Put the cell in quotes and double the quotes within");
  }
  return outcome::record;
}

csv_reader::outcome csv_reader::read_quoted(std::string& cell) {
  auto const start = line_;
  ++at_;
  for (;;) {
    auto const* const from = buffer_.data() + at_;
    auto const* const quote = static_cast<char const*>(std::memchr(from, '"', end_ - at_));
    if (quote == nullptr && !is_all_) {
      return outcome::needs_more;
    }
    auto const size = quote == nullptr ? end_ - at_ : static_cast<std::size_t>(quote - from);
    cell.append(from, size);
    line_ += static_cast<std::size_t>(std::count(from, from + size, '\n'));
    at_ += size;
    if (quote == nullptr) {
      faults.push_back({start, "a quoted cell has no closing quote", "Close it"});
      return outcome::record;
    }
    ++at_;
    if (at_end() && !is_all_) {
      return outcome::needs_more;  // the quote may be the first of two
    }
    if (at_end() || buffer_[at_] != '"') {
      break;
    }
    cell += '"';
    ++at_;
  }
  auto const after = at_;
  while (at_ < end_ && buffer_[at_] != ',' && buffer_[at_] != '\n') {
    ++at_;
  }
  if (at_end() && !is_all_) {
    return outcome::needs_more;
  }
  if (at_ > after) {
    fault("text follows the closing quote of a cell", "Put the whole cell in quotes");
    cell.append(buffer_, after, at_ - after);
  } else if (!needs_quotes(cell)) {
    fault("a cell is quoted without need: " + in_quotes(cell), "Remove the quotes");
  }
  return outcome::record;
}

csv_file read_csv(std::string_view bytes) {
  csv_file out;
  csv_reader reader{[&](char* to, std::size_t most) {
    auto const n = bytes.copy(to, most);
    bytes.remove_prefix(n);
    return n;
  }};
  for (csv_record r; reader.next(r);) {
    out.records.push_back(r);
  }
  out.faults = std::move(reader.faults);
  return out;
}

}  // namespace karwan::record
