#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// Keys under which the spellings of a name in Latin, Cyrillic and Arabic script meet. Lossy on
// purpose: for finding what was meant, never for telling names apart. Rules: docs/search_text.md.
namespace karwan {

enum class script : std::uint8_t { latin, cyrillic, arabic, other };

// Of its first letter; digits are of no script.
script script_of(std::string_view folded_word);

// How a folded word sounds, in small Latin letters: c is ch, x is sh, j is zh and dzh.
//   kistafin, kystafin, кистафин -> kistafin; zhambyl, jambyl, жамбыл -> jambil
// Arabic script writes few vowels, so that its words meet those of other scripts in `bones` only.
// Empty where the word has a digit or a letter of another script.
std::string sound_of(std::string_view folded_word);

// The consonants of a sound without what Arabic script leaves open (vowels, v, a last h):
//   mazar, мазар, مزار -> mzr
std::string bones_of(std::string_view sound);

}  // namespace karwan
