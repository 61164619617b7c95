#pragma once

#include <optional>
#include <string>
#include <vector>

#include "karwan/network/topology.h"
#include "karwan/record/answers.h"
#include "karwan/require/needs.h"

// A person's journey: ways by air, rail and road with what is known of each ride, and the papers.
// What no source states stays unknown: there is no speed, fare or timetable of our own in it.
namespace karwan::require {

// One stretch: a service that carries people, or road or railway without one on record.
struct ride {
  network::mode by{network::mode::road};
  named from, to;
  std::string from_country, to_country;  // ids
  double km{0};                          // of the links, or of the geodesic between the ends
  bool geodesic{false};
  std::vector<named> borders;         // crossings passed on it
  std::vector<std::string> cautions;  // a border that is taken as open again, and on whose word

  // Blank where no service is on record.
  std::string service, row, operated_by, timetable, status, note, source;
  std::vector<std::string> weekdays;
  std::optional<double> frequency_week, hours, fare;
  std::string fare_currency, fare_unit;
  std::optional<day> evidence_on;
  std::optional<int> age_days;      // from evidence_on to the departure
  bool current{false};              // running, by evidence not older than the record's own limit
  bool way_back{false};             // only the other direction is stated
  std::vector<std::string> others;  // operators of the same ride
  std::vector<record::statement_ix> statements;

  bool is_service() const { return !row.empty(); }
};

struct travel_way {
  network::mode by{network::mode::road};
  std::vector<ride> rides;
  std::vector<named> countries;  // in order
  std::vector<fee_sum> fares;    // of rides with a fare
  int fares_unknown{0};          // services without one
  double hours{0};               // of services that state them
  int hours_unknown{0};          // rides that do not, waits and changes aside
  needs papers;
};

// What would be used, but is shut or not known to run.
struct not_offered {
  std::string id, name, why;
  std::optional<day> from, to;
  std::vector<record::statement_ix> statements;
};

struct travel {
  question asked;
  named from, to, nationality;
  day depart{}, today{};
  record::view_spec view;
  std::vector<travel_way> ways;        // by air, rail, road; of each the best first
  std::vector<network::mode> none_by;  // modes by which there is no way
  std::vector<not_offered> shut;
};

// Determined by the record and the question, which is of a person between two places. Throws
// failure: as find_needs; bad_input where an end is no place of the network.
travel find_travel(record::store const&, record::name_index const&, plan::planner&,
                   question const&);

// The schema `Travel` of openapi.yaml on one line.
std::string to_json(travel const&, record::store const&);
// For a terminal of 100 columns. Ends with a line end.
std::string to_text(travel const&, bool colour);

}  // namespace karwan::require
