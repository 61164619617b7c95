#pragma once

#include <optional>
#include <vector>

#include "karwan/record/store.h"
#include "plan/trace.h"

// Drivers that keep their hours. The search takes a mean of hours driven a day; here the rules are
// replayed on a way that was found, to the second.
namespace karwan::plan {

// Seconds at the wheel after which, and for how long, a crew stops.
struct crew_hours {
  std::int64_t drive_before_break_s, break_s;  // a crew of two changes places: no breaks
  std::int64_t drive_before_rest_s, rest_s;
  std::int64_t drive_a_week_s, week_rest_s;
  std::vector<record::statement_ix> statements;
};

// From the record's assumptions. Throws failure (bad_data) where one of them is missing.
crew_hours read_crew_hours(record::store const&, record::view_spec const&, network::crew);

struct kept_hours {
  std::int64_t took_s{0};  // from departure
  int breaks{0}, rests{0}, week_rests{0};
};

// Everything else takes what it is expected to. What the crew does not drive is rest where it is
// long enough, and a break where it is long enough for one: at a border, on a ferry, before what is
// shut. nullopt: so late that a window does not come again.
std::optional<kept_hours> keep_hours(network::metric const&, trace const&, crew_hours const&);

}  // namespace karwan::plan
