#pragma once

#include <string>
#include <variant>

#include "karwan/plan/planner.h"
#include "karwan/require/travel.h"

// All that a plan can be asked for: journeys of goods, the best of each corridor, what stands
// behind their numbers, or a person's ways.
namespace karwan::require {

// Options of the command plan or parameters of GET /plan, all as text; empty where not given.
struct journeys_asked {
  plan::asked way;
  std::string compare, best, explain;
  bool traveller{false};
  std::string nationality, purpose;  // of the traveller
};

struct corridors_question {
  plan::question way;
  plan::label best{plan::label::fastest};
};

struct numbers_question {
  plan::question way;
  plan::explain_wish of;
};

// The last is of a person.
using journeys_question =
    std::variant<plan::question, corridors_question, numbers_question, question>;
using journeys_answer = std::variant<plan::answer, plan::comparison, plan::explanation, travel>;

// Error bad_input with the option as its place: as read_question, and options that have no meaning
// together.
result<journeys_question> read_journeys_question(journeys_asked const&, day today);

record::view_spec const& view_of(journeys_question const&);

// Determined by the record, of which the planner is too, and the question. Throws failure: as
// planner and find_travel.
journeys_answer find_journeys(record::store const&, plan::planner&, journeys_question const&);

// The schema Plan, Comparison, Explanation or Travel of openapi.yaml on one line.
std::string to_json(journeys_answer const&, record::store const&);
// For a terminal of 100 columns. Ends with a line end.
std::string to_text(journeys_answer const&, bool colour);

}  // namespace karwan::require
