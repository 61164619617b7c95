#include <algorithm>

#include <fmt/format.h>

#include "relations/cells.h"
#include "relations/commitment_words.h"
#include "relations/tell.h"
#include "relations/words.h"

namespace karwan::relations {
namespace {

// Who undertook what, in words that say no more than the source's.
std::string_view lead_of(force f) {
  switch (f) {
    case force::binding:
      return "Bound by agreement";
    case force::agreed:
      return "Agreed";
    case force::announced:
      return "Announced";
    case force::hoped:
      return "Hoped";
    case force::demanded:
      return "Asked for";
    case force::recommended:
      break;
  }
  return "Recommended";
}

// "due in 2022, later in 2023"
std::string dues_of(told const& t) {
  if (!t.how.first_due) {
    return "no due date";
  }
  auto out = "due " + when_words(*t.how.first_due);
  if (t.how.latest_due && *t.how.latest_due != *t.how.first_due) {
    out += ", then " + when_words(*t.how.latest_due);
  }
  return out;
}

void cite(std::vector<std::string>& sources, citation const& c) {
  if (!c.source.empty() && std::ranges::find(sources, c.source) == sources.end()) {
    sources.push_back(c.source);
  }
}

}  // namespace

sentence teller::commitment(told const& t) const {
  auto const& s = t.what;
  auto const by = who(debtors_of(s), other_debtors_of(s), 4);
  auto text = fmt::format("{}{}: {}; {}", lead_of(t.how.how), by.empty() ? "" : " by " + by,
                          without_stop(title_of(s, names_)), dues_of(t));
  sentence out;
  out.entity = s.id;
  out.mark = words_for(t.how.status);
  out.statements = t.how.decided_by;
  std::vector<std::string> sources;
  cite(sources, s.sayings.front().at);
  cite(sources, s.sayings.back().at);
  out.parts.push_back({std::move(text), sources});
  // What became of it, with the sources of just that.
  std::vector<std::string> evidence;
  std::string became;
  if (!s.stages.empty()) {
    auto const& last = s.stages.back();
    cite(evidence, last.at);
    auto const until = date_words(
        {last.counts_from, last.counts_from + std::chrono::days{1}, date_precision::day, false});
    became = fmt::format("; {}{}{}", spaced(name_of(last.what)),
                         last.on                        ? " " + when_words(*last.on)
                         : last.what == stage::not_seen ? " by " + until
                                                        : std::string{},
                         last.evidence.empty() ? "" : ": " + without_stop(last.evidence));
  }
  if (!s.sightings.empty()) {
    auto const& last = s.sightings.back();
    cite(evidence, last.at);
    became += fmt::format("; seen{}: {}", last.on ? " " + when_words(*last.on) : std::string{},
                          without_stop(last.text));
  }
  if (!became.empty()) {
    out.parts.push_back({std::move(became), std::move(evidence)});
  }
  return out;
}

}  // namespace karwan::relations
