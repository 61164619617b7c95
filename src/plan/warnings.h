#pragma once

#include "plan/blockers.h"
#include "plan/evidence.h"

// What a reader should know before relying on a journey, and how old the evidence is.
namespace karwan::plan {

// What a journey takes as given because the record's assumptions say so; most important first.
std::vector<warning> assumptions(scene const&, evidence const&, told const&);

// Legs that can be entered because of what a closure or opening rule says are graded by it too.
void grade_entries(evidence const&, told&);

// That goods may not keep as long as the journey takes.
std::optional<warning> shelf_life(scene const&, task const&, journey const&);

// Where the product has a shelf life: what is left of it on arrival.
void add_shelf_life(scene const&, task const&, journey&);
// Which parts the cost of a journey does not hold, and why.
std::vector<warning> not_included(scene const&, task const&, told const&);
void add_warnings(scene const&, task const&, evidence const&, patience const&, told&);
std::vector<warning> general_warnings(scene const&, task const&, patience const&, answer const&,
                                      bool cut);
std::vector<evidence_age> freshness_of(scene const&, task const&, evidence const&, patience const&,
                                       answer const&, std::vector<told> const&);

}  // namespace karwan::plan
