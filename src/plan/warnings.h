#pragma once

#include "plan/blockers.h"
#include "plan/evidence.h"

// What a reader should know before relying on a journey, and how old the evidence is.
namespace karwan::plan {

void add_warnings(scene const&, task const&, evidence const&, patience const&, told&);
std::vector<warning> general_warnings(scene const&, task const&, patience const&, answer const&,
                                      bool cut);
std::vector<evidence_age> freshness_of(scene const&, task const&, evidence const&, patience const&,
                                       answer const&, std::vector<told> const&);

}  // namespace karwan::plan
