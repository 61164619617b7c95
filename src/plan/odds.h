#pragma once

#include <vector>

#include "plan/describe.h"
#include "plan/task.h"

// How long a journey takes by chance.
namespace karwan::plan {

// Simulates the trace of a told journey and says so in it. Which arcs have which luck depends on
// what they are, not on the journey: what delays one at a border delays all that pass it.
// `patience_s`: what would be waited for longer is not waited for.
void add_odds(scene const&, task const&, trace const&, std::int64_t patience_s, route::known_times&,
              told&);

// What is passed there, and in which direction: the same number in every view and on every way.
std::uint64_t luck_of(network::topology const&, network::arc const&);
// Seconds on a step: boarding and a change of trucks included, waits for what is shut are not.
bounded<std::int64_t> spent_on(network::metric const&, step const&);

// Simulated trips along a trace. Trips share a factor: of `draws` its sigma and its
// departure are not read: they are the metric's.
route::simulated simulated(network::topology const&, network::metric const&, trace const&,
                           route::draw_options draws, route::known_times&);

// The journey whose P90 is least; among equals the first. None where no P90 is known.
void label_most_reliable(std::vector<told>&);

}  // namespace karwan::plan
