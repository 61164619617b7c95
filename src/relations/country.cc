#include "karwan/relations/country.h"

#include <algorithm>

#include "karwan/relations/words.h"
#include "relations/cells.h"
#include "relations/country_parts.h"

namespace karwan::relations {
namespace {

using record::row;

constexpr auto kBefore = std::chrono::years{10};

result<std::string> country_named(record::name_index const& names, std::string const& text,
                                  char const* place) {
  constexpr std::string_view kCountry[] = {"country"};
  auto found = names.resolve(text, kCountry);
  if (!found) {
    found.error().place = place;
  }
  return found;
}

day middle_of(date_span const& s) {
  return s.end == day::max() ? s.first : s.first + (s.end - s.first) / 2;
}

country_point point_of(row const& r, record::cell const& c) {
  return {c.number, r.observed, std::string{name_of(r.row_grade)}, r.source, c.statement};
}

// The preferred value of each period, the latest period first.
std::vector<country_point> points_of(std::vector<row> const& rows, std::string_view column) {
  std::vector<country_point> out;
  for (auto const& r : rows) {
    auto const* c = r.find(column);
    if (c != nullptr && std::ranges::find(out, r.observed, &country_point::period) == out.end()) {
      out.push_back(point_of(r, *c));
    }
  }
  std::ranges::stable_sort(out, std::ranges::greater{},
                           [](country_point const& p) { return middle_of(p.period); });
  return out;
}

country_practice practice(std::string what, row const& r, std::string_view column) {
  country_practice p;
  p.what = std::move(what);
  p.value = r.text(column);
  p.grade = name_of(r.row_grade);
  p.source = r.source;
  p.statements = statements_in(r, {column});
  return p;
}

void add_holidays(country_scope const& s, std::vector<country_practice>& to) {
  auto const until = s.view.as_of + std::chrono::years{1};
  std::vector<country_practice> all;
  for (auto const& r : rows_of_table(s.from, "holidays", s.view)) {
    auto const* on = r.find("on");
    if (r.text("country") == s.country && on != nullptr && on->span.first >= s.view.as_of &&
        on->span.first < until) {
      all.push_back(practice("holiday", r, "name"));
      all.back().on = on->span;
      all.back().statements.push_back(on->statement);
    }
  }
  std::ranges::stable_sort(all, {}, [](auto const& p) { return p.on.first; });
  std::ranges::move(all, std::back_inserter(to));
}

std::vector<std::string> missing_in(country_page const& p) {
  std::vector<std::string> out;
  auto const says = [&](std::string_view topic) {
    return std::ranges::any_of(p.facts, [&](auto const& f) { return f.topic == topic; });
  };
  if (p.numbers.empty()) {
    out.emplace_back("people");
  }
  if (p.connections.empty()) {
    out.emplace_back("connections");
  }
  for (auto const* topic : {"study", "together", "safety"}) {
    if (!says(topic)) {
      out.emplace_back(topic);
    }
  }
  return out;
}

}  // namespace

bool country_scope::is_of(row const& r, std::string const& which) const {
  return std::ranges::any_of(r.cells, [&](record::cell const& c) {
    auto const& column = record::column_of(c.property);
    if (column.ref.empty()) {
      return false;
    }
    return std::ranges::any_of(r.items(column.name), [&](std::string const& item) {
      auto const* o = organisations.find(item);
      return item == which ||
             (o != nullptr && std::ranges::find(o->countries, which) != o->countries.end());
    });
  });
}

std::vector<country_number> numbers_of_country(country_scope const& s) {
  std::vector<row> rows;
  for (auto& r : rows_of_table(s.from, "economies", s.view)) {
    if (r.text("country") == s.country && was_out(r, s.view.as_of)) {
      rows.push_back(std::move(r));
    }
  }
  std::ranges::stable_sort(
      rows, [&](row const& a, row const& b) { return record::preferred(a, b, s.view.as_of); });
  std::vector<country_number> out;
  for (auto const* column : {"population", "gdp_usd", "gdp_per_capita_usd"}) {
    auto const points = points_of(rows, column);
    if (points.empty()) {
      continue;
    }
    country_number n{column, {}, points.front(), {}};
    n.unit =
        record::column_of(*record::find_property(*record::find_table("economies"), column)).unit;
    auto const then = middle_of(points.front().period) - kBefore;
    auto const near = std::ranges::min_element(points, {}, [&](country_point const& p) {
      return std::chrono::abs(middle_of(p.period) - then);
    });
    if (near != points.begin()) {
      n.before = *near;
    }
    out.push_back(std::move(n));
  }
  return out;
}

std::vector<country_practice> practice_of_country(country_scope const& s) {
  std::vector<country_practice> out;
  std::vector<row> rows;
  for (auto& r : rows_of_table(s.from, "countries", s.view)) {
    if (r.entity == s.country && record::holds_on(r, s.view.as_of)) {
      rows.push_back(std::move(r));
    }
  }
  std::ranges::stable_sort(
      rows, [&](row const& a, row const& b) { return record::preferred(a, b, s.view.as_of); });
  for (auto const* column : {"currency", "utc_offset_min", "weekend", "unions"}) {
    auto const it =
        std::ranges::find_if(rows, [&](row const& r) { return r.find(column) != nullptr; });
    if (it != rows.end()) {
      out.push_back(practice(column, *it, column));
    }
  }
  add_holidays(s, out);
  return out;
}

result<country_page> read_country(record::store const& from, record::name_index const& names,
                                  country_question const& q) {
  auto const country = country_named(names, q.country, "country");
  if (!country) {
    return tl::unexpected{country.error()};
  }
  auto const reader = country_named(names, q.reader, "reader");
  if (!reader) {
    return tl::unexpected{reader.error()};
  }
  if (*country == *reader) {
    return fail(error_kind::bad_input, "the reader is of that country", "reader",
                "Name another country");
  }
  record::reading const at_once{from};
  country_scope const s{from, names, q.view, *country, *reader, {from, names, q.view}};
  country_page out{*country,
                   *reader,
                   numbers_of_country(s),
                   figures_of_country(s),
                   practice_of_country(s),
                   bodies_of_country(s),
                   connections_of_country(s),
                   facts_of_country(s),
                   {}};
  out.missing = missing_in(out);
  return out;
}

}  // namespace karwan::relations
