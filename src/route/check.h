#pragma once

#include "karwan/route/search.h"

// What the search takes for granted. Each throws std::invalid_argument and says what is wrong.
namespace karwan::route {

// No arc costs more and no start lies further from the epoch: sums along a path stay exact.
inline constexpr std::int64_t kMaxCost = std::int64_t{1} << 40;

void check(graph const&);
void check(graph const&, metric const&);
void check(graph const&, query const&);

}  // namespace karwan::route
