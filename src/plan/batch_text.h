#pragma once

#include <string>

#include "karwan/plan/batch.h"

// One shipment's answer as it stands in the output.
namespace karwan::plan {

// Its first columns, by which an output is continued: line, key, and which of how many rows it is.
std::string csv_start(shipment const&);   // line and key, with a comma behind each
std::string json_start(shipment const&);  // the same members of its object
std::string to_csv(shipment const&, std::variant<answer, error> const&);
std::string to_json_line(shipment const&, std::variant<answer, error> const&);

}  // namespace karwan::plan
