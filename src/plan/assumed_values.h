#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "karwan/base/quantity.h"
#include "karwan/record/store.h"

namespace karwan::plan {

// What the record assumes, by key: for what plans read outside of the network.
class assumed_values {
 public:
  assumed_values(record::store const&, record::view_spec const&);
  // Of rows of assumptions that were read already.
  assumed_values(std::vector<record::row>, day as_of);

  // Of the mode and country, else of any mode or any country; of these the preferred row. nullopt:
  // nothing is assumed, or not all of low, best and high.
  std::optional<bounded<double>> find(std::string_view key, std::string_view mode = {},
                                      std::string_view country = {}) const;

 private:
  std::vector<record::row> rows_;  // the preferred first
};

}  // namespace karwan::plan
