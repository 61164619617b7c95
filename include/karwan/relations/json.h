#pragma once

#include <string>

#include "karwan/record/answers.h"
#include "karwan/relations/directory.h"
#include "karwan/relations/match.h"

// The answers of this module in JSON, as openapi.yaml has them.
namespace karwan::relations {

std::string to_json(record::answer_writer&, std::vector<directory_entry> const&);
std::string to_json(record::answer_writer&, match_answer const&);

}  // namespace karwan::relations
