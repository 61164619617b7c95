#pragma once

#include <optional>
#include <string>

#include "karwan/trade/equilibrium.h"
#include "karwan/trade/gravity_table.h"

// What `karwan gravity` answers, as text of at most 100 columns and as JSON (openapi.yaml).
namespace karwan::trade {

std::string to_text(gravity_fit const&, gravity_data const&);
std::string to_json(gravity_fit const&, gravity_data const&);

// What was solved for, with the answer; the one that was not asked for is absent.
struct solved_trade {
  shocked_trade from;
  std::optional<conditional_equilibrium> conditional;
  std::optional<equilibrium> full;
};

std::string to_text(solved_trade const&);
// `with_flows`: also every flow before and after.
std::string to_json(solved_trade const&, bool with_flows);

}  // namespace karwan::trade
