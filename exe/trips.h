#pragma once

#include <string>
#include <vector>

#include "exe/view_options.h"
#include "karwan/plan/validate.h"

// Trips that people hand to the program, or that the record holds, and the plans for them.
namespace karwan::exe {

struct trip_options : view_options {
  std::string file;  // empty: the record's own
};

void add_trips(CLI::App&, trip_options&);

// Throws failure or already_reported where the table cannot be read. Tells progress on standard
// error where that is a terminal.
std::vector<plan::tried_trip> try_trips(trip_options const&);

}  // namespace karwan::exe
