#include "network/rows.h"

#include <algorithm>
#include <tuple>

#include <fmt/core.h>

#include "network/read_rows.h"

namespace karwan::network {
namespace {

template <typename Row>
void add(std::vector<Row>& to, std::optional<Row> r) {
  if (r) {
    to.push_back(std::move(*r));
  }
}
template <typename Row>
void add(std::vector<Row>& to, Row r) {
  to.push_back(std::move(r));
}

template <typename Row>
void sort_by_entity(std::vector<Row>& rows) {
  std::ranges::stable_sort(rows, {}, [](Row const& r) { return std::string_view{r.is->entity}; });
}

}  // namespace

void bad_cell(record::row const& r, std::string_view column, std::string text, std::string remedy) {
  throw failure{{error_kind::bad_data, std::move(text),
                 fmt::format("{} row {}, {}", record::tables()[*r.table].name, r.row_id, column),
                 std::move(remedy)}};
}

std::shared_ptr<facts const> read_facts(
    std::function<std::vector<record::row>(record::table_ix)> const& rows_of_table) {
  auto f = std::make_shared<facts>();
  auto const each = [&](std::string_view table, auto& to, auto read) {
    auto const& rows = f->kept.emplace_back(
        rows_of_table(record::find_table(table).value()));  // never moved after
    to.reserve(to.size() + rows.size());
    for (auto const& r : rows) {
      add(to, read(r));
    }
  };
  f->kept.reserve(13);  // the typed rows point into them
  each("countries", f->countries, read_country);
  each("places", f->places, read_place);
  each("links", f->links, read_link);
  each("crossings", f->crossings, read_crossing);
  each("waypoints", f->waypoints, read_waypoint);
  each("openings", f->openings, read_opening);
  each("closures", f->closures, read_closure);
  each("holidays", f->holidays, read_holiday);
  each("rates", f->rates, read_rate);
  each("emissions", f->emissions, read_emission);
  each("services", f->services, read_service);
  each("assumptions", f->assumptions, read_assumption);
  each("load_units", f->assumptions, read_load_unit);
  sort_by_entity(f->countries);
  sort_by_entity(f->places);
  sort_by_entity(f->links);
  sort_by_entity(f->crossings);
  std::ranges::stable_sort(f->waypoints, {}, [](waypoint_row const& w) {
    return std::tuple{w.link, w.seq};
  });
  return f;
}

std::shared_ptr<facts const> read_facts(record::store const& s, record::view_spec const& view) {
  auto all = view;
  all.all_worlds = true;
  return read_facts([&](record::table_ix t) { return s.rows(t, all); });
}

}  // namespace karwan::network
