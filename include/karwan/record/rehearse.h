#pragma once

#include <span>
#include <string>
#include <vector>

#include "karwan/record/edit.h"
#include "karwan/record/statement.h"
#include "karwan/record/store.h"

// What the record would say to additions (edit.h), without writing: the store may be one that
// reads.
namespace karwan::record {

// What add would refuse new rows for. All join one pack, and may name each other; there is at least
// one. Errors: bad_input, not_found as of add.
status can_add(store const&, std::span<addition const>, manner const& = {});

// A row that was stated of a source, and what became of it. Of one that was accepted with other
// values it is accepted.
struct stated_place {
  std::string table, locator, row_id;
  statement_status is{statement_status::accepted};
};

// Every row that rests on the source, in the order in which they were recorded: also those that
// wait and those that were turned down or withdrawn.
std::vector<stated_place> stated_places(store const&, std::string const& source);

}  // namespace karwan::record
