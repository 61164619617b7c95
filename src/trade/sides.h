#pragma once

#include <span>
#include <string>

#include "karwan/record/names.h"
#include "karwan/trade/flows.h"

// What people write, as sides and periods of flows.
namespace karwan::trade {

// A country by any of its names, or an area of the flows as it is written, in any case. Error
// bad_input, with `option` as its place.
result<std::string> side_of(record::name_index const&, std::span<flow const>,
                            std::string const& text, char const* option);

// A year, a fiscal year of the country's, or another period. Empty text: an open span. Error
// bad_input, with the place "year".
result<date_span> period_of(record::store const&, record::view_spec const&,
                            std::string const& country, std::string const& text);

// The product's code, or words of its name; empty: any.
bool is_of(flow const&, std::string const& product);

// The view's text for a period: 2015, 2024-07 to 2025-06.
std::string period_text(date_span const&);

// Which of two values of the same flow and period is told first: exact before about before bounds,
// the better grade, the smaller row_id.
bool goes_before(flow const& a, flow const& b) noexcept;

}  // namespace karwan::trade
