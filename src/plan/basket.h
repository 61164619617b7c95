#pragma once

#include <set>
#include <string>
#include <tuple>

#include "karwan/record/store.h"

namespace karwan::plan {

// From, to and product (HS code).
using flow = std::tuple<std::string, std::string, std::string>;

// What the record's basket asks to be carried, each once; its control totals and tests are left
// out.
std::set<flow> flows_of(record::store const&, record::view_spec const&);

}  // namespace karwan::plan
