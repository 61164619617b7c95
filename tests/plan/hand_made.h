#pragma once

#include <string>
#include <vector>

#include "karwan/network/metric.h"

// Small networks written by hand: places, links both ways, a change of mode at every place.
namespace karwan::plan {

struct hand_made {
  network::topology topo;
  network::metric metric;

  network::place_ix place(std::string name, std::string country);
  // Hours, dollars and kilograms of one trip. `border` > 0 puts a crossing of that many hours at
  // the far end.
  void link(network::place_ix from, network::place_ix to, network::mode by, double hours,
            double usd, double kg, double km, double border = -1);
  // Every crossing of links between the two is open in these windows only, hours since the epoch.
  void open_only(network::place_ix from, network::place_ix to,
                 std::vector<interval<std::int64_t>> hours);
  // Sorts arcs into compressed rows; call once, after everything was added.
  void freeze(double change_hours, double change_usd);

 private:
  network::node_ix node(network::place_ix, network::mode);
  network::country_ix country(std::string const& iso2);
  void arc(network::arc, double hours, double usd, double kg, double km, bool border);

  struct draft {
    network::arc shape;
    network::arc_value time, cost, emissions;
    double km;
    std::uint8_t border;
    std::uint32_t opens;
  };
  std::vector<draft> drafts_;
};

}  // namespace karwan::plan
