#pragma once

#include "ingest/claim_words.h"
#include "ingest/lexicon.h"
#include "karwan/ingest/claim.h"

namespace karwan::ingest {

// A text with what its claims are made of.
struct claim_text {
  claim_text(text_model const&, std::vector<mention> const&, date_frame const&);
  text_model const& t;
  std::vector<mention> const& mentions;  // in the order of the text
  date_frame const& frame;
  claim_words words;
  lexed_text lexed;
  std::vector<std::uint32_t> openings;  // of rules of grammar, see claims_grammar.h
  std::vector<token_range> clauses;

  // Mentions that begin within the tokens.
  std::span<mention const> within(token_range) const;
};

// Parts of sentences with a verb of their own, as far as marks and conjunctions tell.
std::vector<token_range> clauses_of(text_model const&);

// A claim with what its clause says of everyone: parties, time, sector, who speaks.
claim made_claim(claim_text const&, claim_kind, token_range, token_range clause);

void find_figures(claim_text const&, std::vector<claim>&);
void find_roles(claim_text const&, std::vector<claim>&);
void find_acts(claim_text const&, std::vector<claim>&);  // by trigger words

}  // namespace karwan::ingest
