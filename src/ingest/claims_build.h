#pragma once

#include "ingest/claims_read.h"
#include "ingest/verbs.h"

// What rules of grammar are built of; claims_grammar.cc has their table.
namespace karwan::ingest {

// What a rule says of a clause.
inline constexpr trigger_row kPlanned{claim_kind::commitment, modality::planned, {}};
inline constexpr trigger_row kExpected{claim_kind::commitment, modality::expected, {}};
inline constexpr trigger_row kHoped{claim_kind::commitment, modality::hoped, {}};
inline constexpr trigger_row kAgreed{claim_kind::commitment, modality::agreed, {}};
inline constexpr trigger_row kAccord{claim_kind::agreement, modality::done, {}};
inline constexpr trigger_row kHappened{claim_kind::event, modality::done, {}};
inline constexpr trigger_row kDemanded{claim_kind::position, modality::wanted, {}};
inline constexpr trigger_row kBeingMade{claim_kind::project, modality::considered, {}};

inline constexpr std::string_view kDeterminers =
    "the|a|an|this|that|these|those|his|her|its|our|their|my|all|some|each|both";

inline trigger_hit hit_of(trigger_row const& row, std::size_t begin, std::size_t end) {
  return {&row, begin, end};
}

// A form of a verb of doing; `forms` are those that it may have.
bool is_act(claim_text const&, std::size_t at, unsigned forms);
// Where the adverbs at a token end: soon, jointly.
std::size_t behind_adverbs(claim_text const&, std::size_t at, std::size_t end);
// An infinitive and no place or thing: to sign, not to the parliament, to Almaty.
bool is_infinitive(claim_text const&, std::size_t to, std::size_t end);
bool is_denied(claim_text const&, std::size_t from, std::size_t to);
// A date of the clause that stands near a token; one that has not ended by the reference.
bool has_day(claim_text const&, std::size_t at, token_range clause);
bool has_day_to_come(claim_text const&, std::size_t at, token_range clause);

// What was done (claims_past.cc): was opened, has been signed; opened, has built; concluded in May.
trigger_hit passive(claim_text const&, std::size_t at, token_range clause);
trigger_hit active_past(claim_text const&, std::size_t at, token_range clause);
// Opening the fair on Monday, she said ...
trigger_hit opening_gerund(claim_text const&, std::size_t at, token_range clause);

// What is to be done (claims_due.cc): is to meet, was to have been signed; has yet to approve; to
// be installed this summer; wants it finished by 2027.
trigger_hit be_to(claim_text const&, std::size_t at, token_range clause);
trigger_hit yet_to(claim_text const&, std::size_t at, token_range clause);
trigger_hit to_be_done(claim_text const&, std::size_t at, token_range clause);
trigger_hit wanted_done(claim_text const&, std::size_t at, token_range clause);

}  // namespace karwan::ingest
