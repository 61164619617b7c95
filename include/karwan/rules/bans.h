#pragma once

#include <vector>

#include "karwan/network/metric.h"
#include "karwan/rules/membership.h"
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
  std::optional<double> value_usd{};
};

// Under which of their instruments goods are at a border: those to which both countries, and that
// of their truck where it is known, are party on the day. So a carnet is closed where the next
// country does not take it, and opened again after (TIR Convention 1975, art. 26): what holds at a
// border depends on nothing passed before.
class regime {
 public:
  regime() = default;  // nobody said
  regime(network::topology const&, shipment const&, memberships const&);

  bool names_any() const { return instruments_ && !instruments_->empty(); }
  // nullopt: nobody said.
  std::optional<std::vector<std::string>> between(network::country_ix, network::country_ix) const;

 private:
  std::optional<std::vector<std::string>> instruments_;
  std::vector<vector_map<network::country_ix, std::uint8_t>> party_;  // per instrument; 0: no
};

// Those of the bans that hold of the shipment whatever its way, but for where, by what mode and
// under which instruments it crosses a border. A condition that is not known here (countries on the
// way; value, carrier and instruments where the shipment does not say) keeps a ban out: it is then
// a matter of needs, not of the network.
std::vector<rule> bans_on(std::vector<rule> const& all, shipment const&);
// Those that hold, or not, only by the countries on the way or a value that nobody said.
std::vector<rule> bans_left(std::vector<rule> const& all, shipment const&);

// Shuts the links between two countries on which any of them holds, for either country: each gets a
// barrier with the rule's entity, the country as its target and the rule's statements. Links within
// a country stay open: goods may be carried to a station.
void bar(network::metric&, network::topology const&, std::vector<rule> const& bans,
         regime const& = {});

// Per arc, the first of the bans (on trucks) that holds of the country which it enters by road, or
// the number of bans where none does.
std::vector<std::uint32_t> barred_to_trucks(network::topology const&, std::vector<rule> const& bans,
                                            regime const& = {});

}  // namespace karwan::rules
