#include <algorithm>

#include <fmt/format.h>

#include "karwan/relations/words.h"
#include "relations/cells.h"
#include "relations/commitment_words.h"
#include "relations/tell.h"

namespace karwan::relations {
namespace {

// How it was said, in words that say no more than the source's.
std::string_view said_as(force f) {
  switch (f) {
    case force::binding:
      return "bound by agreement";
    case force::agreed:
      return "agreed";
    case force::announced:
      return "announced";
    case force::hoped:
      return "hoped for";
    case force::demanded:
      return "asked for";
    case force::recommended:
      break;
  }
  return "recommended";
}

// A date that begins with the day on which it was stated is a last day: "by the end of 2023".
std::string due_words(told const& t, date_span const& due) {
  auto const until = std::ranges::any_of(t.what.sayings, [&](saying const& s) {
    return s.due == due && s.said_on && due.precision == date_precision::interval &&
           s.said_on->first <= due.first && due.first < s.said_on->end;
  });
  return when_words(until && due.end != day::max() ? date_span{day::min(), due.end} : due);
}

// "due in 2022, then in 2023"
std::string dues_of(told const& t) {
  if (!t.how.first_due) {
    return "no due date";
  }
  auto const* how = is_firm(t.how.due_how)             ? "due "
                    : t.how.due_how == force::hoped    ? "due, it was hoped, "
                    : t.how.due_how == force::demanded ? "due, it was asked, "
                                                       : "due, it was recommended, ";
  auto out = how + due_words(t, *t.how.first_due);
  if (t.how.latest_due && *t.how.latest_due != *t.how.first_due) {
    out += ", then " + due_words(t, *t.how.latest_due);
  }
  return out;
}

void cite(std::vector<std::string>& sources, citation const& c) {
  if (!c.source.empty() && std::ranges::find(sources, c.source) == sources.end()) {
    sources.push_back(c.source);
  }
}

std::string stage_words(stage_mark const& m) {
  auto const until =
      date_words({m.counts_from, m.counts_from + std::chrono::days{1}, date_precision::day, false});
  return fmt::format("{}{}{}", spaced(name_of(m.what)),
                     m.on                        ? " " + when_words(*m.on)
                     : m.what == stage::not_seen ? " by " + until
                                                 : std::string{},
                     m.evidence.empty() ? "" : ": " + without_stop(m.evidence));
}

// The saying that binds most.
saying const& strongest(told const& t) {
  auto const& all = t.what.sayings;
  auto const at = std::ranges::find(all, t.how.how, &saying::how);
  return at == all.end() ? all.front() : *at;
}

// The stages that tell how it stands: what decided, then what was last seen or looked for.
std::vector<stage_mark const*> telling(told const& t) {
  auto const& all = t.what.stages;
  auto const last_of = [&](auto const& fits) {
    auto const at = std::find_if(all.rbegin(), all.rend(), fits);
    return at == all.rend() ? nullptr : &*at;
  };
  auto const done = t.how.status == standing::kept || t.how.status == standing::kept_late;
  auto const closed = done                                ? stage::delivered
                      : t.how.status == standing::dropped ? stage::dropped
                                                          : stage::not_seen;
  std::vector<stage_mark const*> out;
  if (closed != stage::not_seen) {
    auto const at = std::ranges::find(all, closed, &stage_mark::what);
    if (at != all.end()) {
      out.push_back(&*at);
    }
  } else if (auto const* reached = last_of([](stage_mark const& m) {
               auto const bare = m.what == stage::said && m.evidence.empty();
               return m.what != stage::not_seen && !bare;
             })) {
    out.push_back(reached);
  }
  auto const* last = all.empty() ? nullptr : &all.back();
  if (last != nullptr && !(last->what == stage::said && last->evidence.empty()) &&
      std::ranges::find(out, last) == out.end() &&
      (out.empty() || last->counts_from >= out.front()->counts_from)) {
    out.push_back(last);
  }
  return out;
}

}  // namespace

// "agreed by A and B on 16 September 2022", "announced by C in 2022, to be done by D"
std::string teller::lead(saying const& s) const {
  constexpr std::size_t kMost = 4;
  auto const said_by = who(s.said_by, s.said_by_text, kMost);
  auto const owed =
      s.how == force::recommended ? std::string{} : who(s.owed_by, s.owed_by_text, kMost);
  auto const theirs = std::ranges::all_of(s.owed_by, [&](std::string const& e) {
    return std::ranges::find(s.said_by, e) != s.said_by.end();
  });
  auto const mutual = s.how == force::binding || s.how == force::agreed;
  auto const& by = mutual && !owed.empty() ? owed : said_by;
  auto out = std::string{said_as(s.how)} + (by.empty() ? "" : " by " + by);
  if (s.said_on) {
    out += " " + when_words(*s.said_on);
  }
  if (!mutual && !owed.empty() && !(theirs && s.owed_by_text == s.said_by_text)) {
    out += (s.how == force::demanded ? ", of " : ", to be done by ") + owed;
  }
  return out;
}

sentence teller::commitment(told const& t) const {
  auto const& all = t.what.sayings;
  auto const& said = strongest(t);
  auto text = fmt::format("{}; {}", without_stop(title_of(t.what, names_)), lead(said));
  if (all.size() > 1) {
    auto const& last = all.back();
    text +=
        fmt::format("; said {}{}", all.size() == 2 ? "twice" : fmt::format("{} times", all.size()),
                    last.said_on ? ", last " + when_words(*last.said_on) : std::string{});
  }
  return tell_story(t, said, std::move(text));
}

sentence teller::headline(told const& t) const {
  auto const& said = strongest(t);
  return tell_story(
      t, said,
      fmt::format("{}; {}{}", without_stop(title_of(t.what, names_)), said_as(said.how),
                  said.said_on ? " " + when_words(*said.said_on) : std::string{}));
}

sentence teller::tell_story(told const& t, saying const& said, std::string text) const {
  auto const& all = t.what.sayings;
  text += "; " + dues_of(t);
  sentence out;
  out.entity = t.what.id;
  out.mark = words_for(t.how.status);
  out.statements = t.how.decided_by;
  std::vector<std::string> sources;
  cite(sources, said.at);
  cite(sources, all.front().at);
  cite(sources, all.back().at);
  out.parts.push_back({std::move(text), sources});
  add_outcome(t, out);
  return out;
}

// What became of it, each with the sources of just that.
void teller::add_outcome(told const& t, sentence& out) const {
  auto const stages = telling(t);
  for (auto const* m : stages) {
    std::vector<std::string> from;
    cite(from, m->at);
    auto words = stage_words(*m);
    if (m == stages.front() && t.how.status == standing::kept_late && t.how.months_late) {
      words += fmt::format(" ({} after the first due date)", months_text(*t.how.months_late));
    }
    if (m->certainty == "contested") {
      words = "contested: " + words;
    }
    out.parts.push_back({"; " + words, std::move(from)});
  }
  if (t.what.sightings.empty()) {
    return;
  }
  // What was seen before it was done is no news any more.
  auto const& last = t.what.sightings.back();
  auto const done = t.how.status == standing::kept || t.how.status == standing::kept_late;
  if (done && !stages.empty() && last.counts_from <= stages.front()->counts_from) {
    return;
  }
  std::vector<std::string> from;
  cite(from, last.at);
  out.parts.push_back(
      {fmt::format("; seen{}: {}", last.on ? " " + when_words(*last.on) : std::string{},
                   without_stop(last.text)),
       std::move(from)});
}

sentence teller::contest(told const& t) const {
  sentence out;
  out.entity = t.what.id;
  out.mark = words_for(t.how.status);
  out.statements = t.how.decided_by;
  for (auto const& m : t.what.stages) {
    if (m.what == stage::delivered || m.certainty == "contested") {
      std::vector<std::string> from;
      cite(from, m.at);
      out.parts.push_back(
          {(out.parts.empty() ? without_stop(title_of(t.what, names_)) + ": " : "; ") +
               (m.certainty == "contested" ? "contested: " : "") + stage_words(m),
           std::move(from)});
    }
  }
  return out;
}

sentence teller::promise(told const& t, std::vector<saying const*> const& here) const {
  sentence out;
  out.entity = t.what.id;
  out.mark = words_for(t.how.status);
  for (auto const* s : here) {
    auto text = without_stop(s->what) + "; " + lead(*s);
    text += s->due ? "; due " + due_words(t, *s->due) : "; no due date";
    std::vector<std::string> from;
    cite(from, s->at);
    out.parts.push_back(
        {(out.parts.empty() ? without_stop(title_of(t.what, names_)) + " (told above): " : "; ") +
             text,
         std::move(from)});
    out.statements.insert(out.statements.end(), s->at.statements.begin(), s->at.statements.end());
  }
  return out;
}

}  // namespace karwan::relations
