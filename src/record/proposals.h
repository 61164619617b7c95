#pragma once

#include "karwan/record/review.h"
#include "record/store_impl.h"

namespace karwan::record {

// The open proposal that a row, statement or entity names. Throws failure: not_found, bad_input.
proposal find_proposal(store const&, std::string_view id);

// The row of the proposal that `id` names; of another name, its first that is no source.
proposed_row const& named_row(proposal const&, std::string_view id);

}  // namespace karwan::record
