#pragma once

#include <vector>

#include "relations/brief_parts.h"

namespace karwan::relations {

// Statements that disagree in the scope's view and did not in the one before: those about what two
// countries do first, then those about the ways between them.
std::vector<sentence> new_contradictions(record::store const&, teller const&,
                                         record::view_spec const& before, brief_scope const&);

}  // namespace karwan::relations
