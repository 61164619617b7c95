#pragma once

#include "network/departures.h"
#include "network/link_values.h"

namespace karwan::network {

// Values of crossing and transfer arcs. Refers to its arguments.
class border_valuer {
 public:
  border_valuer(facts const& f, topology const& t, lookup const& l, metric_options const& o)
      : facts_{f},
        topology_{t},
        lookup_{l},
        links_{f, t, l, o.carried},
        load_{o.carried},
        through_{o.trucks_through} {}

  arc_estimates crossing(link_ix, bool reversed) const;
  arc_estimates transfer(node const& from, node const& to) const;
  // From truck to truck, anywhere.
  arc_estimates change_of_truck() const;
  // The mean wait for a departure by a link: half of what lies between two, where frequencies say
  // so; else assumed. Absent where nothing is waited for, or by timetable.
  std::optional<estimate> boarding(link_ix, bool reversed, departures const&) const;
  // The same after a transfer, for whatever leaves from there by that mode: assumed.
  std::optional<estimate> boarding(node const& from, node const& to) const;

 private:
  struct way;   // over which border, and which way
  struct post;  // one side of it

  struct side_figure {
    estimate value;
    crossing_figure const* row;
  };

  std::optional<estimate> dwell(way const&, arc_estimates&) const;
  std::optional<side_figure> own(way const&, side) const;
  static estimate use(side_figure const&, arc_estimates&);
  std::optional<estimate> average(way const&, post const&, arc_estimates&) const;
  bool rates_hold_costs(mode, std::string_view country, statements& from) const;
  std::optional<estimate> fee(way const&, post const&) const;
  crossing_figure const* fee_figure(way const&, side) const;
  std::optional<statements> exchange(way const&, link const&) const;
  std::optional<estimate> assumed_wait(mode, country_ix, mode left) const;
  void scale(std::optional<estimate>& hours, std::string_view key, mode) const;
  std::optional<estimate> usd(way const&, std::optional<statements> const&, arc_estimates&) const;

  facts const& facts_;
  topology const& topology_;
  lookup const& lookup_;
  link_valuer links_;
  load const& load_;
  std::vector<std::pair<country_ix, country_ix>> const& through_;
};

}  // namespace karwan::network
