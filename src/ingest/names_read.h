#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "ingest/lexicon.h"
#include "karwan/ingest/gazetteer.h"

namespace karwan::ingest {

// The name that begins at each token. Most begin none, and a text has many tokens.
class hits_by_token {
 public:
  explicit hits_by_token(std::size_t tokens) : places_(tokens, 0), found_(1) {}
  std::size_t size() const noexcept { return places_.size(); }
  gazetteer::hit const& operator[](std::size_t token) const { return found_[places_[token]]; }
  void put(std::size_t token, gazetteer::hit const& h) {
    places_[token] = static_cast<std::uint32_t>(found_.size());
    found_.push_back(h);
  }

 private:
  std::vector<std::uint32_t> places_;  // in found_
  std::vector<gazetteer::hit> found_;  // the first is none
};

// A text with what the record knows of it, as the readers of names need it.
struct named_text {
  named_text(text_model const&, gazetteer const&);
  lexed_text t;
  gazetteer const& known;
  hits_by_token hits;
  std::vector<bool> in_hit;  // a token is within a name of the record
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
