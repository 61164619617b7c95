#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "karwan/base/text.h"

#include "karwan/relations/words.h"
#include "relations/cells.h"
#include "relations/tell.h"

namespace karwan::relations {
namespace {

using record::row;

sentence one_part(std::string text, std::vector<std::string> sources, std::string entity) {
  return {{{without_stop(text), std::move(sources)}}, std::move(entity), {}, {}};
}

std::string with_article(std::string_view kind) {
  auto const words = spaced(kind);
  auto const vowel = std::string_view{"aeiou"}.find(words[0]) != std::string_view::npos;
  return (vowel ? "an " : "a ") + (kind == "mou" ? std::string{"memorandum"} : words);
}

// Does another row date the same stage more closely, within this row's date?
bool is_refined(row const& s, std::vector<row> const& stages) {
  auto const* on = s.find("on");
  auto const a = on == nullptr ? date_span{} : on->span;
  return std::ranges::any_of(stages, [&](row const& other) {
    auto const* finer = other.find("on");
    return finer != nullptr && other.text("stage") == s.text("stage") && finer->span != a &&
           a.first <= finer->span.first && finer->span.end <= a.end;
  });
}

// "signed on 4 February 2026, in force in May 2026"
std::string stages_words(std::vector<row> const& stages) {
  std::string out;
  std::set<std::string> told;
  for (auto const& s : stages) {
    auto const* on = s.find("on");
    auto const* seen = s.find("evidence_on");
    auto const stage = spaced(s.text("stage"));
    auto const words = on != nullptr ? stage + " " + when_words(on->span)
                       : stage == "not seen" && seen != nullptr
                           ? "not seen by " + date_words(seen->span)
                           : stage;
    if (!is_refined(s, stages) && told.insert(words).second) {
      out += (out.empty() ? "" : ", ") + words;
    }
  }
  return out;
}

void add_statements(sentence& to, std::vector<row> const& stages) {
  for (auto const& s : stages) {
    for (auto const st : statements_in(s, {"stage", "on"})) {
      to.statements.push_back(st);
    }
  }
}

// "FY2025 (July 2024 to June 2025)"; without a period, when it was published.
std::string period_words(row const& r) {
  auto const* from = r.find("period_start");
  auto const* to = r.find("period_end");
  auto const label = std::string{r.text("fiscal_label")};
  if (from == nullptr && to == nullptr) {
    auto const out = !r.published || is_open(*r.published)
                         ? std::string{}
                         : "published " + when_words(*r.published);
    return label.empty() ? out : label;
  }
  date_span span = from != nullptr ? from->span : to->span;
  if (from != nullptr && to != nullptr && to->span.end > span.end) {
    span.end = to->span.end;
    span.precision = date_precision::interval;
  }
  return label.empty() ? date_words(span) : fmt::format("{} ({})", label, date_words(span));
}

// What says the same stands once, with all its sources; what differs, side by side.
void add_values(sentence& to, std::vector<row> const& rows, std::string const& lead) {
  std::vector<part> parts;
  for (auto const& r : rows) {
    auto words = figure_words(r);
    for (auto const st : statements_in(r, {"value", "low", "high", "value_text"})) {
      to.statements.push_back(st);
    }
    auto const same = std::ranges::find(parts, words, &part::text);
    if (same == parts.end()) {
      parts.push_back({std::move(words), {r.source}});
    } else if (std::ranges::find(same->sources, r.source) == same->sources.end()) {
      same->sources.push_back(r.source);
    }
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    parts[i].text = (i == 0 ? lead : i == 1 ? ", otherwise stated as " : ", ") + parts[i].text;
    to.parts.push_back(std::move(parts[i]));
  }
}

// Is what a role is of, "Transport" of "Vice Minister of Transport", in the name of the body?
bool names_the_body(std::string const& role, std::string const& body) {
  auto const folded_role = fold(role), folded_body = fold(body);
  auto const in_body = words(folded_body);
  auto of = false, any = false;
  for (auto const w : words(folded_role)) {
    if (w == "of" || w == "for" || w == "the" || w == "and" || w == "to") {
      of = of || w == "of" || w == "for";
      continue;
    }
    any = any || of;
    if (of && std::ranges::find(in_body, w) == in_body.end()) {
      return false;
    }
  }
  return any;
}

bool is_held(group const& g) {
  return g.text("held") == "yes";
}

}  // namespace

group most_exact_first(group g) {
  auto const* stated = g.rows.front().find("starts_on");
  auto best = g.rows.begin();
  for (auto at = best; at != g.rows.end(); ++at) {
    auto const* on = at->find("starts_on");
    auto const* now = best->find("starts_on");
    auto const inside = on != nullptr && stated != nullptr &&
                        stated->span.first <= on->span.first && on->span.end <= stated->span.end;
    if (inside && on->span.length() < now->span.length()) {
      best = at;
    }
  }
  std::rotate(g.rows.begin(), best, best + 1);
  return g;
}

sentence teller::agreement(group const& g, std::vector<row> const& stages) const {
  std::vector<std::string> others = g.rows.front().items("parties_text");
  auto parties = g.rows.front().items("countries");
  for (auto& o : g.rows.front().items("organisations")) {
    parties.push_back(std::move(o));
  }
  auto const between = who(parties, others);
  auto const reached = stages_words(stages);
  auto sources = sources_of(g.rows);
  for (auto& s : karwan::relations::sources_of(stages)) {
    sources.push_back(std::move(s));
  }
  auto out =
      one_part(fmt::format("{}, {}{}: {}", without_stop(g.text("title")),
                           with_article(g.text("kind")), between.empty() ? "" : " of " + between,
                           reached.empty() ? "no stage of it is on record" : reached),
               std::move(sources), g.entity);
  out.statements = statements_in(g.rows.front(), {"title", "countries", "organisations"});
  add_statements(out, stages);
  return out;
}

sentence teller::headline(group const& g, std::vector<row> const& stages) const {
  auto out = one_part(fmt::format("{}: {}", without_stop(g.text("title")), stages_words(stages)),
                      karwan::relations::sources_of(stages), g.entity);
  out.statements = statements_in(g.rows.front(), {"title"});
  add_statements(out, stages);
  return out;
}

sentence teller::event(group const& all) const {
  auto const g = most_exact_first(all);
  auto const* starts = g.cell("starts_on");
  auto const* ends = g.cell("ends_on");
  date_span when = starts == nullptr ? date_span{} : starts->span;
  if (starts != nullptr && ends != nullptr && ends->span.end > when.end) {
    when.end = ends->span.end;
    when.precision = date_precision::interval;
  }
  auto const where = !g.text("place").empty()        ? name(std::string{g.text("place")})
                     : !g.text("place_text").empty() ? std::string{g.text("place_text")}
                     : !g.text("country").empty()    ? name(std::string{g.text("country")})
                                                     : std::string{};
  auto const with =
      who(g.rows.front().items("participants"), g.rows.front().items("participants_text"));
  auto text = capital(starts == nullptr ? "date not known" : date_words(when)) +
              (where.empty() ? "" : ", " + where) + ": " + without_stop(g.text("title"));
  if (!is_held(g)) {
    auto const over = starts != nullptr && when.end <= view_.as_of;
    text += g.text("held") != "planned" ? " (not confirmed)"
            : over                      ? " (was planned; whether it was held is not on record)"
                                        : " (planned)";
  }
  if (!with.empty()) {
    text += "; with " + with;
  }
  std::vector<std::string> outcomes;  // as each source has it
  for (auto const& r : g.rows) {
    auto outcome = without_stop(r.text("outcome"));
    if (!outcome.empty() && std::ranges::find(outcomes, outcome) == outcomes.end()) {
      outcomes.push_back(std::move(outcome));
    }
  }
  if (!outcomes.empty()) {
    text += fmt::format("; outcome: {}", fmt::join(outcomes, "; "));
  }
  auto out = one_part(text, karwan::relations::sources_of(g.rows), g.entity);
  out.statements = statements_in(
      g.rows.front(), {"title", "starts_on", "ends_on", "held", "participants", "outcome"});
  return out;
}

sentence teller::figure(std::vector<row> const& rows) const {
  return series({rows});
}

sentence teller::series(std::vector<std::vector<row>> const& periods) const {
  auto const& first = periods.front().front();
  auto const nature = first.text("nature");
  auto const said = nature == "observed" ||
                    first.text("indicator").find(spaced(nature)) != std::string_view::npos;
  auto const kind = said ? "" : fmt::format(" ({})", spaced(nature));
  auto const reporter =
      first.text("reporter").empty() ? std::string{} : name(std::string{first.text("reporter")});
  auto const books = reporter.empty() || reporter == first.text("subject")
                         ? std::string{}
                         : " in the books of " + reporter;
  sentence out;
  out.entity = first.entity;
  for (auto const& rows : periods) {
    auto const when = period_words(rows.front());
    auto const lead =
        out.parts.empty()
            ? fmt::format("{}, {}{}{}{}", capital(std::string{first.text("subject")}),
                          first.text("indicator"), books, when.empty() ? "" : ", " + when, kind)
            : "; " + (when.empty() ? "at a time not stated" : when);
    add_values(out, rows, lead + ": ");
  }
  return out;
}

sentence teller::organisation(group const& g) const {
  auto const where = who(g.rows.front().items("countries"), {}, 3);
  auto const role = without_stop(g.text("role"));
  auto out =
      one_part(fmt::format("{} ({}{}){}", name(g.entity), spaced(g.text("kind")),
                           where.empty() ? "" : ", " + where, role.empty() ? "" : ": " + role),
               karwan::relations::sources_of(g.rows), g.entity);
  out.statements = statements_in(g.rows.front(), {"name", "kind", "countries", "role"});
  return out;
}

// The role, and where it does not say which, the body or else the country: "Minister of Transport
// (Kazakhstan)", "President, Rawalpindi Chamber of Commerce and Industry".
std::string teller::office_words(row const& r) const {
  auto const role = capital(std::string{r.text("role")});
  auto const country =
      r.text("country").empty() ? std::string{} : name(std::string{r.text("country")});
  auto const with_country = [&] {
    auto const told = country.empty() || fold(role).find(fold(country)) != std::string::npos;
    return told ? role : fmt::format("{} ({})", role, country);
  };
  if (r.text("organisation").empty()) {
    return with_country();
  }
  auto const body = name(std::string{r.text("organisation")});
  return names_the_body(role, body) ? with_country() : role + ", " + body;
}

sentence teller::office(std::vector<row> const& rows) const {
  auto const& latest = rows.front();
  std::string since;
  for (auto const& r : rows) {
    if (r.entity == latest.entity && r.valid.first != day::min()) {
      since = ", " + date_words({r.valid.first, r.valid.first + std::chrono::days{1},
                                 date_precision::day, false});
      since = fmt::format(", since {}", since.substr(2));
      break;
    }
  }
  auto const seen =
      is_open(latest.observed) ? std::string{} : ", seen in office " + when_words(latest.observed);
  std::vector<row> same;
  std::ranges::copy_if(rows, std::back_inserter(same),
                       [&](row const& r) { return r.entity == latest.entity; });
  auto out = one_part(fmt::format("{}: {}{}{}", office_words(latest), name(latest.entity),
                                  seen.empty() ? since : std::string{}, seen),
                      karwan::relations::sources_of(same), latest.entity);
  out.statements = statements_in(latest, {"role", "organisation"});
  return out;
}

}  // namespace karwan::relations
