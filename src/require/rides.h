#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "karwan/network/metric.h"
#include "karwan/require/travel.h"

// What carries people from place to place, and the search among it.
namespace karwan::require {

// A link of the network, or a service, in one direction.
struct hop {
  network::place_ix from, to;
  network::mode by{network::mode::road};
  double km{0};
  bool geodesic{false};
  std::optional<network::arc_ix> link;     // that it travels
  std::vector<network::arc_ix> crossings;  // borders on it, by road and rail
  std::vector<std::size_t> services;       // rows, the likeliest to run first
  bool way_back{false};
  std::vector<network::barrier const*> shut_by;  // on the day of departure
};

class rides {
 public:
  rides(record::store const&, question const&);

  network::topology const& topo() const { return topo_; }
  std::vector<hop> const& hops() const { return hops_; }
  std::vector<record::row> const& services() const { return services_; }
  // Does the row's service run that day, as far as is known?
  bool may_run(record::row const&) const;

  struct wish {
    network::mode by{network::mode::road};  // used at least once
    std::set<network::place_ix> without;    // places not to pass
    std::set<network::country_ix> outside;  // countries not to pass
    bool through_closures{false};
  };
  // What decides that an arc can be entered on the day: a reopening, an opening rule.
  std::vector<record::statement_ix> entry(network::arc_ix) const;

  // The hops of the best way, empty where there is none. Best: as ranking() says.
  std::vector<std::size_t> best(network::place_ix from, network::place_ix to, wish const&) const;

 private:
  void add_links();
  void add_services();
  void add_ground(hop&) const;
  void add_service(std::size_t row, network::place_ix from, network::place_ix to, bool back);
  std::vector<network::barrier const*> closed(network::arc_ix) const;
  double length(hop const&, network::mode way_by) const;
  bool turns_back(std::vector<std::size_t> const& hops, network::place_ix from) const;
  bool allowed(hop const&, wish const&,
               std::pair<network::country_ix, network::country_ix> ends) const;

  day depart_;
  std::shared_ptr<network::facts const> facts_;
  network::topology topo_;
  network::metric metric_;
  std::vector<record::row> services_;
  std::vector<hop> hops_;
  std::vector<std::vector<std::size_t>> out_;  // per place
};

// By what ways of one mode are ranked, in a sentence: kilometres, and weights that no source
// states.
std::string ranking();

}  // namespace karwan::require
