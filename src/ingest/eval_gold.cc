#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "karwan/base/sheet.h"
#include "karwan/ingest/eval.h"

namespace karwan::ingest {
namespace {

struct gold_columns {
  std::size_t doc, start, end, text, kind, value;
  std::optional<std::size_t> note;
};

std::optional<std::size_t> column_named(sheet const& s, std::string_view a, std::string_view b) {
  auto at = std::ranges::find(s.header, a);
  if (at == s.header.end()) {
    at = std::ranges::find(s.header, b);
  }
  return at == s.header.end() ? std::nullopt
                              : std::optional{static_cast<std::size_t>(at - s.header.begin())};
}

std::optional<gold_columns> columns_of(sheet const& s) {
  auto const doc = column_named(s, "doc", "document");
  auto const start = column_named(s, "start", "begin");
  auto const end = column_named(s, "end", "end");
  auto const text = column_named(s, "text", "quote");
  auto const kind = column_named(s, "kind", "type");
  auto const value = column_named(s, "normalised", "value");
  if (!doc || !start || !end || !text || !kind || !value) {
    return std::nullopt;
  }
  return gold_columns{*doc, *start, *end, *text, *kind, *value, column_named(s, "note", "note")};
}

std::optional<std::uint32_t> offset_of(std::string_view text) {
  std::uint32_t out = 0;
  auto const [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), out);
  return wrong == std::errc{} && end == text.data() + text.size() ? std::optional{out}
                                                                  : std::nullopt;
}

// The names that some gold sets use for our kinds.
std::string kind_of(std::string const& kind) {
  return kind == "route_or_corridor" ? "route" : kind == "organisation_role" ? "role" : kind;
}

}  // namespace

result<gold_set> read_gold(std::string_view csv) {
  std::vector<sheet_fault> faults;
  auto const table = read_sheet(csv, faults);
  if (!faults.empty()) {
    return fail(error_kind::bad_input, faults.front().text,
                fmt::format("line {}", faults.front().line), faults.front().remedy);
  }
  auto const columns = columns_of(table);
  if (!columns) {
    return fail(error_kind::bad_input, "it lacks a column", "line 1",
                "Needed are doc, start, end, text or quote, kind or type, normalised or value");
  }
  gold_set out;
  out.claims = table.header[columns->text] == "quote";
  for (auto const& row : table.rows) {
    auto const begin = offset_of(row.cells[columns->start]);
    auto const end = offset_of(row.cells[columns->end]);
    if (!begin || !end || *begin >= *end) {
      return fail(error_kind::bad_input, "start and end are no offsets",
                  fmt::format("line {}", row.line), "Write code points, the end exclusive");
    }
    if (columns->note && row.cells[*columns->note].find("[soft]") != std::string::npos) {
      continue;
    }
    out.documents[row.cells[columns->doc]].push_back(
        {*begin, *end, kind_of(row.cells[columns->kind]), row.cells[columns->value],
         row.cells[columns->text]});
  }
  return out;
}

}  // namespace karwan::ingest
