#include <algorithm>

#include "ingest/claims_build.h"

// What was done, in the passive and the active voice.
namespace karwan::ingest {
namespace {

// States rather than events, though they stand in the passive.
constexpr std::string_view kStates =
    "based|located|situated|called|named|known|born|used|considered|interested|focused|needed|"
    "required|expected|limited|related|involved|concerned|divided|composed|honored|honoured|"
    "pleased|delighted|surprised|impressed|convinced|said|done|made|noted|estimated|meant|supposed|"
    "proposed|suggested|recommended|stressed|emphasised|emphasized|underlined|recalled|felt|heard|"
    "seen|found|told|decided|hoped|believed|thought|understood|provided";
// Of what is counted they tell a figure: exports increased by a tenth.
constexpr std::string_view kChanges =
    "increased|reduced|raised|doubled|tripled|quadrupled|lowered|expanded|decreased|cut|extended";
// Of what is carried and paid they tell how much: the port handled 300 wagons.
constexpr std::string_view kFlows =
    "received|crossed|carried|handled|processed|imported|exported|shipped|sold|bought|produced|"
    "transported|reached|issued|cleared|spent|loaded|unloaded|registered|recorded|paid|earned|"
    "employed|"
    "lost";
// Whose past may stand without an object: returned to Osh, where "approved in Osh" is a participle.
constexpr std::string_view kWithoutObject =
    "arrived|travelled|traveled|returned|departed|participated|cooperated|gathered|graduated|"
    "resigned|retired|voted|moved|landed|entered|merged|ended|stopped|opened|closed|resumed|passed|"
    "applied|started|commenced|toured|launched|trained|competed|settled|visited|switched|united|"
    "joined|acceded|agreed|cooperated|crossed|debated|negotiated|raised";
constexpr std::string_view kPrepositions =
    "in|at|on|for|to|from|with|under|during|as|near|within|through|between|among|by";
constexpr std::string_view kBeing = "be|is|are|was|were|been|being|get|got|gets";
constexpr std::string_view kBeforeNoEvent =
    "of|for|in|on|at|by|with|from|to|as|than|most|more|into|without|under";
constexpr std::size_t kNearVerb = 8;  // tokens

bool tells_figure(mention const& m) {
  return m.kind == mention_kind::percent || m.kind == mention_kind::money ||
         m.kind == mention_kind::quantity || m.kind == mention_kind::count;
}

// An agreement is spoken of within some tokens.
bool speaks_of_accord(claim_text const& c, std::size_t verb, token_range clause) {
  constexpr std::size_t kFar = 25;
  auto const from = std::max<std::size_t>(clause.begin, verb > kFar ? verb - kFar : 0);
  auto const to = std::min<std::size_t>(clause.end, verb + kFar);
  for (auto i = from; i < to; ++i) {
    if (c.lexed.find(i, sense_kind::accord) || c.lexed.is_any(i, "contract|contracts|deal|deals")) {
      return true;
    }
  }
  return false;
}

// Signed, or concluded where it is a treaty.
trigger_row const& row_of(claim_text const& c, std::size_t verb, token_range clause) {
  auto const accord = c.lexed.is_any(verb, "signed|ratified|initialled|initialed|inked") ||
                      (c.lexed.is_any(verb, "concluded|negotiated|acceded|adopted|followed") &&
                       speaks_of_accord(c, verb, clause));
  return accord ? kAccord : kHappened;
}

bool has_agent(claim_text const& c, std::size_t participle, token_range clause) {
  constexpr std::size_t kFar = 9;
  for (auto i = participle + 1; i + 1 < std::min<std::size_t>(clause.end, participle + kFar); ++i) {
    if (c.lexed.is_any(i, ",|;|and|that")) {
      return false;
    }
    auto const next = static_cast<std::uint32_t>(i + 1);
    if (c.lexed.is(i, "by")) {  // no amount, and no day
      return std::ranges::none_of(c.within({next, next + 2}), [](mention const& m) {
        return m.kind == mention_kind::date || tells_figure(m);
      });
    }
  }
  return false;
}

// The word before a verb that is neither an adverb nor a denial; clause.begin - 1 where none is.
std::size_t word_before(claim_text const& c, std::size_t verb, token_range clause) {
  auto i = verb;
  while (i > clause.begin &&
         (behind_adverbs(c, i - 1, i) == i || c.lexed.is_any(i - 1, "not|only"))) {
    --i;
  }
  return i - 1;
}

// would have built, could have been: it was not.
bool is_unreal(claim_text const& c, std::size_t auxiliary, token_range clause) {
  auto const before = word_before(c, auxiliary, clause);
  return auxiliary > clause.begin && before + 1 > clause.begin &&
         c.lexed.is_any(before, "would|could|should|might|may|must|will|to");
}

// used to close, used to be closed
trigger_hit used_to(claim_text const& c, std::size_t at, token_range clause) {
  auto const verb = at + (c.lexed.is(at + 2, "be") ? 3U : 2U);
  auto const does = c.lexed.is(at + 1, "to") && verb < clause.end &&
                    (c.lexed.is(verb - 1, "be") ? looks_like_participle(c.t[verb].folded)
                                                : is_act(c, verb, kBase));
  return does ? hit_of(kHappened, at, verb + 1) : trigger_hit{};
}

// Somebody did so much or so often, which is a figure: invested $5 million, hired 300 workers, were
// stopped nine times.
bool tells_how_much(claim_text const& c, std::size_t begin, std::size_t end, token_range clause) {
  constexpr std::size_t kBehind = 6, kBefore = 12;
  constexpr double kMany = 20;  // fewer are told one by one: visited four plants
  auto const behind =
      c.within({static_cast<std::uint32_t>(end),
                static_cast<std::uint32_t>(std::min<std::size_t>(clause.end, end + kBehind))});
  auto const before = c.within({static_cast<std::uint32_t>(std::max<std::size_t>(
                                    clause.begin, begin > kBefore ? begin - kBefore : 0)),
                                static_cast<std::uint32_t>(begin)});
  auto const many = [](mention const& m) {
    return m.kind == mention_kind::count && m.value.best >= kMany;
  };
  return std::ranges::any_of(behind,
                             [&](mention const& m) {
                               return m.kind == mention_kind::money || m.value.unit == "times" ||
                                      (many(m) && m.tokens.begin <= end + 2);
                             }) ||
         std::ranges::any_of(before, [&](mention const& m) {
           auto const part =  // a consignment of 900 tonnes
               m.tokens.begin > clause.begin &&
               c.lexed.is_any(m.tokens.begin - 1, "of|with|by|than|for|to|from|in");
           return !part && (many(m) || (m.kind == mention_kind::quantity && m.value.best > 1) ||
                            m.kind == mention_kind::percent);
         });
}

// An amount stands right before or behind a verb.
bool has_amount_near(claim_text const& c, std::size_t verb, token_range clause) {
  constexpr std::size_t kBefore = 7, kBehind = 6;
  auto const from = std::max<std::size_t>(clause.begin, verb > kBefore ? verb - kBefore : 0);
  auto const to = std::min<std::size_t>(clause.end, verb + kBehind);
  return std::ranges::any_of(
      c.within({static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)}), tells_figure);
}

// "It took eleven months."
bool took_time(claim_text const& c, std::size_t verb, token_range clause) {
  constexpr std::size_t kFar = 5;
  auto const to = static_cast<std::uint32_t>(std::min<std::size_t>(clause.end, verb + kFar));
  return c.lexed.is_any(verb, "took|taken|spent|needed|waited") &&
         std::ranges::any_of(c.within({static_cast<std::uint32_t>(verb), to}),
                             [](mention const& m) { return m.kind == mention_kind::duration; });
}

// "if licensed", "provided that it was enlarged": it has not happened.
bool is_condition(claim_text const& c, std::size_t verb, token_range clause) {
  constexpr std::size_t kFar = 8;
  auto const from = std::max<std::size_t>(clause.begin, verb > kFar ? verb - kFar : 0);
  for (auto i = from; i < verb; ++i) {
    if (c.lexed.is_any(i, "if|unless") ||
        (c.lexed.is_any(i, "provided|given|supposing|assuming") && c.lexed.is(i + 1, "that"))) {
      return true;
    }
  }
  return c.lexed.is_any(verb, "provided|given|granted") && c.lexed.is(verb + 1, "that");
}

// "As the guests left, ...": only when something else was.
bool is_aside(claim_text const& c, std::size_t verb, token_range clause) {
  constexpr std::size_t kFar = 5;
  auto const from = std::max<std::size_t>(clause.begin, verb > kFar ? verb - kFar : 0);
  for (auto i = from; i < verb; ++i) {
    if (c.lexed.is_any(i, "as|when|while|before|until|once") &&
        (i == clause.begin || c.lexed.is_any(i - 1, ",|;|but|and"))) {
      return true;
    }
  }
  return false;
}

// "Took a good turn" is no act; took place, took part, took office are.
bool takes_nothing(claim_text const& c, std::size_t verb) {
  constexpr std::size_t kFar = 4;
  if (!c.lexed.is_any(verb, "took|taken")) {
    return false;
  }
  for (auto i = verb + 1; i < verb + kFar; ++i) {
    if (c.lexed.is_any(i,
                       "place|part|effect|off|over|oath|office|decision|decisions|delivery|"
                       "possession|control|measures|steps|up")) {
      return false;
    }
  }
  return true;
}

// Words of asking and telling, which state nothing by themselves: asked whether, raised the
// question.
bool only_asks(claim_text const& c, std::size_t verb) {
  constexpr std::size_t kFar = 4;
  if (c.lexed.is(verb, "asked") &&
      c.lexed.is_any(verb + 1, "what|whether|if|how|why|about|when|who|where")) {
    return true;
  }
  if (c.lexed.is(verb, "took") && verb > 0 && c.lexed.is(verb - 1, "it")) {
    return true;
  }
  for (auto i = verb + 1; c.lexed.is_any(verb, "wrote|written") && i < verb + 2 * kFar; ++i) {
    if (c.lexed.is(i, "that")) {
      return true;
    }
  }
  for (auto i = verb + 1; c.lexed.is_any(verb, "concluded|ended|opened") && i < verb + kFar; ++i) {
    if (c.lexed.is_any(i, "remarks|speech|address|statement|comments")) {
      return true;
    }
  }
  for (auto i = verb + 1; c.lexed.is_any(verb, "raised|put") && i < verb + kFar; ++i) {
    if (c.lexed.is_any(i, "question|questions|issue|point|concern|concerns|matter")) {
      return true;
    }
  }
  return false;
}

token_range near_behind(std::size_t verb, token_range clause) {
  return {static_cast<std::uint32_t>(verb),
          static_cast<std::uint32_t>(std::min<std::size_t>(clause.end, verb + kNearVerb))};
}

// Whatever the build of its clause: supposed, asked, a turn of phrase, or a figure told with it.
bool states_nothing(claim_text const& c, std::size_t verb, token_range clause) {
  return is_condition(c, verb, clause) || only_asks(c, verb) || takes_nothing(c, verb) ||
         c.lexed.find(verb + 1, sense_kind::title) ||  // a retired ambassador
         (c.lexed.is_any(verb, kFlows) && has_amount_near(c, verb, clause)) ||
         took_time(c, verb, clause);
}

// Is it what a subject did, rather than a participle that tells of a noun? `before`: the word in
// front of it.
bool is_predicate(claim_text const& c, std::size_t verb, std::size_t before, bool dated) {
  auto const forms = forms_of(c.t[verb].folded);
  if (c.lexed.is_any(verb, "headed|chaired")) {
    return false;  // an office, claims_roles.cc
  }
  if (c.lexed.is_any(before, kBeing) || c.lexed.is_any(before, kDeterminers) ||
      c.lexed.is_any(before, kBeforeNoEvent)) {
    return false;
  }
  if ((forms & kBase) != 0 && !c.lexed.is(before, "and")) {
    return false;  // set, cut
  }
  auto const of_noun =
      (forms & kParticiple) != 0 &&
      ((forms & kPast) == 0 ||  // written, taken: no past by themselves
       (c.lexed.is_any(verb + 1, kPrepositions) && !c.lexed.is_any(verb, kWithoutObject)));
  return dated || !of_noun;
}

}  // namespace

// Of verbs of doing always; of others with who did it or when.
trigger_hit passive(claim_text const& c, std::size_t at, token_range clause) {
  auto verb = behind_adverbs(c, at + 1, clause.end);
  verb += c.lexed.is_any(verb, "not|never") ? 1 : 0;
  if (verb >= clause.end || !looks_like_participle(c.t[verb].folded)) {
    return {};
  }
  auto const agent = has_agent(c, verb, clause);
  if (c.lexed.is_any(verb, kStates) && !(c.lexed.is(verb, "made") && agent) &&
      !(c.lexed.is(verb, "named") && has_day(c, verb, clause))) {
    return {};
  }
  if (c.lexed.is(verb, "agreed")) {
    return hit_of(kAccord, at, verb + 1);
  }
  auto const& row = row_of(c, verb, clause);
  if (&row == &kHappened && !agent && tells_how_much(c, at, verb + 1, clause)) {
    return {};
  }
  auto const told = agent || has_day(c, verb, clause);
  auto const holds = (told || (is_act(c, verb, kParticiple) && !c.lexed.is_any(verb, kChanges))) &&
                     !is_condition(c, verb, clause);
  return holds ? hit_of(row, at, verb + 1) : trigger_hit{};
}

// The past of a verb of doing, the perfect, and a participle with its day: "a treaty, concluded in
// 1995".
trigger_hit active_past(claim_text const& c, std::size_t at, token_range clause) {
  if (c.lexed.is(at, "used")) {
    return used_to(c, at, clause);
  }
  auto const behind = near_behind(at, clause);
  auto const dated = has_day(c, at, behind);
  auto const& row = row_of(c, at, clause);
  if (states_nothing(c, at, clause) ||
      (&row == &kHappened && tells_how_much(c, at, at + 1, clause)) ||
      (!dated && (c.lexed.is_any(at, "came|went|come|gone") || is_aside(c, at, clause)))) {
    return {};
  }
  auto const hit = hit_of(row, at, at + 1);
  auto const before = word_before(c, at, clause);
  if (before + 1 == clause.begin) {
    return dated ? hit : trigger_hit{};
  }
  if (c.lexed.is_any(before, "has|have|had|having")) {
    return is_unreal(c, before, clause) ? trigger_hit{} : hit;
  }
  auto const figure =
      c.lexed.is_any(at, kChanges) && std::ranges::any_of(c.within(behind), tells_figure);
  return figure || !is_predicate(c, at, before, dated) ? trigger_hit{} : hit;
}

trigger_hit opening_gerund(claim_text const& c, std::size_t at, token_range clause) {
  auto const first = at == clause.begin && at == c.t.sentence_of(at).begin;
  auto const object =
      at + 1 < clause.end && (c.lexed.is_any(at + 1, kDeterminers) || c.t[at + 1].capital);
  return first && object && has_day(c, at, near_behind(at, clause)) ? hit_of(kHappened, at, at + 1)
                                                                    : trigger_hit{};
}

}  // namespace karwan::ingest
