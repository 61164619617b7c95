#pragma once

#include <string>

#include "karwan/record/store.h"

// What waits for review. Who proposed it is for those who review; to all others it is not told.
namespace karwan::serve {

std::string proposals_answer(record::store const&, day today, bool with_names);
std::string proposal_answer(record::store const&, std::string const& id, record::view_spec const&,
                            bool with_names);

}  // namespace karwan::serve
