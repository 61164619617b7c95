#pragma once

#include <optional>

#include "ingest/lexicon.h"

namespace karwan::ingest {

enum class number_form : std::uint8_t {
  integer,
  decimal,
  fraction,
  power,
  vague,  // "billions of": more than the value
};

struct number {
  std::size_t begin{}, end{};  // tokens
  double value{0};
  number_form form{number_form::integer};
  bool scaled{false};      // a word or letter multiplies it: 5.2bn
  bool in_words{false};    // no digit in it
  bool grouped{false};     // digits in groups: 1,234
  bool unit_glued{false};  // letters stand right behind it: 29km
};

// Does the reader know that money is meant? Then "$200m" is two hundred million.
enum class money_near : bool { no, yes };

// The number that begins at a token, whole: digits with their groups, decimals and powers, words,
// scales, fractions. nullopt: none begins there.
std::optional<number> read_number(lexed_text const&, std::size_t at, money_near = money_near::no);

// Its parts, in files of their own.
std::optional<number> read_digits(lexed_text const&, std::size_t at);
std::optional<number> read_number_words(lexed_text const&, std::size_t at, money_near);
// A number and what makes a fraction of it: 2 1/4, one and a half, one over three.
number with_fraction(lexed_text const&, number);

// The scales behind a number: 5.2 | bn, 3 | lakh crore.
void apply_scales(lexed_text const&, number&, money_near);

}  // namespace karwan::ingest
