#pragma once

#include "karwan/rules/bans.h"

// The two halves of a rule on goods or trucks at a border.
namespace karwan::rules {

// In force, and it holds of the shipment whatever its way, but for what is decided at each border.
bool holds_but_for_border(rule const&, shipment const&);
// The rest of it, where the arc, a crossing, enters a country.
bool holds_on_entry(rule const&, network::topology const&, network::arc_ix, regime const&);

}  // namespace karwan::rules
