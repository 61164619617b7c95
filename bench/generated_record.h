#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "random_numbers.h"

namespace karwan::bench {

// How many entities of each kind a generated record has.
struct record_shape {
  std::uint32_t sources, places, organisations, people, events, agreements, commitments, stages,
      figures, flows;

  // Of a record with about `statements` statements, ten to an entity.
  static record_shape of(std::uint64_t statements);
};

struct generated_counts {
  std::uint64_t entities{0}, rows{0}, statements{0};
};

// Writes a pack of about `statements` statements (10^4 to 10^8), the same bytes on every machine:
// sources, places, organisations and people with names in three scripts, events, agreements,
// commitments with their slips, stages, figures and trade flows. Few organisations have much to do
// and most little; titles are made of 20,000 words of which few are frequent. Memory does not
// depend on the size. Throws failure where the folder cannot be written.
generated_counts write_record_pack(std::filesystem::path const& dir, std::uint64_t statements,
                                   std::uint64_t seed = 1);

// The ids and words that a generated record uses, to ask for what is there.
std::string entity_id(char const* kind, std::uint64_t number);  // org-0000042
std::string frequent_word(random_numbers&);                     // Latin, skewed
std::string word(std::uint32_t number);                         // number < kWords
inline constexpr std::uint32_t kWords = 20000;

}  // namespace karwan::bench
