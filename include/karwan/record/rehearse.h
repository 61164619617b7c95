#pragma once

#include <set>
#include <span>
#include <string>
#include <utility>

#include "karwan/record/edit.h"

// What the record would say to additions (edit.h), without writing: the store may be one that
// reads.
namespace karwan::record {

// What add would refuse new rows for. All join one pack, and may name each other; there is at least
// one. Errors: bad_input, not_found as of add.
status can_add(store const&, std::span<addition const>, manner const& = {});

// Table and locator of every row that rests on the source, one for each: also of those that wait
// and of those that were turned down or withdrawn.
std::multiset<std::pair<std::string, std::string>> stated_places(store const&,
                                                                 std::string const& source);

}  // namespace karwan::record
