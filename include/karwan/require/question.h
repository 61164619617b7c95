#pragma once

#include <optional>
#include <string>
#include <vector>

#include "karwan/plan/question.h"

// What is asked of needs: first as it was written, then as it is meant.
namespace karwan::require {

// Options of a command or parameters of a request, all as text; empty where not given.
struct asked {
  plan::asked way;  // of goods: as of a plan; of a person: from, via and to, dates
  bool person{false};
  std::string journey;  // of goods: id, number or label of the plan's; empty: the best
  std::string driver;   // of goods: the country of the driver; empty: the carrier's
  std::string nationality, purpose;
  std::vector<std::string> by;  // modes of a person's way
};

// Checked as far as it can be without the record: names are still text.
struct question {
  plan::question way;  // of a person only the view, dates and names count
  bool person{false};
  std::string journey;
  std::string driver;
  std::string nationality, purpose;
  std::vector<std::string> by;
};

// business, study, tourism, invest, drive: of the dictionary.
std::vector<std::string> purposes();

// Error bad_input with the option as its place: as plan::read_question; a value that is no amount,
// an unknown purpose or mode, a person without nationality, purpose or destination, options of
// goods for a person or of a person for goods.
result<question> read_question(asked const&, day today);

}  // namespace karwan::require
