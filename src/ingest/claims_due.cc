#include "ingest/claims_build.h"

// What is to be done, without will or would.
namespace karwan::ingest {
namespace {

// What "is to" only explains: the task is to help.
constexpr std::string_view kExplained =
    "issue|issues|idea|ideas|mission|task|tasks|challenge|way|ways|message|point|question|purpose|"
    "problem|need|role|thing|job|step|solution|aim|goal|objective|priority|reason|key|advice|view|"
    "intention|ambition|dream|plan|what|all|it|this|there";

// open, be opened, have been opened: where the verb behind "to" ends; 0: it is no act.
std::size_t end_of_infinitive(claim_text const& c, std::size_t to, token_range clause) {
  auto verb = behind_adverbs(c, to + 1, clause.end);
  if (c.lexed.is(verb, "have")) {
    ++verb;
    if (!c.lexed.is(verb, "been")) {
      return verb < clause.end && is_act(c, verb, kParticiple) ? verb + 1 : 0;
    }
  } else if (!c.lexed.is(verb, "be")) {
    return verb < clause.end && is_act(c, verb, kBase) ? verb + 1 : 0;
  }
  verb = behind_adverbs(c, verb + 1, clause.end);
  auto const done = verb < clause.end && looks_like_participle(c.t[verb].folded) &&
                    (is_act(c, verb, kParticiple) || has_day_to_come(c, verb, clause));
  return done ? verb + 1 : 0;
}

}  // namespace

trigger_hit be_to(claim_text const& c, std::size_t at, token_range clause) {
  constexpr std::size_t kFar = 20;  // tokens of a subject
  auto const to = behind_adverbs(c, at + 1, clause.end);
  if (!c.lexed.is(to, "to") || at == clause.begin || c.lexed.is_any(at - 1, "that|which|who")) {
    return {};
  }
  auto const from = at > clause.begin + kFar ? at - kFar : clause.begin;
  for (auto i = from; i < at; ++i) {
    if (c.lexed.is_any(i, kExplained)) {
      return {};
    }
  }
  auto const end = end_of_infinitive(c, to, clause);
  return end != 0 ? hit_of(kPlanned, at, end) : trigger_hit{};
}

trigger_hit yet_to(claim_text const& c, std::size_t at, token_range clause) {
  auto const waits = c.lexed.is(at + 1, "to") && at > clause.begin &&
                     c.lexed.is_any(at - 1, "has|have|is|are") && at + 2 < clause.end;
  auto const end = waits ? end_of_infinitive(c, at + 1, clause) : 0;
  return end != 0 ? hit_of(kExpected, at, end) : trigger_hit{};
}

// Only with its day: scales, to be installed in May.
trigger_hit to_be_done(claim_text const& c, std::size_t at, token_range clause) {
  if (!c.lexed.is(at + 1, "be") || at == clause.begin ||
      c.lexed.is_any(at - 1,
                     "need|needs|needed|have|has|had|ought|want|wants|like|able|how|what|"
                     "seems|seem|appears|appear|used|and|or|unlikely|likely|enough|too")) {
    return {};
  }
  auto const end = end_of_infinitive(c, at, clause);
  return end != 0 && has_day_to_come(c, at, clause) ? hit_of(kPlanned, at, end) : trigger_hit{};
}

trigger_hit wanted_done(claim_text const& c, std::size_t at, token_range clause) {
  constexpr std::size_t kFar = 6;  // tokens of what is wanted
  for (auto i = at + 1; i < clause.end && i < at + kFar; ++i) {
    if (c.lexed.is_any(i, "to|,|;|that")) {
      break;
    }
    if (i > at + 1 && is_act(c, i, kParticiple) && has_day_to_come(c, i, clause)) {
      return hit_of(kHoped, at, i + 1);
    }
  }
  return {};
}

}  // namespace karwan::ingest
