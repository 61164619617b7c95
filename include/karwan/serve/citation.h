#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "karwan/record/pack.h"
#include "karwan/serve/app.h"

// Answers that others can cite, and get again: a question with the day that counts as today, what
// was known, and the state of the record pinned.
namespace karwan::serve {

struct citation {
  std::string question;  // as /api/v1/plan?...&known_at=...&today=...&record=...
  std::string url;       // the question at its server, with #sha256=... of the answer
  std::string key, title;
  std::vector<record::pack_identity> packs;
  std::string record_version;
  day as_of{}, asked_on{};
  instant known_at{};
  std::string sha256;  // of the answer's bytes
};

std::string to_bibtex(citation const&);  // ends with a line end
std::string to_csl(citation const&);     // an array of one item (CSL-JSON 1.0)
std::string to_json(citation const&);    // the schema `Citation` of openapi.yaml

// What is asked: plan?from=multan&to=almaty, with /api/v1/ or a whole address before it. It is
// answered once. Throws failure: what the question is refused for; bad_input where it has no
// known_at and so no answer that stays.
citation cite(app_options, std::string_view question);

// The bytes of the cited answer. `cited`: a citation's url or question, or text that holds one.
// Throws failure: bad_input (no citation in it), conflict (another record, or other bytes).
std::string rerun(app_options, std::string_view cited);

}  // namespace karwan::serve
