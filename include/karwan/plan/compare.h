#pragma once

#include <optional>
#include <string>
#include <vector>

#include "karwan/plan/answer.h"

// The best journey of each corridor of the record, side by side.
namespace karwan::plan {

struct of_corridor {
  std::string id, name;             // of the corridor
  std::optional<journey> best;      // nullopt: no way there
  std::vector<blocker> blocked_by;  // where there is no way: as in answer::no_route
  bool cut{false};                  // the search was cut short: a better journey may be missing
};

struct comparison {
  answer asked;  // the question as it was understood; no journeys
  label by{label::fastest};
  std::vector<of_corridor> corridors;  // in the record's order
};

// What `best` means: fastest, cheapest, cleanest or fewest_borders, by expected values. Error
// bad_input. Empty: fastest.
result<label> read_best(std::string const&);

// The schema `Comparison` of openapi.yaml on one line.
std::string to_json(comparison const&);
// For a terminal of 100 columns. Ends with a line end.
std::string to_text(comparison const&, bool colour);

}  // namespace karwan::plan
