#pragma once

#include <cstdint>
#include <vector>

#include "ingest/claim_words.h"

namespace karwan::ingest {

struct claim_text;

// Of each token the rules that may begin with its word, a bit each.
std::vector<std::uint32_t> grammar_openings(text_model const&);

// Claims by the build of an English clause rather than by phrases: auxiliary and verb, an aim and
// its infinitive, the passive with its agent or day, what is done again and again, a visit to
// somewhere. `words.row` is null where none begins at the token.
trigger_hit grammar_hit(claim_text const&, std::size_t at, token_range clause);

// "We plan to invite them, and to hold a fair": the infinitive at a token goes on with a promise.
trigger_hit joined_infinitive(claim_text const&, std::size_t at, token_range clause,
                              trigger_row const& promise);

// "Plots will be leased and exempted from levies": the second participle goes on with the promise.
trigger_hit joined_participle(claim_text const&, std::size_t at, trigger_hit const& before);

// Words that look like a promise and are none: denied, of what has no will, or without an act.
bool is_no_promise(claim_text const&, trigger_hit const&, token_range clause);

}  // namespace karwan::ingest
