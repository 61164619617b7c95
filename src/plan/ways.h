#pragma once

#include <cstdint>
#include <vector>

#include "karwan/rules/bans.h"
#include "plan/passage.h"
#include "plan/task.h"
#include "plan/trace.h"

// The ways of a consignment whose trucks may not go everywhere.
namespace karwan::plan {

// What rules are to know of the consignment.
rules::shipment shipment_of(network::topology const&, task const&);
// Its trucks: they run under the instruments that are named, and no other.
rules::shipment trucks_of(rules::shipment goods);

// Per arc, which of the bans on trucks keeps them from it, or kNoRule.
std::vector<std::uint32_t> truck_rules(network::topology const&,
                                       std::vector<rules::rule> const& bans, rules::regime const&);

// With the carrier's own trucks as far as they may go, where a rule keeps them out of a country.
front find_ways(network::topology const&, network::metric const&, task const&,
                std::vector<std::uint32_t> truck_rules, std::vector<rules::charge> const&,
                passage& ways);

// Ways that wait longer for one thing to open than anyone would are none.
std::vector<trace> replay_all(network::topology const&, network::metric const&, task const&,
                              patience const&, std::vector<rules::charge> const&, front const&);

}  // namespace karwan::plan
