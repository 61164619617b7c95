#pragma once

#include <cstddef>
#include <functional>
#include <vector>

// The smallest sets of things that, taken away together, let something be.
namespace karwan::plan {

using flags = std::vector<bool>;  // one per thing

// All smallest sets for which `opens` holds, in lexicographic order, at most `at_most` of them (at
// least 1); none where not even all things together do, {{}} where nothing is in the way. Each set
// is of indices, sorted. `opens` must be monotone: what holds of a set holds of every larger one.
// By implicit hitting sets: docs/plan.md#what-blocks.
std::vector<std::vector<std::size_t>> least_sets(std::size_t things,
                                                 std::function<bool(flags const&)> const& opens,
                                                 std::size_t at_most);

}  // namespace karwan::plan
