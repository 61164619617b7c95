#pragma once

#include <vector>

#include "karwan/network/metric.h"
#include "karwan/rules/rule.h"

// Rules that bar goods or their trucks from a border, as masks on arcs.
namespace karwan::rules {

// Rules with the effect `barred`, of any day, by row_id; what a chosen world says of a procedure
// takes the place of what the actual one says.
struct bans {
  std::vector<rule> goods;
  std::vector<rule> trucks;  // where they may not go
};

// Throws failure where the record cannot be read.
bans read_bans(record::store const&, record::view_spec const&);

// Goods from one country to another on a day; what is not known stays blank.
struct shipment {
  std::string origin, destination;
  std::string product;  // HS code
  day on{};
  std::optional<std::string> carrier{};                   // where the truck is registered
  std::optional<std::vector<std::string>> instruments{};  // under which the goods move
};

// Those of the bans that hold of the shipment whatever its way, but for where and by what mode it
// crosses a border. A condition that is not known here (value, countries on the way; carrier and
// instruments where the shipment does not say) keeps a ban out: it is then a matter of needs, not
// of the network.
std::vector<rule> bans_on(std::vector<rule> const& all, shipment const&);

// Shuts the links between two countries on which any of them holds, for either country: each gets a
// barrier with the rule's entity, the country as its target and the rule's statements. Links within
// a country stay open: goods may be carried to a station.
void bar(network::metric&, network::topology const&, std::vector<rule> const& bans);

// Per arc, the first of the bans (on trucks) that holds of the country which it enters by road, or
// the number of bans where none does.
std::vector<std::uint32_t> barred_to_trucks(network::topology const&,
                                            std::vector<rule> const& bans);

}  // namespace karwan::rules
