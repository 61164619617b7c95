#pragma once

#include <array>
#include <functional>
#include <numeric>
#include <span>
#include <string>
#include <vector>

#include "karwan/plan/observed.h"
#include "karwan/plan/planner.h"

// Plans held against what trips really took.
namespace karwan::plan {

// Mean hours of a journey by what a calibration can change.
struct trip_parts {
  std::array<double, network::kModes> travel_h{}, km{};
  double dwell_h{0};     // at land borders
  double exchange_h{0};  // changes of mode, and waiting for what is boarded
  double closed_h{0};    // waiting for something to open

  double hours() const {
    return std::accumulate(travel_h.begin(), travel_h.end(), dwell_h + exchange_h + closed_h);
  }
};

struct tried_trip {
  observed_trip trip;
  std::string problem;             // why it is not planned; empty: it is
  std::vector<std::string> notes;  // what had to be given up for a plan
  std::vector<std::string> countries;
  std::vector<network::mode> modes;
  double km{0};
  double cost_usd{0};      // of one of the unit
  bool way_as_told{true};  // through the places and countries that it names
  bool own_length{true};   // no link on the way has its length from the trip's own source
  double mean_days{0};
  double p10_days{0}, p50_days{0}, p90_days{0};  // of simulated trips
  trip_parts parts;

  bool planned() const { return problem.empty(); }
};

struct validation_options {
  record::view_spec view;  // as_of is each trip's own day
  day today{};             // for trips without a date
  std::uint32_t draws{kDefaultDraws};
  std::uint64_t seed{1};
};

// Each trip over its waypoints, through the countries it names, by its modes, as of its day: the
// fastest journey that does so. Where none does, first what was shut is taken as open (the trip
// went after all), then other countries are let in, then waypoints left out; notes say so.
// `progress` is told how many are done.
std::vector<tried_trip> try_trips(record::store const&, std::span<observed_trip const>,
                                  validation_options const&,
                                  std::function<void(std::size_t done)> const& progress = {});

// An estimate with its bootstrap interval: 2,000 resamples of trip groups, 5 to 95 %.
struct scored {
  double value{0}, low{0}, high{0};
};

// Of trips that count as observations and are planned.
struct score {
  std::string name;  // of what: all, a mode, a corridor
  std::size_t trips{0}, groups{0};
  scored error;     // median of |predicted / observed - 1|
  scored bias;      // median of ln(predicted / observed)
  scored coverage;  // share of observations within P10 to P90
  scored rule;      // the same error of the rule of thumb, each group left out in turn
};

// Of what trips say beside their days.
struct side_score {
  std::size_t trips{0}, groups{0};
  scored error, bias;  // as above
};

struct validation {
  std::vector<tried_trip> trips;
  score all;
  std::vector<score> by_mode, by_corridor;
  // Both of trips that are planned the way they tell.
  side_score distance;  // where no link on the way has its length from the trip's source
  side_score cost;
};

validation validate(std::vector<tried_trip>);

// Days at the median km per day of the trips of other groups, by the mode of most km. Per trip.
std::vector<double> rule_of_thumb(std::span<tried_trip const>);

std::string to_json(validation const&);
std::string to_text(validation const&, bool colour);

}  // namespace karwan::plan
