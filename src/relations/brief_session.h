#pragma once

#include "karwan/relations/brief.h"
#include "relations/brief_parts.h"

namespace karwan::relations {

// For session `number` of the joint commission: what earlier sessions promised, what became of
// each, what is due until the next. Sessions are events of kind commission_session, by number.
// Error bad_input where no session up to that number is on record.
result<document> write_session_brief(record::store const&, record::name_index const&, int number,
                                     brief_scope const&);

}  // namespace karwan::relations
