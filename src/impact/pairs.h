#pragma once

#include <vector>

#include "impact/study.h"

// From flows to trade between two countries.
namespace karwan::impact {

// A pair of countries with the flows that stand for its trade: those of a weight group that is all
// its own, equally weighed, against its control total; else those that say their own value a year.
struct pair_basis {
  pair_change told;
  country_pair countries;
  std::vector<std::size_t> flows;  // into the studied, with value and ways on both sides
  std::vector<double> weights;     // of each; they sum to 1
  std::uint64_t luck{0};
  std::vector<std::uint64_t> goods;  // luck of each one's value
};

std::vector<pair_basis> pairs_of(study const&, std::vector<studied> const&, impact_question const&);

// Change of trade in percent, and of dollars a year where the base is known, for one stance; `at`
// has each flow's choice for it.
struct pair_result {
  double pct{0}, usd{0}, saved_usd{0};
};
pair_result result_of(pair_basis const&, std::vector<studied> const&, stance const&,
                      std::vector<choice> const& at, parameter const& day_value,
                      parameter const& elasticity);

}  // namespace karwan::impact
