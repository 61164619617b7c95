#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "relations/cells.h"
#include "relations/tell.h"
#include "relations/words.h"

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

bool is_held(group const& g) {
  return g.text("held") == "yes";
}

}  // namespace

sentence teller::agreement(group const& g, std::vector<row> const& stages) const {
  std::vector<std::string> others = items_of(g.rows.front(), "parties_text");
  auto parties = items_of(g.rows.front(), "countries");
  for (auto& o : items_of(g.rows.front(), "organisations")) {
    parties.push_back(std::move(o));
  }
  auto const between = who(parties, others);
  auto const reached = stages_words(stages);
  auto sources = sources_of(g.rows);
  for (auto& s : relations::sources_of(stages)) {
    sources.push_back(std::move(s));
  }
  auto out =
      one_part(fmt::format("{}, {}{}: {}", without_stop(g.text("title")),
                           with_article(g.text("kind")), between.empty() ? "" : " of " + between,
                           reached.empty() ? "no stage of it is on record with a date" : reached),
               std::move(sources), g.entity);
  out.statements = statements_in(g.rows.front(), {"title", "countries", "organisations"});
  for (auto const& s : stages) {
    for (auto const st : statements_in(s, {"stage", "on"})) {
      out.statements.push_back(st);
    }
  }
  return out;
}

sentence teller::event(group const& g) const {
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
      who(items_of(g.rows.front(), "participants"), items_of(g.rows.front(), "participants_text"));
  auto text = capital(starts == nullptr ? "date not known" : date_words(when)) +
              (where.empty() ? "" : ", " + where) + ": " + without_stop(g.text("title"));
  if (!is_held(g)) {
    text += g.text("held") == "planned" ? " (planned)" : " (not confirmed)";
  }
  if (!with.empty()) {
    text += "; with " + with;
  }
  if (!g.text("outcome").empty()) {
    text += "; outcome: " + without_stop(g.text("outcome"));
  }
  auto out = one_part(text, relations::sources_of(g.rows), g.entity);
  out.statements = statements_in(
      g.rows.front(), {"title", "starts_on", "ends_on", "held", "participants", "outcome"});
  return out;
}

sentence teller::figure(std::vector<row> const& rows) const {
  auto const& first = rows.front();
  auto const* from = first.find("period_start");
  auto const* to = first.find("period_end");
  auto const label = first.text("fiscal_label");
  std::string period;
  if (!label.empty()) {
    period = fmt::format(", {}", label);
  } else if (from != nullptr || to != nullptr) {
    date_span span = from != nullptr ? from->span : to->span;
    if (from != nullptr && to != nullptr && to->span.end > span.end) {
      span.end = to->span.end;
      span.precision = date_precision::interval;
    }
    period = ", " + date_words(span);
  }
  auto const nature = first.text("nature");
  auto const kind = nature == "observed" ? "" : fmt::format(" ({})", spaced(nature));
  // What says the same stands once, with all its sources.
  std::vector<part> parts;
  sentence out;
  out.entity = first.entity;
  for (auto const& r : rows) {
    auto words = figure_words(r);
    for (auto const st : statements_in(r, {"value", "low", "high", "value_text"})) {
      out.statements.push_back(st);
    }
    auto const same = std::ranges::find(parts, words, &part::text);
    if (same == parts.end()) {
      parts.push_back({std::move(words), {r.source}});
    } else if (std::ranges::find(same->sources, r.source) == same->sources.end()) {
      same->sources.push_back(r.source);
    }
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    auto const lead = i == 0
                          ? fmt::format("{}, {}{}{}: ", capital(std::string{first.text("subject")}),
                                        first.text("indicator"), period, kind)
                      : i == 1 ? std::string{"; otherwise stated as "}
                               : std::string{", "};
    parts[i].text = lead + parts[i].text;
  }
  out.parts = std::move(parts);
  return out;
}

sentence teller::organisation(group const& g) const {
  auto const where = who(items_of(g.rows.front(), "countries"), {}, 3);
  auto const role = without_stop(g.text("role"));
  auto out =
      one_part(fmt::format("{} ({}{}){}", name(g.entity), spaced(g.text("kind")),
                           where.empty() ? "" : ", " + where, role.empty() ? "" : ": " + role),
               relations::sources_of(g.rows), g.entity);
  out.statements = statements_in(g.rows.front(), {"name", "kind", "countries", "role"});
  return out;
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
  auto out = one_part(fmt::format("{}: {}{}{}", latest.text("role"), name(latest.entity),
                                  seen.empty() ? since : std::string{}, seen),
                      relations::sources_of(same), latest.entity);
  out.statements = statements_in(latest, {"role", "organisation"});
  return out;
}

sentence teller::relation(group const& g) const {
  auto const to = who(items_of(g.rows.front(), "to"), items_of(g.rows.front(), "to_text"));
  auto const* seen = g.cell("evidence_on");
  auto text =
      fmt::format("{} and {}: {}", name(std::string{g.text("from")}), to, spaced(g.text("kind")));
  if (auto const subject = without_stop(g.text("subject")); !subject.empty()) {
    text += " on " + subject;
  }
  if (!g.text("evidence").empty()) {
    text += "; " + without_stop(g.text("evidence"));
  }
  if (seen != nullptr) {
    text += fmt::format(" ({})", date_words(seen->span));
  }
  text += "; next step: " +
          (g.text("next_step").empty() ? "none stated" : without_stop(g.text("next_step")));
  auto out = one_part(text, relations::sources_of(g.rows), g.entity);
  out.mark = g.text("state");
  out.statements = statements_in(g.rows.front(), {"from", "to", "kind", "state", "evidence_on"});
  return out;
}

sentence teller::position(group const& g) const {
  auto const by = who(items_of(g.rows.front(), "who"), items_of(g.rows.front(), "who_text"), 3);
  auto const* on = g.cell("said_on");
  auto out = one_part(fmt::format("{}{} {}: {}", by.empty() ? "The source" : by,
                                  on == nullptr ? "" : fmt::format(" ({})", date_words(on->span)),
                                  g.text("kind"), without_stop(g.text("what"))),
                      relations::sources_of(g.rows), g.entity);
  out.statements = statements_in(g.rows.front(), {"what", "kind", "who", "said_on"});
  return out;
}

}  // namespace karwan::relations
