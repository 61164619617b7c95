#include "relations/contradictions.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "karwan/record/entity.h"
#include "karwan/relations/words.h"

namespace karwan::relations {
namespace {

using record::row;

std::string key_of(record::conflict const& c) {
  return fmt::format("{}\x1f{}\x1f{}", c.entity, *c.property, fmt::join(c.values, "\x1f"));
}

bool is_of_relations(record::conflict const& c) {
  constexpr std::string_view kTables[] = {"agreements", "commitments", "events",
                                          "figures",    "instruments", "organisations",
                                          "people",     "relations",   "stages"};
  return std::ranges::find(kTables, record::table_of(c.property).name) != std::end(kTables);
}

// "length" of length_km, whose unit stands behind the value.
std::string label_of(record::column const& c) {
  auto label = spaced(c.name);
  auto const unit = " " + spaced(c.unit);
  if (!c.unit.empty() && label.ends_with(unit)) {
    label.resize(label.size() - unit.size());
  }
  return label;
}

// A value as it is read: a figure with its unit, a date in words, a choice without underscores.
std::string value_words(record::statement_entry const& e, std::vector<row> const& rows) {
  auto const& c = record::column_of(e.property);
  for (auto const& r : rows) {
    auto const is_its = std::ranges::any_of(
        r.cells, [&](record::cell const& cell) { return cell.statement == e.ix; });
    if (is_its && record::table_of(e.property).name == "figures" && c.name == "value") {
      return figure_words(r);
    }
  }
  if (auto const on = parse_date_span(e.value); c.type == record::value_type::date && on) {
    return date_words(*on);
  }
  if (e.number && c.type == record::value_type::number) {
    auto const often = c.unit.starts_with("1/");  // 42 1/day is 42 per day
    return number_words(*e.number) +
           (c.unit.empty() ? ""
                           : (often ? " per " : " ") + std::string{c.unit.substr(often ? 2 : 0)});
  }
  return c.choices.empty() ? e.value : spaced(e.value);
}

std::string named(teller const& tell, std::string const& entity) {
  auto name = tell.name(entity);
  return name == entity ? name : capital(std::move(name));
}

sentence told_of(record::conflict const& c, record::store const& from, teller const& tell,
                 record::view_spec const& view) {
  sentence out;
  out.entity = c.entity;
  out.statements = c.statements;
  auto const entries = record::read_statements(from, c.statements);
  auto const rows = from.rows_with(c.statements, view);
  auto const chance = c.why.find("row_id") != std::string::npos;
  auto const why = chance ? std::string{"all else is equal, the first in the order of the record"}
                          : without_stop(c.why);
  auto const& column = record::column_of(c.property);
  auto const is_figure = record::table_of(c.property).name == "figures" && column.name == "value";
  for (std::size_t i = 0; i < entries.size(); ++i) {
    auto const lead =
        i == 0   ? named(tell, c.entity) + (is_figure ? "" : ", " + label_of(column)) + ": "
        : i == 1 ? fmt::format(" is preferred ({}) to ", why)
                 : std::string{" and "};
    out.parts.push_back({lead + value_words(entries[i], rows), {entries[i].source}});
  }
  return out;
}

}  // namespace

std::vector<sentence> new_contradictions(record::store const& from, teller const& tell,
                                         record::view_spec const& before,
                                         brief_scope const& scope) {
  std::set<std::string> known;
  for (auto const& c : record::find_conflicts(from, {}, before)) {
    known.insert(key_of(c));
  }
  auto all = record::find_conflicts(from, {}, scope.view);
  std::erase_if(all, [&](record::conflict const& c) {
    if (known.contains(key_of(c))) {
      return true;
    }
    auto const rows = from.rows_with(c.statements, scope.view);
    return !scope.sector.empty() &&
           std::ranges::none_of(rows, [&](row const& r) { return concerns(r, c.entity, scope); });
  });
  std::ranges::stable_partition(all, is_of_relations);
  std::vector<sentence> out;
  for (auto const& c : all) {
    out.push_back(told_of(c, from, tell, scope.view));
  }
  return out;
}

}  // namespace karwan::relations
