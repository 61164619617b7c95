#pragma once

#include "karwan/record/series.h"
#include "serve/query.h"

namespace karwan::serve {

// Parameters of both endpoints of series: from, to, reporter, partner, direction, basis, sum.
record::series_question series_asked(query&);

}  // namespace karwan::serve
