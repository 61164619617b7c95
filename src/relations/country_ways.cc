#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "karwan/base/text.h"
#include "karwan/relations/words.h"
#include "relations/cells.h"
#include "relations/country_parts.h"

// Who links the two countries, and what they do together.
namespace karwan::relations {
namespace {

using record::row;

std::map<std::string, std::string> countries_of_places(country_scope const& s) {
  auto view = s.view;
  view.all_worlds = true;  // a place lies where it lies
  std::map<std::string, std::string> out;
  for (auto const& r : rows_of_table(s.from, "places", view)) {
    out.emplace(r.entity, r.text("country"));
  }
  return out;
}

country_connection connection_of(group const& g) {
  auto const number = [&](std::string_view column) {
    auto const* c = g.cell(column);
    return c == nullptr ? std::nullopt : std::optional{c->number};
  };
  auto const text = [&](std::string_view column) { return std::string{g.text(column)}; };
  auto const& r = g.rows.front();
  country_connection c;
  c.id = g.entity;
  c.mode = text("mode");
  c.from = text("from");
  c.to = text("to");
  c.carries = text("carries");
  c.operator_name = text("operator");
  c.status = text("status");
  c.weekdays = text("weekdays");
  c.currency = text("currency");
  c.per_week = number("frequency_week");
  c.hours = number("transit_h");
  c.price = number("price");
  auto const* seen = g.cell("evidence_on");
  c.evidence = seen == nullptr ? r.observed : seen->span;
  c.grade = name_of(r.row_grade);
  c.source = r.source;
  c.statements = statements_in(r, {"operator", "mode", "from", "to", "carries", "frequency_week",
                                   "weekdays", "transit_h", "price", "status", "evidence_on"});
  return c;
}

bool takes_people(country_connection const& c) {
  return c.carries == "passengers" || c.carries == "both";
}

// A service of people between one of the two and a third country.
struct half {
  country_connection is;
  std::string hub;
  bool of_reader;
};

// Those of which the record knows one from each side to the same place.
void add_joined(std::vector<half> halves, std::vector<country_connection>& to) {
  for (auto& h : halves) {
    auto const meets = std::ranges::any_of(halves, [&](half const& other) {
      return other.hub == h.hub && other.of_reader != h.of_reader;
    });
    if (meets) {
      auto c = h.is;
      c.via = h.hub;
      to.push_back(std::move(c));
    }
  }
}

bool is_of_people(std::string_view for_whom) {
  return for_whom != "goods" && for_whom != "vehicle";
}

bool has_sector(group const& g, std::initializer_list<std::string_view> wanted) {
  return std::ranges::find(wanted, g.text("sector")) != wanted.end();
}

// "Study visa C9: for one year, renewed yearly"
sentence procedure_said(group const& g) {
  auto const& r = g.rows.front();
  auto words = without_stop(r.text("requirement"));
  if (r.find("condition") != nullptr) {
    words += ": " + without_stop(r.text("condition"));
  }
  if (r.find("amount_of") != nullptr && r.number("amount_max")) {
    words += fmt::format(" ({}: {}{} {})", r.text("amount_of"),
                         r.number("amount_min") ? number_words(*r.number("amount_min")) + "–" : "",
                         number_words(*r.number("amount_max")), r.text("amount_unit"));
  }
  return {{{words, sources_of({r})}},
          g.entity,
          {},
          statements_in(r, {"requirement", "condition", "for_whom", "kind", "amount_of",
                            "amount_min", "amount_max"})};
}

date_span last_seen(row const& r) {
  return !is_open(r.observed)      ? r.observed
         : !is_open(r.valid)       ? r.valid
         : r.published.has_value() ? *r.published
                                   : date_span{};
}

void add_procedures(country_scope const& s, std::vector<country_fact>& to) {
  for (auto& g : read_groups(s.from, "procedures", s.view)) {
    auto const& r = g.rows.front();
    auto const from = r.text("from_country"), into = r.text("to_country");
    auto const goes = into == s.country && (from.empty() || from == s.reader);
    auto const leaves = into.empty() && from == s.reader;
    auto const kind = r.text("kind");
    auto const warns = kind == "problem" && is_of_people(r.text("for_whom"));
    auto const teaches = r.text("for_whom") == "student" &&
                         (kind == "scholarship" || kind == "example" || kind == "recognition");
    if ((warns && (goes || leaves)) || (teaches && goes)) {
      // Rows of one procedure differ in an amount: each is told.
      for (auto const& one : g.rows) {
        to.push_back({warns ? "safety" : "study", "procedure", last_seen(one),
                      procedure_said({g.entity, {one}})});
      }
    }
  }
}

void add_agreements(country_scope const& s, teller const& tell, std::vector<country_fact>& to) {
  auto const stages = read_stages(s.from, s.view);
  for (auto const& g : read_groups(s.from, "agreements", s.view)) {
    auto const study = has_sector(g, {"education"});
    if (!s.is_of_both(g) || (!study && !has_sector(g, {"culture", "sports", "tourism"}))) {
      continue;
    }
    auto const its = stages.find(g.entity);
    auto const reached = its == stages.end() ? std::vector<row>{} : its->second;
    to.push_back({study ? "study" : "together", "agreement",
                  reached.empty() ? date_span{} : day_of_stage(reached.back()),
                  tell.agreement(g, reached)});
  }
}

void add_events(country_scope const& s, teller const& tell, std::vector<country_fact>& to) {
  for (auto const& read : read_groups(s.from, "events", s.view)) {
    auto const g = most_exact_first(read);
    auto const study = has_sector(g, {"education"});
    if (s.is_of_both(g) && (study || has_sector(g, {"culture", "sports", "tourism"}))) {
      auto const* on = g.cell("starts_on");
      to.push_back({study ? "study" : "together", "event", on == nullptr ? date_span{} : on->span,
                    tell.event(g)});
    }
  }
}

}  // namespace

std::vector<country_connection> connections_of_country(country_scope const& s) {
  auto const lies_in = countries_of_places(s);
  auto const country_of = [&](std::string const& place) {
    auto const it = lies_in.find(place);
    return it == lies_in.end() ? std::string{} : it->second;
  };
  std::vector<country_connection> out;
  std::vector<half> halves;
  for (auto const& g : read_groups(s.from, "services", s.view)) {
    auto c = connection_of(g);
    auto const a = country_of(c.from), b = country_of(c.to);
    auto const touches = [&](std::string const& which) { return a == which || b == which; };
    if (touches(s.country) && touches(s.reader)) {
      out.push_back(std::move(c));
    } else if (takes_people(c) && touches(s.country) != touches(s.reader)) {
      auto const reader = touches(s.reader);
      auto hub = a == (reader ? s.reader : s.country) ? c.to : c.from;
      halves.push_back({std::move(c), std::move(hub), reader});
    }
  }
  std::ranges::stable_sort(out, {}, [](auto const& c) { return !takes_people(c); });
  std::ranges::stable_sort(halves, {}, &half::hub);
  add_joined(std::move(halves), out);
  return out;
}

std::vector<country_fact> facts_of_country(country_scope const& s) {
  teller const tell{s.from, s.names, s.view};
  std::vector<country_fact> out;
  add_procedures(s, out);
  add_agreements(s, tell, out);
  add_events(s, tell, out);
  std::ranges::stable_sort(out, std::ranges::greater{},
                           [](country_fact const& f) { return f.on.first; });
  std::ranges::stable_sort(out, {}, &country_fact::topic);
  return out;
}

}  // namespace karwan::relations
