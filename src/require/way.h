#pragma once

#include "karwan/record/names.h"
#include "karwan/require/needs.h"

// From journeys and persons to the circumstances of rules.
namespace karwan::require {

// Countries of a journey in the order of travel with modes and posts: where a leg runs between two
// countries, both are reached by its mode, at its ends. Country codes are the record's (lower
// case).
// `legs` gets the ids of the legs of each visit, also of those that lead into it.
std::vector<rules::visit> way_of(plan::journey const&, std::vector<std::vector<std::string>>& legs);

// The journey that is meant: by id, number (1 is the first) or label; empty: the fastest of those
// that cost at most twice as much as the cheapest. Throws failure (bad_input): none of them.
plan::journey const& choose_journey(std::vector<plan::journey> const&, std::string const& text);

// The country that the text names. Throws failure (bad_input) with the option as its place.
std::string country_of(record::name_index const&, std::string const& text, std::string_view option);
// The country, or that of a place.
std::string country_or_place(record::store const&, record::name_index const&,
                             record::view_spec const&, std::string const& text,
                             std::string_view option);

}  // namespace karwan::require
