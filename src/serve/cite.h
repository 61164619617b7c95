#pragma once

#include "karwan/serve/citation.h"
#include "serve/desk.h"

namespace karwan::serve {

// GET /api/v1/cite/plan?... asks for the citation of /api/v1/plan?...
bool asks_for_citation(request const&) noexcept;
request cited_question(request);

// Throws as the other `cite`.
citation cite(desk&, request);

}  // namespace karwan::serve
