#pragma once

#include <cstdint>
#include <vector>

#include "karwan/rules/bans.h"

// What trucks pay where they enter a country, as rules state it: permits, road fees, insurance.
namespace karwan::rules {

struct priced {
  rule what;
  network::cost_kind of;
};

// Rules with a fee that are required of vehicles, by row_id.
std::vector<priced> priced_rules(rule_book const&);

enum class charged : std::uint8_t {
  added,           // to the cost
  in_rates,        // paid at the border of a country whose freight rates hold its border costs
  other_currency,  // than US dollars: there are no exchange rates
};

struct charge {
  network::arc_ix on;  // by which the country is entered by road
  std::uint32_t rule;  // among the priced ones
  charged is;
  bounded<std::int64_t> cents;  // of all vehicles; 0 but where it is added
};

// Those that hold of the shipment's trucks, sorted by arc. Of rules that yield the same paper the
// least one is paid.
std::vector<charge> charges_on(network::topology const&, network::metric const&,
                               std::vector<priced> const&, shipment const& trucks, regime const&);

}  // namespace karwan::rules
