#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/base/sheet.h"
#include "karwan/plan/question.h"
#include "karwan/record/names.h"

// What trucks, trains and ships really did, as reports tell it: to hold plans against.
namespace karwan::plan {

struct waypoint {
  std::string text{};                 // as it is written
  std::string place{};                // entity; empty: no place of the network is that near
  std::string country{};              // entity; empty: not known
  std::string problem{};              // why an end cannot be planned from; empty: it can
  double off_km{0};                   // from the town named to the place
  std::vector<std::string> beside{};  // of an end: other places near it, the nearest first
};

// What was asked for one of a unit, from end to end.
struct price {
  double usd{0};  // the middle of a range
  network::load_unit per{network::load_unit::truck};
};

enum class days_basis : std::uint8_t { door_to_door, moving };

struct observed_trip {
  std::string id, group, corridor;
  std::string record_type;    // trip, leg, service, ...
  std::string reliability;    // observed, advertised, estimate
  std::vector<waypoint> way;  // ends first and last; at least two
  std::uint8_t modes{0};
  std::optional<double> distance_km;
  std::optional<double> days;  // as stated; the middle of a range
  std::optional<double> low_days, high_days;
  days_basis counted{days_basis::door_to_door};
  std::optional<day> on;  // the middle of the period that the report names
  bool boxed{false};      // in containers
  std::optional<price> paid;
  std::vector<std::string> sources;  // those of the record that it is told by

  // Does it count where errors are summed up? A trip or leg that was seen, with its days.
  bool is_observation() const {
    return reliability == "observed" && days && (record_type == "trip" || record_type == "leg");
  }
};

// Trips of a table with the columns of docs/validation.md, in its order; rows without ends (means
// of countries, waits at borders) are left out. Faults are added for what cannot be read: a column
// that is missing, a number or date that is none, days that are negative.
std::vector<observed_trip> read_trips(sheet const&, record::store const&, record::view_spec const&,
                                      record::name_index const&, std::vector<sheet_fault>& faults);

// Those of the record's own tables shipments and shipment_waypoints, by entity.
std::vector<observed_trip> read_trips(record::store const&, record::view_spec const&,
                                      record::name_index const&);

}  // namespace karwan::plan
