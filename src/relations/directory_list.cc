#include "karwan/relations/directory_list.h"

#include <algorithm>

#include <fmt/format.h>

#include "karwan/base/text.h"
#include "relations/list_rows.h"

namespace karwan::relations {
namespace {

constexpr std::string_view kOfLists = "sources";

result<std::string> source_of(record::name_index const& names, list_options const& o) {
  if (o.source.empty()) {
    auto const stem = o.file.substr(0, o.file.rfind('.'));
    return "src-list-" + record::slug(stem);
  }
  auto const kinds = names.kinds_of(o.source);
  if (std::ranges::find(kinds, "source") == kinds.end()) {
    return fail(error_kind::not_found, "there is no source " + in_quotes(o.source), "--source",
                "karwan record add-source records it; without --source the list itself is one");
  }
  return o.source;
}

record::import_row row_of_source(list_options const& o, std::string const& id) {
  return {0,
          std::string{kOfLists},
          id,
          id,
          {{"title", fmt::format("{}, a list of organisations as received", o.file)},
           {"published_on", o.published},
           {"kind", "dataset"}},
          {}};
}

void count(std::vector<record::import_row> const& rows, record::import_report const& done,
           record::name_index const& names, list_report& report) {
  for (auto const& r : rows) {
    auto const is_new = names.kinds_of(r.entity).empty();
    auto& n = r.table == "organisations" ? report.organisations
              : r.table == "offers"      ? report.offers
                                         : report.contacts;
    n += is_new && r.table != kOfLists ? 1 : 0;
  }
  report.corrected = done.corrected;
  report.unchanged = done.unchanged;
}

}  // namespace

result<list_report> import_list(record::store& to, record::name_index const& names,
                                std::string_view bytes, list_options const& o,
                                record::signature const& who) {
  if (!o.direction.empty() && o.direction != "offer" && o.direction != "want") {
    return fail(error_kind::bad_input, in_quotes(o.direction) + " is no direction", "--direction",
                "Write offer or want");
  }
  auto const source = source_of(names, o);
  if (!source) {
    return tl::unexpected{source.error()};
  }
  list_report report;
  auto const list = read_sheet(bytes, report.faults);
  organisation_index const organisations{to, names, {}};
  list_reader reader{to, names, organisations, *source, o.direction, report.faults};
  if (report.faults.empty()) {
    reader.read_header(list, report.ignored);
  }
  if (report.faults.empty()) {
    for (auto const& row : list.rows) {
      reader.read(row);
    }
  }
  report.lines = list.rows.size();
  auto rows = reader.rows();
  if (o.source.empty() && !rows.empty()) {
    rows.push_back(row_of_source(o, *source));
    std::erase_if(rows.back().cells, [](auto const& c) { return c.second.empty(); });
  }
  if (report.faults.empty() && !rows.empty()) {
    auto done = record::import_rows(to, rows, o.pack, who, o.dry_run);
    if (!done) {
      return tl::unexpected{std::move(done.error())};
    }
    for (auto const& f : done->faults) {
      auto const table = f.file.substr(0, f.file.rfind('.'));
      report.faults.push_back({f.line, reader.field_of(table, f.column), f.text, f.remedy});
    }
    count(rows, *done, names, report);
  }
  std::ranges::stable_sort(report.faults, {}, &sheet_fault::line);
  return report;
}

}  // namespace karwan::relations
