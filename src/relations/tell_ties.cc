#include <algorithm>

#include <fmt/format.h>

#include "karwan/relations/words.h"
#include "relations/cells.h"
#include "relations/tell.h"

// Who works with whom, and what somebody said.
namespace karwan::relations {
namespace {

using record::row;

// What a kind of tie reads like: "A and B <verb> on X" goes both ways, "A <verb> B" one way. Of
// what was announced only, that it is to be.
struct wording {
  std::string_view kind, now, ahead;
  bool both;
};
constexpr wording kWordings[] = {
    {"cooperates", "cooperate", "are to cooperate", true},
    {"partner", "are partners", "are to be partners", true},
    {"member_of", "is a member of", "is to be a member of", false},
    {"owns", "owns", "is to own", false},
    {"funds", "funds", "is to fund", false},
    {"host_of", "hosts", "is to host", false},
    {"succeeds", "succeeds", "is to succeed", false},
};

// "A and B cooperate on trade", "A is a member of B"
std::string tie_words(group const& g, std::string const& from, std::string const& to) {
  auto const* w = std::ranges::find(kWordings, g.text("kind"), &wording::kind);
  auto const subject = without_stop(g.text("subject"));
  if (w == std::end(kWordings)) {  // a memorandum: signed or not, its evidence says
    return fmt::format("{} and {}: {}{}", from, to, spaced(g.text("kind")),
                       subject.empty() ? "" : " on " + subject);
  }
  auto const verb = g.text("state") == "announced" ? w->ahead : w->now;
  return w->both ? fmt::format(
                       "{} and {} {}{}", from, to, verb,
                       subject.empty() ? "" : (w->kind == "partner" ? " in " : " on ") + subject)
                 : fmt::format("{} {} {}{}", from, verb, to,
                               subject.empty() ? "" : " (" + subject + ")");
}

// Is a step to come of it at all? A member or owner is one.
bool has_steps(group const& g) {
  auto const* w = std::ranges::find(kWordings, g.text("kind"), &wording::kind);
  return w == std::end(kWordings) || w->both;
}

std::string_view in_the_past(std::string_view kind) {
  return kind == "says"       ? "said"
         : kind == "wants"    ? "wanted"
         : kind == "proposes" ? "proposed"
         : kind == "expects"  ? "expected"
                              : kind;
}

}  // namespace

sentence teller::relation(group const& g) const {
  return relations({g});
}

sentence teller::relations(std::vector<group> const& all) const {
  constexpr std::size_t kMostSides = 12;
  auto const& g = all.front();
  sentence out;
  out.entity = g.entity;
  out.mark = g.text("state");
  std::vector<std::string> to, to_text, sources;
  for (auto const& one : all) {
    for (auto& e : one.rows.front().items("to")) {
      to.push_back(std::move(e));
    }
    for (auto& t : one.rows.front().items("to_text")) {
      to_text.push_back(std::move(t));
    }
    for (auto& s : sources_of(one.rows)) {
      sources.push_back(std::move(s));
    }
    for (auto const st :
         statements_in(one.rows.front(), {"from", "to", "kind", "state", "evidence_on"})) {
      out.statements.push_back(st);
    }
  }
  auto text = tie_words(g, name(std::string{g.text("from")}), who(to, to_text, kMostSides));
  if (!g.text("evidence").empty()) {
    text += "; " + without_stop(g.text("evidence"));
  }
  if (auto const* seen = g.cell("evidence_on"); seen != nullptr) {
    text += fmt::format(" ({})", date_words(seen->span));
  }
  if (auto const next = without_stop(g.text("next_step")); !next.empty()) {
    text += "; next step: " + next;
  } else if (has_steps(g)) {
    text += "; no next step is stated";
  }
  out.parts.push_back({std::move(text), std::move(sources)});
  return out;
}

sentence teller::position(group const& g) const {
  auto const by = who(g.rows.front().items("who"), g.rows.front().items("who_text"), 3);
  auto const* on = g.cell("said_on");
  sentence out;
  out.entity = g.entity;
  out.parts.push_back({fmt::format("{}: {} {}: {}",
                                   on == nullptr ? "Date not known" : capital(date_words(on->span)),
                                   by.empty() ? "the source" : by, in_the_past(g.text("kind")),
                                   without_stop(g.text("what"))),
                       sources_of(g.rows)});
  out.statements = statements_in(g.rows.front(), {"what", "kind", "who", "said_on"});
  return out;
}

}  // namespace karwan::relations
