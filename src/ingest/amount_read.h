#pragma once

#include <optional>

#include "ingest/lexicon.h"
#include "ingest/number.h"
#include "karwan/ingest/mention.h"

namespace karwan::ingest {

// One number or two as a range: six to seven, 150-200, between 5 and 6.
struct number_range {
  number first{}, last{};  // the same where it is no range
  std::size_t begin{}, end{};
  bool is_range{false};
  amount value() const;
};
std::optional<number_range> read_range(lexed_text const&, std::size_t at, money_near);

// Each: nullopt where the tokens do not begin with one. `r` is what read_range reads there.
std::optional<mention> read_symbol_money(lexed_text const&, std::size_t at);        // $5bn
std::optional<mention> read_named_money(lexed_text const&, number_range const& r);  // 5bn dollars
std::optional<mention> read_measured(lexed_text const&,
                                     number_range const& r);  // percent, quantity
std::optional<mention> read_duration(lexed_text const&, number_range const& r);
std::optional<mention> read_count(lexed_text const&, number_range const& r);
// A number whose noun stands elsewhere: "reached 5,200", "of 38 measures 21 were kept", "up from
// 700 in 2024". `last` is the amount before it, nullptr: none is near.
std::optional<mention> read_bare_count(lexed_text const&, number_range const& r,
                                       mention const* last);
std::optional<mention> read_rank(lexed_text const&, std::size_t at);
std::optional<mention> read_money(lexed_text const&, std::size_t at);  // either
std::optional<mention> read_plain_number(lexed_text const&, std::size_t at);

mention made(mention_kind, std::size_t begin, std::size_t end, amount = {});

// Words before or behind an amount that bound it: over, up to, almost, سے زائد.
void take_bounds(lexed_text const&, mention&);

}  // namespace karwan::ingest
