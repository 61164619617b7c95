#pragma once

#include "karwan/relations/document.h"
#include "karwan/require/needs.h"

namespace karwan::require {

// The answer as a page to print and tick off, each line with its sources.
relations::document checklist(needs const&);

}  // namespace karwan::require
