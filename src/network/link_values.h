#pragma once

#include "network/lookup.h"

namespace karwan::network {

// One measurement that a value rests on, for its age.
struct measured_value {
  std::string_view what;
  record::row const* row{nullptr};
  record::statement_ix value;
};

// Time, cost and emissions of one arc, and its length where it is a link. What no row gives is
// absent, and `missing` names the first such thing.
struct arc_estimates {
  std::optional<estimate> hours, usd, grams;
  estimate length_km;
  std::string missing;
  std::vector<std::pair<cost_kind, double>> usd_parts;  // of the best
  double wheel_h{0};  // of the hours, that a crew is known to drive
  std::vector<measured_value> measured;
  statements others;           // that say that the arc is there, and where
  bool holds_exchange{false};  // of a border: a change of gauge is in its dwell
  bool exchanges{false};       // of a border by road: goods change trucks there
};

// "key of mode in country"
std::string name_of_lack(std::string_view key, mode by, std::string_view country = {});

// How a load is carried by one mode.
struct loading {
  double vehicles{1};        // vehicles, wagons or boxes
  double charged_tonnes{0};  // what full vehicles would hold
  statements from;
};

// Values of link arcs. Refers to its arguments.
class link_valuer {
 public:
  link_valuer(facts const& f, topology const& t, lookup const& l, load const& carried,
              std::optional<crew> drivers = std::nullopt)
      : facts_{f},
        topology_{t},
        lookup_{l},
        load_{carried},
        drivers_{drivers},
        chosen_(t.links.size()) {}

  arc_estimates value(link_ix, bool reversed) const;
  // The statements that say that a link is there, between which places and countries.
  statements cells(link_ix ix) const;

  // nullopt where no row gives the capacity of what carries the load.
  std::optional<loading> loading_by(mode) const;

 private:
  struct chosen;  // one link, and what of its rows the view uses

  // What one kilometre takes of something, and why it is not known where it is not.
  struct per_km {
    std::optional<estimate> value;
    std::optional<measured_value> measured;
    std::string missing;
    bool per_trip{false};    // not per km after all: the whole
    bool of_terrain{false};  // the link's terrain was counted
    double driven{0};        // part of the hours that a crew drives
    double cooling{0};       // part of the whole that keeping it cold adds
    bool with_fees{false};   // the freight rate holds border fees
  };
  // Mode, country, and terrain or haul: links of one kind share what a kilometre takes.
  using kind = std::tuple<mode, std::string_view, std::string_view>;

  chosen const& choose(link_ix) const;
  std::optional<estimate> length(chosen const&) const;
  std::optional<estimate> hours(chosen const&, bool reversed, arc_estimates&) const;
  std::optional<estimate> hours_at_speed(chosen const&, arc_estimates&) const;
  std::optional<estimate> stated_hours(chosen const&) const;
  std::optional<estimate> usd(chosen const&, arc_estimates&) const;
  std::optional<estimate> grams(chosen const&, arc_estimates&) const;

  per_km hours_per_km(kind const&) const;
  per_km usd_per_km(kind const&) const;
  per_km grams_per_km(kind const&) const;
  // Part of the new whole that it adds.
  double chill(estimate&, mode, std::string_view country) const;
  // The whole of what a kilometre takes; notes what was measured or is missing.
  static std::optional<estimate> over(estimate const& km, per_km const&, arc_estimates&);

  facts const& facts_;
  topology const& topology_;
  lookup const& lookup_;
  load const& load_;
  std::optional<crew> drivers_;
  mutable vector_map<link_ix, std::shared_ptr<chosen const>> chosen_;
  mutable std::map<kind, per_km> pace_, price_, exhaust_;
};

}  // namespace karwan::network
