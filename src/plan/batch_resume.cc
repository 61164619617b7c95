#include <charconv>

#include "karwan/plan/batch.h"
#include "plan/batch_text.h"

namespace karwan::plan {
namespace {

// Whole lines only: the last one may have been cut.
std::string_view line_at(std::string_view text, std::size_t at) {
  auto const end = text.find('\n', at);
  return end == std::string_view::npos ? std::string_view{} : text.substr(at, end + 1 - at);
}

// How many rows the shipment of this row has; 0: the cell is no count.
std::size_t rows_of(std::string_view row, std::string_view start) {
  row.remove_prefix(start.size());
  row.remove_prefix(std::min(row.find(',') + 1, row.size()));
  std::size_t n = 0;
  auto const [end, fault] = std::from_chars(row.data(), row.data() + row.size(), n);
  auto const read = fault == std::errc{} && end != row.data() + row.size() && *end == ',';
  return read ? std::max<std::size_t>(n, 1) : 0;
}

}  // namespace

result<batch_run::kept> batch_run::resume(std::string_view output) const {
  auto const other = [](std::string text) {
    return fail(error_kind::conflict, std::move(text), {},
                "Continue with the same table, options, record and --today, or name another "
                "output");
  };
  auto const csv = form() == batch_form::csv;
  kept out;
  if (csv && !output.empty()) {
    auto const header = batch_header();
    auto const same =
        output.size() < header.size() ? header.starts_with(output) : output.starts_with(header);
    if (!same) {
      return other("it is no output of this command");
    }
    out.bytes = output.size() < header.size() ? 0 : header.size();
  }
  if (out.bytes == 0 && csv) {
    return out;
  }
  for (auto at = out.bytes; out.shipments < shipments().size(); ++out.shipments) {
    auto const& s = shipments()[out.shipments];
    auto const start = csv ? csv_start(s) : json_start(s);
    auto left = std::size_t{1};
    for (auto first = true; left > 0; first = false, --left) {
      auto const line = line_at(output, at);
      if (line.empty()) {
        return out;
      }
      if (!line.starts_with(start)) {
        return other("what it answers in line " + std::to_string(s.line) +
                     " of the table was not asked like this");
      }
      if (first && csv) {
        left = rows_of(line, start);
        if (left == 0) {
          return other("it is damaged");
        }
      }
      at += line.size();
    }
    out.bytes = at;
  }
  return out.bytes == output.size() ? result<kept>{out} : other("it answers more shipments");
}

}  // namespace karwan::plan
