#pragma once

#include <optional>
#include <vector>

#include "impact/pairs.h"

// From studied flows to what an answer tells of them together.
namespace karwan::impact {

summary summed_up(std::vector<studied> const&);

// What each draw gives: [pair][draw].
using drawn_pairs = std::vector<std::vector<pair_result>>;
drawn_pairs draw_pairs(std::vector<pair_basis> const&, std::vector<studied> const&,
                       impact_question const&, parameter const& day_value,
                       parameter const& elasticity);

std::vector<pair_change> trade_of(std::vector<pair_basis> const&, drawn_pairs const&,
                                  std::vector<studied> const&, parameter const& day_value,
                                  parameter const& elasticity);

// What sources say that a project costs: the whole range of its rows, best their median. nullopt:
// none does.
std::optional<investment> cost_of(record::store const&, record::view_spec const&,
                                  std::string const& entity);

// The subjects of a question, by id or name. Throws failure (bad_input): unknown, with suggestions;
// a date that is none.
std::vector<subject_ref> subjects_of(study const&, impact_question const&);
std::vector<record::world_choice> worlds_of(std::vector<subject_ref> const&);

}  // namespace karwan::impact
