#pragma once

#include "karwan/record/names.h"
#include "karwan/trade/products.h"

// A pair of countries and the data set that has what a question needs of both.
namespace karwan::trade {

struct pair_of_sides {
  std::string first{}, second{};
  std::vector<data_set> sets{};
  std::size_t chosen{0};               // of sets
  std::vector<data_set_key> others{};  // that fit as well
};

// Does the set have what is needed of the two?
using has_needed = bool (*)(data_set const&, std::string const& first, std::string const& second);

// The finest and latest data set that fits the wish and has what is needed. `options`: what the two
// sides are called in errors. Errors: bad_input, not_found (what is needed, and what there is).
result<pair_of_sides> choose_set(record::store const&, record::name_index const&,
                                 record::view_spec const&,
                                 std::pair<std::string, char const*> first,
                                 std::pair<std::string, char const*> second, set_wish const&,
                                 has_needed, char const* needs);

// What all sell of each product; nullptr: the data set has no world.
product_trade const* world_of(data_set const&);
product_trade const* exports_of(data_set const&, std::string const& country);
product_trade const* imports_of(data_set const&, std::string const& country);

}  // namespace karwan::trade
