#pragma once

#include <span>

#include "karwan/network/rows_read.h"
#include "karwan/route/simulation.h"
#include "karwan/rules/charges.h"
#include "plan/evidence.h"
#include "plan/namer.h"
#include "plan/trace.h"

// From a traced way to the journey that an answer tells.
namespace karwan::plan {

// What everything in an answer is told from.
struct scene {
  record::store const& record;
  network::rows_read const& read;
  network::topology const& topo;
  network::metric const& metric;
  namer const& names;
  statement_ids& ids;
  std::vector<rules::rule> const& truck_bans;  // that a step's changed_by points to
  rules::regime const& under;                  // which instruments hold at which border
  std::vector<rules::rule> const& left_rules;  // bans on which only a way can decide
  std::vector<rules::priced> const& prices;    // that charges point to
  std::vector<rules::charge> const& charges;   // of the carrier's trucks
  route::known_times& times;
};

// A journey, and per leg the statements behind it.
struct told {
  journey as;
  std::vector<std::vector<record::statement_ix>> behind;
  // Per leg; of a wait, the arc that is waited for; invalid of a change of trucks.
  std::vector<network::arc_ix> arcs;
  // Per leg, what its trucks are charged there.
  std::vector<std::span<rules::charge const>> charges;
};

told describe(scene const&, trace const&, std::vector<label> labels);
place_ref refer_to(scene const&, network::place_ix);
// What to call any entity: a link without a name is called by its ends.
std::string name_in(scene const&, std::string_view entity);

}  // namespace karwan::plan
