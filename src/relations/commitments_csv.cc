#include "karwan/relations/commitments_csv.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "karwan/base/json_writer.h"
#include "karwan/base/sheet.h"

namespace karwan::relations {
namespace {

std::string in_one_cell(std::vector<std::string> const& items) {
  return fmt::format("{}", fmt::join(items, "|"));
}

std::string last_of(std::optional<date_span> const& due) {
  return due && due->end != day::max() ? to_string(due->last()) : std::string{};
}

void write_csv_row(std::string& out, record::name_index const& names, told const& t) {
  auto const& [s, v] = t;
  json_writer late;
  auto const months =
      v.months_late ? std::move(late.number(*v.months_late, 1)).take() : std::string{};
  auto const title = title_of(s, names);
  auto const sectors = in_one_cell(sectors_of(s)), by = in_one_cell(debtors_of(s));
  auto const others = in_one_cell(other_debtors_of(s)), to = in_one_cell(creditors_of(s));
  auto const first = last_of(v.first_due), latest = last_of(v.latest_due);
  auto const said = std::to_string(s.sayings.size()), seen = to_string(v.last_seen);
  write_csv(out, {s.id, title, name_of(v.status), name_of(v.how), sectors, by, others, to, first,
                  latest, months, v.contested ? "yes" : "no",
                  v.reached ? name_of(*v.reached) : std::string_view{}, said, seen, v.why});
}

}  // namespace

std::string commitments_csv(record::name_index const& names, std::vector<told> const& all) {
  std::string out;
  write_csv(out, {"id", "title", "status", "force", "sectors", "owed_by", "owed_by_text", "owed_to",
                  "first_due_last_day", "latest_due_last_day", "months_late", "contested", "stage",
                  "times_said", "last_seen", "why"});
  for (auto const& t : all) {
    write_csv_row(out, names, t);
  }
  return out;
}

}  // namespace karwan::relations
