#pragma once

#include <chrono>
#include <optional>
#include <set>
#include <string>

#include "karwan/record/store.h"

namespace karwan::record {

// The first day of the fiscal year of those countries, where they agree on it.
std::optional<std::chrono::month_day> fiscal_year_start(store const&, view_spec const&,
                                                        std::set<std::string> const& countries);

}  // namespace karwan::record
