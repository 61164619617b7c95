#pragma once

#include <string>

#include "karwan/plan/answer.h"

// What stands below the journeys: paragraphs with a title, empty where there is nothing to say.
namespace karwan::plan {

std::string closures_text(answer const&, bool colour);
std::string warnings_text(answer const&, bool colour);
std::string assumptions_text(answer const&, bool colour);
std::string freshness_text(answer const&, bool colour);

}  // namespace karwan::plan
