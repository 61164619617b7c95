#include "karwan/require/checklist.h"

#include <algorithm>

#include <fmt/format.h>

#include "require/phrases.h"

namespace karwan::require {
namespace {

using relations::section;
using relations::sentence;

std::string without_stop(std::string text) {
  while (!text.empty() && (text.back() == '.' || text.back() == ' ')) {
    text.pop_back();
  }
  return text;
}

// A sentence of parts that are not blank.
sentence told(std::vector<std::string> const& parts, std::vector<std::string> sources,
              std::string entity, std::string mark) {
  std::string text;
  for (auto const& p : parts) {
    if (auto one = without_stop(p); !one.empty()) {
      text += (text.empty() ? "" : "; ") + one;
    }
  }
  return {{{std::move(text), std::move(sources)}}, std::move(entity), std::move(mark), {}};
}

sentence tell(step const& s, std::size_t i, needs const& n) {
  auto title = fmt::format("☐ {}. {}", i + 1, s.title);
  if (!s.countries.empty()) {
    title += " (" + countries(s.countries) + ")";
  }
  std::vector<std::string> parts{title, s.issued_by.empty() ? "" : "from " + s.issued_by,
                                 days_of(s), fee_of(s)};
  if (s.days && s.begins_before && *s.begins_before > 0) {
    parts.push_back("begin by " + to_string(start_by(n.depart, *s.begins_before)));
  }
  parts.push_back(inputs_of(s));
  parts.push_back(instead_of(s));
  if (!s.open.empty()) {
    parts.push_back("only as far as " + open_words(s.open) + " fit");
  }
  parts.push_back(limits_of(s));
  parts.insert(parts.end(), s.text.begin(), s.text.end());
  parts.push_back(join(s.legal_basis, ", "));
  parts.push_back(s.confidence + " confidence");
  auto out = told(parts, s.sources, s.entity, s.barred ? "barred" : spaced(s.kind));
  out.statements = s.statements;
  std::ranges::sort(out.statements);
  return out;
}

sentence tell(finding const& f) {
  std::vector<std::string> parts{f.title +
                                 (f.country ? " (" + upper(*f.country) + ")" : std::string{})};
  std::vector<std::string> sources;
  auto const is_unknown = f.is == rules::outcome::unknown;
  if (is_unknown) {
    parts.front() = "☐ " + parts.front();
    parts.push_back(why_of(f));
    parts.push_back("ask " + ask_of(f));
  }
  for (auto const& r : f.rules) {
    parts.push_back(r.text.empty() ? r.title : r.title + ": " + r.text);
    sources.push_back(r.source);
  }
  if (sources.empty()) {
    sources.push_back(f.source);
  }
  return told(parts, std::move(sources), f.question, is_unknown ? "ask" : "not required");
}

template <typename All, typename Wanted, typename Tell>
void add(relations::document& d, std::string id, std::string heading, All const& all,
         Wanted const& wanted, Tell const& tell_one) {
  section s{std::move(id), said_text(std::move(heading)), {}, {}};
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (wanted(all[i])) {
      s.sentences.push_back(tell_one(all[i], i));
    }
  }
  if (!s.sentences.empty()) {
    d.sections.push_back(std::move(s));
  }
}

section duties(landed const& l) {
  section s{"duties", said_text("Duty, tax and cost at the destination"), {}, {}};
  for (auto const& [what, lines] : {std::pair{"duty", &l.duties},
                                    {"may be lower, to be proved", &l.lower},
                                    {"tax", &l.taxes},
                                    {"beside it, not added", &l.others}}) {
    for (auto const& line : *lines) {
      auto one = told({line_of(line)}, {line.source}, {}, what);
      one.statements = line.statements;
      s.sentences.push_back(std::move(one));
    }
  }
  s.remark = said_text(cost_of(l));
  return s;
}

}  // namespace

relations::document checklist(needs const& n) {
  relations::document d{
      "needs",
      said_text(title_of(n)),
      said_text(standpoint_of(n) + "; " + way_of(n)),
      said_text(time_of(n) + ". " + fees_of(n) + (n.total ? ". " + total_of(n) : "") +
                ". What no rule answers is unknown: a fact that is missing does "
                "not mean that a paper is not needed."),
      {}};
  if (n.no_route) {
    d.remark = said_text("No route is open on the day, so no papers are listed.");
    return d;
  }
  auto const step_line = [&](step const& s, std::size_t i) { return tell(s, i, n); };
  auto const finding_line = [](finding const& f, std::size_t) { return tell(f); };
  auto const due = [](rules::stage at) {
    return [at](step const& s) { return !s.barred && s.taken && s.due == at; };
  };
  add(
      d, "barred", "What a rule bars", n.steps, [](step const& s) { return s.barred; }, step_line);
  add(d, "before", "Before departure, in the order of beginning", n.steps,
      due(rules::stage::before), step_line);
  add(d, "border", "On the way", n.steps, due(rules::stage::border), step_line);
  add(d, "after", "After arrival", n.steps, due(rules::stage::after), step_line);
  add(
      d, "instead", "Will do instead", n.steps, [](step const& s) { return !s.barred && !s.taken; },
      step_line);
  add(
      d, "unknown", "Not known: ask", n.findings,
      [](finding const& f) { return f.is == rules::outcome::unknown; }, finding_line);
  add(
      d, "waived", "Not required, by this rule", n.findings,
      [](finding const& f) { return f.is == rules::outcome::not_required; }, finding_line);
  if (n.landed_cost) {
    d.sections.push_back(duties(*n.landed_cost));
  }
  return d;
}

}  // namespace karwan::require
