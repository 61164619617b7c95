#pragma once

#include <set>

#include "ingest/lexicon.h"
#include "karwan/ingest/gazetteer.h"

namespace karwan::ingest {

// A text with what the record knows of it, as the readers of names need it.
struct named_text {
  named_text(text_model const&, gazetteer const&);
  lexed_text t;
  gazetteer const& known;
  std::vector<gazetteer::hit> hits;  // the name that begins at each token
  std::vector<bool> in_hit;          // a token is within a name of the record
};

// A word with a capital that may be part of a name; at the start of a sentence only where it is no
// common word.
bool is_name_word(named_text const&, std::size_t at);
// Where a run of such words ends, with the particles and hyphens between them.
std::size_t end_of_name(named_text const&, std::size_t at, std::size_t most);

mention made_name(named_text const&, mention_kind, std::size_t begin, std::size_t end);

// New names, by what stands before, behind or within them.
void find_people(named_text const&, std::vector<mention>&);
void find_bodies(named_text const&, std::vector<mention>&);
void find_accords(named_text const&, std::vector<mention>&);
void find_regions(named_text const&, std::vector<mention>&);  // Central Asia, seas
void find_ways(named_text const&, std::vector<mention>&);
void find_gatherings(named_text const&, std::vector<mention>&);
// Names of places that the words behind a route lead through: Termez with Peshawar, via
// Afghanistan.
std::size_t end_of_route(named_text const&, std::size_t at);

}  // namespace karwan::ingest
