#pragma once

#include <string>
#include <vector>

#include "karwan/plan/answer.h"
#include "karwan/record/store.h"

// One story of the record's pair of countries: what was promised, what came of it, how to get there
// on a day, what the promise would change. Its cast is a row of the pack's table `tours`.
namespace karwan::plan {

// One dated line of the story; `row_id` is where it stands in the record.
struct happening {
  date_span on;  // open on both sides: the record gives no date
  std::string text;
  std::string row_id;
};

struct tour {
  std::vector<happening> promised;    // the goods: asked for and offered, by date
  std::vector<happening> came_of_it;  // the project: every stage that the record has, by date
  std::string project;                // its name
  answer today;
  answer kept;  // the same with the project taken as built
};

// Throws failure: not_found where the record has no tour; else as planner.
tour make_tour(record::store const&, day today);

// About 25 lines of at most 100 columns. Ends with a line end.
std::string to_text(tour const&, bool colour);

}  // namespace karwan::plan
