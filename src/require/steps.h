#pragma once

#include "karwan/record/names.h"
#include "karwan/require/needs.h"

// From what the rules found to steps in order.
namespace karwan::require {

struct counts {
  int vehicles{1}, persons{1};  // fees fall due for each
};

// Fills steps, fees, days and circular of the answer from what the rules say.
void add_steps(needs&, rules::rule_book const&, std::vector<rules::finding> const&,
               rules::circumstances const&, record::name_index const&, counts);

}  // namespace karwan::require
