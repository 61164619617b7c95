#include <algorithm>
#include <map>
#include <tuple>

#include "karwan/base/text.h"
#include "karwan/relations/words.h"
#include "relations/cells.h"
#include "relations/country_parts.h"

// Whom to call, and what sources say of the country as a whole.
namespace karwan::relations {
namespace {

using record::row;

bool is_about(country_scope const& s, row const& r) {
  constexpr std::string_view kCountry[] = {"country"};
  auto const subject = s.names.resolve(r.text("subject"), kCountry);
  return subject && *subject == s.country && r.text("partner").empty();
}

// The time that a figure speaks of: its period, else when it was observed.
date_span time_of(row const& r) {
  auto const *from = r.find("period_start"), *to = r.find("period_end");
  if (from == nullptr || to == nullptr) {
    return r.observed;
  }
  auto out = from->span;
  out.end = std::max(out.end, to->span.end);
  out.precision = from->span == to->span ? from->span.precision : date_precision::interval;
  return out;
}

country_value value_of(row const& r) {
  return {r.number("value"),
          r.number("low"),
          r.number("high"),
          figure_words(r),
          std::string{r.text("unit")},
          std::string{r.text("bound")},
          std::string{r.text("qualifier")},
          time_of(r),
          std::string{name_of(r.row_grade)},
          r.source,
          statements_in(r, {"value", "low", "high", "value_text", "unit"})};
}

bool is_mission(organisation const& o) {
  return o.kind == "embassy" || o.kind == "consulate";
}

bool has(std::vector<std::string> const& list, std::string const& one) {
  return std::ranges::find(list, one) != list.end();
}

// Bodies of the country that work with one of the reader's, by the table of relations.
std::set<std::string> tied_bodies(country_scope const& s) {
  std::set<std::string> out;
  for (auto const& g : read_groups(s.from, "relations", s.view)) {
    if (!s.is_of_both(g)) {
      continue;
    }
    auto const& r = g.rows.front();
    out.emplace(r.text("from"));
    for (auto& to : r.items("to")) {
      out.insert(std::move(to));
    }
  }
  return out;
}

// Of each office the one who was last seen in it.
std::map<std::string, std::vector<country_office>> offices_by_body(country_scope const& s) {
  std::map<std::pair<std::string, std::string>, std::vector<row>> rows;
  for (auto& r : rows_of_table(s.from, "people", s.view)) {
    if (was_out(r, s.view.as_of) && r.find("organisation") != nullptr) {
      rows[{std::string{r.text("organisation")}, std::string{r.text("role")}}].push_back(
          std::move(r));
    }
  }
  auto const seen = [](row const& r) { return is_open(r.observed) ? r.valid : r.observed; };
  std::map<std::string, std::vector<country_office>> out;
  for (auto& [office, its] : rows) {
    auto const& last = *std::ranges::max_element(its, {}, [&](row const& r) {
      return std::pair{r.valid.end == day::max(), seen(r).first};
    });
    out[office.first].push_back(
        {last.entity, office.second, seen(last), statements_in(last, {"role", "organisation"})});
  }
  return out;
}

}  // namespace

std::vector<country_figure> figures_of_country(country_scope const& s) {
  std::vector<country_figure> out;
  for (auto const& g : read_groups(s.from, "figures", s.view)) {
    country_figure f{g.entity, std::string{g.text("indicator")}, std::string{g.text("sector")}, {}};
    for (auto const& r : g.rows) {
      if (is_about(s, r) && !figure_words(r).empty()) {
        f.values.push_back(value_of(r));
      }
    }
    std::ranges::stable_sort(f.values, std::ranges::greater{},
                             [](country_value const& v) { return v.period.first; });
    if (!f.values.empty()) {
      out.push_back(std::move(f));
    }
  }
  std::ranges::stable_sort(out, {}, [](auto const& f) { return std::tie(f.sector, f.indicator); });
  return out;
}

std::vector<country_body> bodies_of_country(country_scope const& s) {
  auto const tied = tied_bodies(s);
  auto const offices = offices_by_body(s);
  std::vector<country_body> out;
  for (auto const& g : read_groups(s.from, "organisations", s.view)) {
    auto const& o = *s.organisations.find(g.entity);
    auto const ours = has(o.countries, s.reader), theirs = has(o.countries, s.country);
    auto const between = (ours && theirs) || ((ours || theirs) && is_mission(o));
    if (!theirs && !between) {
      continue;
    }
    country_body b;
    b.id = o.id;
    b.name = o.name;
    b.kind = o.kind;
    b.sector = o.sector;
    b.role = g.text("role");
    b.website = g.text("website");
    b.between = between;
    b.tied = tied.contains(o.id);
    for (auto& c : read_contacts(s.from, o.id, s.view, false)) {
      b.contacts.push_back(std::move(c));
    }
    if (auto const it = offices.find(o.id); it != offices.end()) {
      b.offices = it->second;
    }
    b.statements = statements_in(g.rows.front(), {"name", "kind", "countries", "role", "website"});
    out.push_back(std::move(b));
  }
  std::ranges::stable_sort(out, {}, [](country_body const& b) {
    return std::tuple{!b.between, !b.tied, b.sector, fold(b.name)};
  });
  return out;
}

}  // namespace karwan::relations
