#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "karwan/base/quantity.h"
#include "karwan/record/store.h"

// Numbers of trade models as the record's papers give them, with their ranges.
namespace karwan::impact {

struct parameter {
  std::string symbol, title;
  bounded<double> value{};
  std::vector<std::string> rows;    // ids of the rows behind it
  std::vector<std::string> papers;  // of those rows, each once
  bool checked{true};               // a row of them was read in its paper
  record::grade worst{record::grade::measured};
};

// All rows of one symbol taken together: best is the median of their values, low and high the least
// and the greatest of the values and of the ranges that a row calls a range. Throws failure
// (bad_data) where no row has a value.
parameter read_parameter(record::store const&, record::view_spec const&, std::string_view symbol);

}  // namespace karwan::impact
