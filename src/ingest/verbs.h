#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace karwan::ingest {

// Forms of an English verb, as bits: one word may be several.
enum verb_form : std::uint8_t {
  kBase = 1,        // sign, hold
  kThird = 2,       // signs
  kPast = 4,        // signed, held
  kParticiple = 8,  // signed, taken
  kGerund = 16,     // signing
};

// The forms that a folded word has of a verb of doing: what a state, a body or a person does at a
// time and place, not what is or seems. 0: it is none of them.
std::uint8_t forms_of(std::string_view folded);

// Is it a past participle of any verb, as far as its end tells?
bool looks_like_participle(std::string_view folded);

// "base past participle" of irregular verbs, the base of regular ones.
std::span<std::string_view const> verb_words();

}  // namespace karwan::ingest
