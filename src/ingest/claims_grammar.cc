#include "ingest/claims_grammar.h"

#include <algorithm>
#include <array>

#include "ingest/claims_build.h"
#include "karwan/base/list.h"

namespace karwan::ingest {
namespace {

constexpr std::string_view kAuxiliaries = "will|would|shall|ll";
constexpr std::string_view kAims =
    "goal|goals|aim|aims|objective|objectives|target|intention|ambition|plan|plans|idea|priority|"
    "dream|mission|pledge|promise|decision|proposal";
constexpr std::string_view kMovesAndMeetings = "visit|visits|trip|tour|journey";
constexpr std::string_view kDoings =
    "opening|launch|signing|inauguration|ratification|adoption|commissioning|closure|resumption|"
    "arrival|anniversary|establishment";

// Agreements, links and whatever "it" is have no will of their own.
bool has_no_will(claim_text const& c, std::size_t verb, token_range clause) {
  if (verb > clause.begin && c.lexed.is_any(verb - 1, "it|this|that|which|these|there|what")) {
    return true;
  }
  auto first = std::size_t{clause.begin};
  while (first < verb && c.lexed.is_any(first, "and|but|as|so|while|because|a|q|:|\"|“")) {
    ++first;
  }
  return c.lexed.is_any(first, "this|such") && verb < first + 5;
}

// Lower fees will cut costs by a tenth: an effect of something, which promises nothing.
bool only_changes(claim_text const& c, std::size_t at, std::size_t verb, token_range clause) {
  constexpr std::uint32_t kFar = 8;  // tokens of a subject
  if (!c.lexed.is_any(verb, "cut|raise|increase|reduce|double|lower|shorten|halve|triple")) {
    return false;
  }
  auto const i = static_cast<std::uint32_t>(at);
  auto const from = std::max(clause.begin, i > kFar ? i - kFar : 0);
  return std::ranges::none_of(c.within({from, i}), [](mention const& m) {
    return m.kind == mention_kind::place || m.kind == mention_kind::organisation ||
           m.kind == mention_kind::person;
  });
}

// Somebody's words: the port would be dredged, he said. Else "would" tells what might be.
bool is_reported(claim_text const& c, std::size_t at) {
  constexpr std::size_t kNear = 30;  // tokens
  auto const s = c.t.sentence_of(at);
  auto const from = std::max<std::size_t>(s.begin, at > kNear ? at - kNear : 0);
  for (auto i = from; i < std::min<std::size_t>(s.end, at + kNear); ++i) {
    if (c.lexed.is_any(i,
                       "said|says|announced|added|told|promised|according|informed|stated|noted|"
                       "reported|declared|confirmed|pledged|revealed|hope|hopes|hoped|agreed")) {
      return true;
    }
  }
  return false;
}

// will sign, would be able to resume (by a day), shall be built
trigger_hit auxiliary(claim_text const& c, std::size_t at, token_range clause) {
  auto const to_come = has_day_to_come(c, at, clause);
  constexpr std::size_t kFar = 6;  // tokens of a subject
  for (auto i = std::max<std::size_t>(clause.begin, at > kFar ? at - kFar : 0); i < at; ++i) {
    if (c.lexed.is(i, "whether")) {
      return {};
    }
  }
  if ((has_no_will(c, at, clause) || (c.lexed.is(at, "would") && !is_reported(c, at))) &&
      !to_come) {
    return {};
  }
  auto verb = behind_adverbs(c, at + 1, clause.end);
  if (only_changes(c, at, verb, clause)) {
    return {};
  }
  if (c.lexed.is(verb, "be") && c.lexed.is(verb + 1, "able") && c.lexed.is(verb + 2, "to")) {
    return to_come && is_act(c, verb + 3, kBase) ? hit_of(kPlanned, at, verb + 4) : trigger_hit{};
  }
  if (c.lexed.is(verb, "be")) {
    verb = behind_adverbs(c, verb + 1, clause.end);
    auto const done = verb < clause.end &&
                      (is_act(c, verb, kParticiple) || ((to_come || c.lexed.is(at, "shall")) &&
                                                        looks_like_participle(c.t[verb].folded)));
    return done ? hit_of(kPlanned, at, verb + 1) : trigger_hit{};
  }
  return verb < clause.end && is_act(c, verb, kBase) ? hit_of(kPlanned, at, verb + 1)
                                                     : trigger_hit{};
}

// our goal is to, the aim of the programme remains to; his plan to
trigger_hit aim(claim_text const& c, std::size_t at, token_range clause) {
  constexpr std::size_t kFurther = 7;  // tokens of what the aim is of
  auto const owned = at > clause.begin && c.lexed.is_any(at - 1, "his|her|its|our|their|s");
  if (owned && is_infinitive(c, at + 1, clause.end)) {
    return hit_of(kPlanned, at, at + 3);
  }
  for (auto i = at + 1; i + 2 < clause.end && i < at + kFurther; ++i) {
    if (c.lexed.is_any(i, "is|remains|are")) {  // what an aim was is past
      return is_infinitive(c, i + 1, clause.end) ? hit_of(kPlanned, at, i + 3) : trigger_hit{};
    }
    if (c.lexed.is_any(i, ",|;|.")) {
      break;
    }
  }
  return {};
}

// agreed to open, agreed that a group should be set up, agreed we need to sign
trigger_hit accord(claim_text const& c, std::size_t at, token_range clause) {
  constexpr std::size_t kFurther = 9;  // tokens up to what was agreed
  for (auto i = at + 1; i + 1 < clause.end && i < at + kFurther; ++i) {
    if (c.lexed.is_any(i, ",|;|and")) {
      break;
    }
    if (!c.lexed.is_any(i, "to|will|would|should|must|shall")) {
      continue;
    }
    auto verb = behind_adverbs(c, i + 1, clause.end);
    if (i == at + 1 && is_infinitive(c, i, clause.end) && !c.lexed.is(verb, "be")) {
      return hit_of(kAgreed, at, verb + 1);  // agreed to consider: any verb
    }
    auto const passive = c.lexed.is(verb, "be");
    verb = passive ? behind_adverbs(c, verb + 1, clause.end) : verb;
    if (verb < clause.end && is_act(c, verb, passive ? kParticiple : kBase)) {
      return hit_of(kAgreed, at, verb + 1);
    }
  }
  return {};
}

// we hope that the line will open; a wish that it bring luck is none
trigger_hit hope(claim_text const& c, std::size_t at, token_range clause) {
  for (auto i = at + 1; i + 1 < clause.end; ++i) {
    if (c.lexed.is_any(i, kAuxiliaries)) {
      auto const will = auxiliary(c, i, clause);
      return will.row != nullptr ? hit_of(kHoped, at, will.end) : will;
    }
  }
  return {};
}

// "regularly", "every year", "on a daily basis"; no adjective as in "this daily work".
bool tells_how_often(claim_text const& c, token_range clause) {
  constexpr std::string_view kTimes = "year|month|week|day|spring|autumn|summer|winter";
  for (auto i = clause.begin; i < clause.end; ++i) {
    auto const adverb =
        c.lexed.is_any(i, "regularly|annually|periodically|monthly|weekly|daily|yearly") &&
        !(i > clause.begin && c.lexed.is_any(i - 1, kDeterminers));
    if (adverb || (c.lexed.is_any(i, "every|each") && c.lexed.is_any(i + 1, kTimes)) ||
        (c.lexed.is(i + 1, "basis") &&
         c.lexed.is_any(i, "regular|permanent|constant|daily|weekly|monthly|annual|yearly"))) {
      return true;
    }
  }
  return false;
}

// we regularly hold talks; every year they exchange teachers
trigger_hit habit(claim_text const& c, std::size_t at, token_range clause) {
  constexpr std::size_t kNear = 3;  // tokens in which a modal verb or a preposition stands
  if (at == clause.begin || c.lexed.is_any(at - 1, kDeterminers) ||
      c.lexed.is_any(at - 1, "and|of|for|in|by") || !tells_how_often(c, clause)) {
    return {};
  }
  for (auto i = at - std::min(kNear, at - clause.begin); i < at; ++i) {
    if (c.lexed.is_any(i, "to|should|must|will|would|can|could|may|hope|hopes|wish|want|wants")) {
      return {};
    }
  }
  return hit_of(kHappened, at, at + 1);
}

// are trained every year
trigger_hit habitual_passive(claim_text const& c, std::size_t at, token_range clause) {
  auto const verb = behind_adverbs(c, at + 1, clause.end);
  return verb < clause.end && is_act(c, verb, kParticiple) && tells_how_often(c, clause)
             ? hit_of(kHappened, at, verb + 1)
             : trigger_hit{};
}

// among the first countries to recognise
trigger_hit first_to(claim_text const& c, std::size_t at, token_range clause) {
  constexpr std::size_t kFurther = 4;
  for (auto i = at + 1; i + 1 < clause.end && i < at + kFurther; ++i) {
    if (c.lexed.is_any(i, "is|are|was|were")) {
      break;  // the first ferry is to leave
    }
    if (c.lexed.is(i, "to")) {
      return is_act(c, i + 1, kBase) ? hit_of(kHappened, at, i + 2) : trigger_hit{};
    }
  }
  return {};
}

// a visit to Lahore, the opening of the Khorgos terminal, the 10th anniversary of
trigger_hit noun_of_event(claim_text const& c, std::size_t at, token_range clause) {
  constexpr std::size_t kNear = 4;  // tokens in which a name stands
  auto const moves = c.lexed.is_any(at, kMovesAndMeetings) && c.lexed.is(at + 1, "to");
  auto const does = c.lexed.is_any(at, kDoings) && c.lexed.is(at + 1, "of");
  if ((!moves && !does) || at == clause.begin ||
      c.lexed.is_any(at - 1, "to|will|would|regular|possible|future|of|for")) {
    return {};
  }
  auto const counted =
      c.lexed.is(at, "anniversary") && at >= 2 && c.t[at - 2].kind == token_kind::digits;
  auto named = false;
  for (auto i = at + 2; i < std::min<std::size_t>(clause.end, at + 2 + kNear); ++i) {
    named = named || (c.t[i].kind == token_kind::word && c.t[i].capital);
  }
  return counted || named ? hit_of(kHappened, at, at + 2) : trigger_hit{};
}

// called on the banks to open accounts
trigger_hit demand(claim_text const& c, std::size_t at, token_range clause) {
  constexpr std::size_t kFurther = 10;
  for (auto i = at + 2;
       c.lexed.is_any(at + 1, "on|upon") && i + 1 < clause.end && i < at + kFurther; ++i) {
    if (is_infinitive(c, i, clause.end)) {
      return hit_of(kDemanded, at, i + 2);
    }
  }
  return {};
}

// talks on a treaty began; the negotiations were concluded
trigger_hit negotiation(claim_text const& c, std::size_t at, token_range clause) {
  constexpr std::size_t kFurther = 8;
  for (auto i = at + 1; i < std::min<std::size_t>(clause.end, at + kFurther); ++i) {
    if (c.lexed.is_any(i,
                       "began|started|commenced|resumed|concluded|opened|ended|stalled|"
                       "continue|continued|dragged|collapsed|failed")) {
      return hit_of(kAccord, at, i + 1);
    }
    if (c.lexed.is_any(i, ",|;|to|will|would")) {
      break;
    }
  }
  return {};
}

// have been working on; the construction of a highway
trigger_hit making(claim_text const& c, std::size_t at, token_range clause) {
  constexpr std::size_t kNear = 5;
  if (c.lexed.is(at, "working") && c.lexed.is(at + 1, "on") && at > clause.begin &&
      c.lexed.is_any(at - 1, "been|are|is|were|was|currently|now|jointly")) {
    return hit_of(kBeingMade, at, at + 2);
  }
  if (!c.lexed.is(at + 1, "of")) {
    return {};
  }
  for (auto i = at + 2; i < std::min<std::size_t>(clause.end, at + 2 + kNear); ++i) {
    if (c.lexed.find(i, sense_kind::way) ||
        c.lexed.is_any(i, "road|bridge|tunnel|port|terminal|plant|station|line")) {
      return hit_of(kBeingMade, at, i + 1);
    }
  }
  return {};
}

}  // namespace

namespace {

struct rule {
  trigger_hit (*read)(claim_text const&, std::size_t at, token_range clause);
  std::string_view words;  // with which it begins
  unsigned forms;          // or with these forms of a verb of doing
};
constexpr auto kRules = std::to_array<rule>({
    {auxiliary, kAuxiliaries, 0},
    {aim, kAims, 0},
    {accord, "agreed|agree", 0},
    {hope, "hope|hopes|hoped|hoping", 0},
    {be_to, "is|are|was|were", 0},
    {passive, "was|were|been", 0},
    {active_past, "used", kPast | kParticiple},
    {yet_to, "yet", 0},
    {to_be_done, "to", 0},
    {wanted_done, "want|wants", 0},
    {opening_gerund, "", kGerund},
    {habitual_passive, "is|are", 0},
    {habit, "", kBase | kThird | kGerund},
    {first_to, "first", 0},
    {noun_of_event, kMovesAndMeetings, 0},
    {noun_of_event, kDoings, 0},
    {demand, "call|calls|called|calling", 0},
    {negotiation, "talks|negotiations", 0},
    {making, "working|construction|constructing|building|reconstruction", 0},
});

phrase_book const& opening_words() {
  static auto const book = [] {
    phrase_book out;
    for (std::uint32_t i = 0; i < kRules.size(); ++i) {
      for (auto const& word : items_of(kRules[i].words, '|')) {
        out.add(word, i);
      }
    }
    return out;
  }();
  return book;
}

}  // namespace

std::vector<std::uint32_t> grammar_openings(text_model const& t) {
  auto const ids = opening_words().ids(t);
  std::vector<std::uint32_t> out(t.size());
  for (std::size_t i = 0; i < t.size(); ++i) {
    auto bits = 0U;
    if (ids[i] != 0) {
      opening_words().matches(t, ids, i,
                              [&](std::size_t, std::uint32_t rule) { bits |= 1U << rule; });
    }
    auto const forms = t[i].kind == token_kind::word ? forms_of(t[i].folded) : 0U;
    for (std::size_t r = 0; forms != 0 && r < kRules.size(); ++r) {
      bits |= (forms & kRules[r].forms) != 0 ? 1U << r : 0U;
    }
    out[i] = static_cast<std::uint32_t>(bits);
  }
  return out;
}

trigger_hit grammar_hit(claim_text const& c, std::size_t at, token_range clause) {
  for (std::size_t r = 0; r < kRules.size() && c.openings[at] != 0; ++r) {
    auto const hit =
        (c.openings[at] & 1U << r) != 0 ? kRules[r].read(c, at, clause) : trigger_hit{};
    if (hit.row != nullptr && hit.end <= clause.end) {
      return hit;
    }
  }
  return {};
}

trigger_hit joined_participle(claim_text const& c, std::size_t at, trigger_hit const& before) {
  auto const passive = before.row->kind == claim_kind::commitment && before.end >= 2 &&
                       c.lexed.is(before.end - 2, "be");
  auto const joined =
      at > before.end && c.lexed.is_any(at - 1, "and|or") && is_act(c, at, kParticiple);
  return passive && joined ? hit_of(*before.row, at, at + 1) : trigger_hit{};
}

trigger_hit joined_infinitive(claim_text const& c, std::size_t at, token_range clause,
                              trigger_row const& promise) {
  if (!c.lexed.is(at, "and")) {
    return {};
  }
  auto const to = behind_adverbs(c, at + 1, clause.end);
  return to < clause.end && is_infinitive(c, to, clause.end) ? hit_of(promise, at, to + 2)
                                                             : trigger_hit{};
}

bool is_no_promise(claim_text const& c, trigger_hit const& hit, token_range clause) {
  constexpr std::size_t kNear = 10;  // tokens: what is denied further off is something else
  auto from = hit.begin;
  while (from > clause.begin && hit.begin - from < kNear &&
         !c.lexed.is_any(from - 1, "and|but|,|;")) {
    --from;
  }
  return hit.row->kind == claim_kind::commitment &&
         (is_denied(c, from, hit.end) || (hit.end < clause.end && c.lexed.is(hit.end, "do")));
}

}  // namespace karwan::ingest
