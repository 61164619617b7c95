#pragma once

#include "karwan/record/view.h"
#include "serve/query.h"

namespace karwan::serve {

// as_of (default today), known_at (a day means all of it, or a time) and published_by. The actual
// world. No parameter leads to a private layer.
record::view_spec view_of(query&, day today);
// The same of every world.
record::view_spec all_worlds_of(query&, day today);

}  // namespace karwan::serve
