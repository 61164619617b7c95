#pragma once

#include <vector>

#include "karwan/network/metric.h"
#include "karwan/route/search.h"
#include "karwan/rules/charges.h"

// A network in two layers: below, the goods are in a truck of their carrier; above, they have left
// it and any truck will do. Where a rule keeps the carrier's trucks out they change to another,
// with what that takes, and go on above. So a border of two asks for one change, not for two.
namespace karwan::plan {

inline constexpr std::uint32_t kNoRule = 0xFFFFFFFF;

// Onto a train, ship or aircraft the goods go without their truck; a ferry takes it along.
bool leaves_truck(network::topology const&, network::arc const&);

class relay {
 public:
  // `rule_of`: per arc, which rule keeps the carrier's trucks from it, or kNoRule. What those
  // trucks are charged is paid below only. Refers to its arguments. Where no row says what a change
  // takes, the arc is shut to those trucks.
  relay(network::topology const&, network::metric const&, std::vector<std::uint32_t> rule_of,
        std::vector<rules::charge> const& charges = {});

  route::graph graph() const { return {first_out_, head_}; }
  route::metric metric() const;

  std::uint32_t head(route::arc a) const { return head_[a]; }
  // The same place above.
  route::node above(route::node n) const { return n + nodes_; }
  // The arc of the network that one of the layers stands for.
  network::arc_ix base(route::arc a) const { return network::arc_ix{a % arcs_}; }
  // The rule for which the goods change trucks before it, or kNoRule.
  std::uint32_t rule_of(route::arc a) const { return a < arcs_ ? rule_of_[a] : kNoRule; }

 private:
  network::metric const& of_;
  std::uint32_t nodes_, arcs_;
  std::vector<std::uint32_t> rule_of_;
  std::vector<std::uint32_t> first_out_, head_, opens_;
  std::vector<std::int64_t> duration_s_, cost_cents_, emissions_g_;
  std::vector<std::uint8_t> borders_;
};

}  // namespace karwan::plan
