#pragma once

#include <vector>

#include "karwan/network/metric.h"
#include "karwan/rules/rule.h"

// Rules that bar goods from a border, as a mask on the arcs of a metric.
namespace karwan::rules {

// Rules on goods with the effect `barred`, of any day, by row_id. Throws failure where the record
// cannot be read.
std::vector<rule> read_bans(record::store const&, record::view_spec const&);

// Goods from one country to another on a day; what is not known stays blank.
struct shipment {
  std::string origin, destination;
  std::string product;  // HS code
  day on{};
};

// Those of the bans that hold of the shipment whatever its way, but for where and by what mode it
// crosses a border. A condition that is not known here (carrier, instrument, value, countries on
// the way) keeps a ban out: it is then a matter of needs, not of the network.
std::vector<rule> bans_on(std::vector<rule> const& all, shipment const&);

// Shuts the links between two countries on which any of them holds, for either country: each gets a
// barrier with the rule's entity, the country as its target and the rule's statements. Links within
// a country stay open: goods may be carried to a station.
void bar(network::metric&, network::topology const&, std::vector<rule> const& bans);

}  // namespace karwan::rules
