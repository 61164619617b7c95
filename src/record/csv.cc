#include "record/csv.h"

#include <algorithm>

#include "karwan/base/text.h"

namespace karwan::record {
namespace {

bool needs_quotes(std::string_view cell) {
  return cell.find_first_of(",\"\n\r") != std::string_view::npos;
}

class reader {
 public:
  explicit reader(std::string_view bytes) : rest_{bytes} {}

  csv_file read() {
    if (rest_.starts_with("\xEF\xBB\xBF")) {
      rest_.remove_prefix(3);
      fault("the file starts with a byte order mark (BOM)", "Save it as UTF-8 without BOM");
    }
    check_bytes();
    while (!rest_.empty()) {
      read_record();
    }
    return std::move(out_);
  }

 private:
  void fault(std::string text, std::string remedy) {
    out_.faults.push_back({line_, std::move(text), std::move(remedy)});
  }

  // Encoding and line ends, line by line.
  void check_bytes() {
    std::size_t line = 1;
    auto returns = false;
    for (auto text = rest_; !text.empty(); ++line) {
      auto const end = text.find('\n');
      auto const here = text.substr(0, end);
      if (!is_utf8(here)) {
        out_.faults.push_back({line, "there are bytes that are not UTF-8",
                               "Save the file as UTF-8 (it looks like Latin-1 or Windows-1252)"});
      }
      if (!returns && here.find('\r') != std::string_view::npos) {
        returns = true;
        out_.faults.push_back({line, "lines end with carriage returns", "End them with LF only"});
      }
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
      if (end == std::string_view::npos) {
        out_.faults.push_back({line, "the last line has no end", "End the file with LF"});
      }
    }
  }

  void read_record() {
    csv_record record{line_, {}};
    if (rest_.front() == '\n') {
      fault("the line is empty", "Remove it");
      end_line();
      return;
    }
    for (;;) {
      record.cells.push_back(rest_.starts_with('"') ? quoted_cell() : plain_cell());
      if (!rest_.starts_with(',')) {
        break;
      }
      rest_.remove_prefix(1);
    }
    end_line();
    out_.records.push_back(std::move(record));
  }

  void end_line() {
    if (!rest_.empty()) {
      rest_.remove_prefix(1);  // the LF
      ++line_;
    }
  }

  std::string plain_cell() {
    auto const end = std::min(rest_.find_first_of(",\n"), rest_.size());
    std::string cell{rest_.substr(0, end)};
    rest_.remove_prefix(end);
    if (cell.ends_with('\r')) {
      cell.pop_back();  // check_bytes has said so
    }
    if (cell.find('"') != std::string::npos) {
      fault("a quote stands inside a cell without quotes: " + in_quotes(cell),
            "Put the cell in quotes and double the quotes within");
    }
    return cell;
  }

  std::string quoted_cell() {
    std::string cell;
    auto const start = line_;
    rest_.remove_prefix(1);
    for (;;) {
      auto const quote = rest_.find('"');
      auto const part = rest_.substr(0, quote);
      cell += part;
      line_ += static_cast<std::size_t>(std::ranges::count(part, '\n'));
      if (quote == std::string_view::npos) {
        rest_ = {};
        out_.faults.push_back({start, "a quoted cell has no closing quote", "Close it"});
        return cell;
      }
      rest_.remove_prefix(quote + 1);
      if (!rest_.starts_with('"')) {
        break;
      }
      cell += '"';
      rest_.remove_prefix(1);
    }
    if (auto const more = std::min(rest_.find_first_of(",\n"), rest_.size()); more > 0) {
      fault("text follows the closing quote of a cell", "Put the whole cell in quotes");
      cell += rest_.substr(0, more);
      rest_.remove_prefix(more);
    } else if (!needs_quotes(cell)) {
      fault("a cell is quoted without need: " + in_quotes(cell), "Remove the quotes");
    }
    return cell;
  }

  std::string_view rest_;
  std::size_t line_{1};
  csv_file out_;
};

}  // namespace

csv_file read_csv(std::string_view bytes) {
  return reader{bytes}.read();
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

}  // namespace karwan::record
