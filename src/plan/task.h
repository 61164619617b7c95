#pragma once

#include <optional>
#include <string>
#include <vector>

#include "karwan/network/metric.h"
#include "karwan/plan/question.h"
#include "karwan/record/store.h"
#include "karwan/route/simulation.h"
#include "plan/namer.h"

// The question with every name found in the record.
namespace karwan::plan {

struct product_facts {
  std::string id, name, hs_code;
  bool needs_cold{false};
  std::optional<double> temperature_low_c, temperature_high_c;
  std::optional<double> shelf_life_low_d, shelf_life_high_d;
  std::vector<record::statement_ix> temperature_statements, shelf_life_statements;
};

struct task {
  std::vector<network::place_ix> stops;  // start, places to pass, end
  std::optional<product_facts> product;
  std::vector<std::string> avoid;      // entities
  std::optional<std::string> carrier;  // the entity of its country
  std::vector<std::string> under;      // entities of instruments
  network::metric_options options;
  std::optional<std::chrono::minutes> depart_at;  // past local midnight of options.depart
  day today{};
  std::optional<day> deadline;
  std::optional<double> value_usd;
  double eps{0};
  route::draw_options draws;  // but for what trips share, which is the metric's
};

// The view with the worlds of its scenarios, and lifted closures as entities. Throws failure
// (bad_input).
record::view_spec resolve_view(question const&, record::store const&, record::name_index const&);

// Throws failure: bad_input with suggestions for a name that is not known or stands for several
// things, for a place outside the network, for wishes that contradict each other.
task resolve(question const&, record::view_spec const&, record::store const&,
             network::topology const&, namer const&);

}  // namespace karwan::plan
