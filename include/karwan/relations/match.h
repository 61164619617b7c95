#pragma once

#include <string>
#include <vector>

#include "karwan/relations/directory.h"

// Counterparts in other countries, ranked, and why (docs/relations.md has the points).
namespace karwan::relations {

// One of the things that are compared, with the points it gave.
struct match_part {
  std::string name;  // goods | sector | countries | certificates | verification | freshness
  int points{0}, most{0};
  std::string why;  // a sentence without its full stop
};

struct matched {
  offer ours, theirs;  // one is an offer, the other a want
  std::string organisation, name, kind;
  std::vector<std::string> countries;
  std::vector<contact> contacts;  // public ones, where the policy of their offer allows it
  int score{0};                   // the sum of the parts, 0..100
  std::vector<match_part> parts;  // in a fixed order, those without points too
};

struct match_answer {
  std::string organisation, name;
  std::vector<offer> offers;     // its own, offers and wants
  std::vector<matched> matches;  // best first; ties by organisation and offers
  std::string advice;            // where there is none: why, and what to import
};

inline constexpr std::size_t kMostMatches = 50;

// Compares every offer of an organisation with the wants of organisations of other countries, and
// its wants with their offers. What has neither goods, words nor sector in common is no match, nor
// is what looks only elsewhere. Error bad_input: no such organisation.
result<match_answer> find_matches(record::store const&, record::name_index const&,
                                  std::string const& organisation, record::view_spec const&);

}  // namespace karwan::relations
