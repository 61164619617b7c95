#pragma once

#include <span>
#include <string>
#include <vector>

#include "karwan/plan/answer.h"
#include "plan/front.h"

// A way as it is lived through: when each arc is entered, what is waited for, which countries are
// passed. Everything here is numbers and indices; names come later (describe.h).
namespace karwan::plan {

struct step {
  network::arc_ix on;
  bounded<std::int64_t> reached;      // s since the epoch, before any wait
  bounded<std::int64_t> wait;         // before the arc may be entered
  bounded<std::int64_t> boarding;     // the mean wait for a departure after that
  std::uint32_t changed_by{kNoRule};  // the rule for which the goods change trucks before it
  bool own_truck{true};               // the goods leave it in the truck of their carrier
};

struct trace {
  std::vector<step> steps;
  amount time, cost, emissions;  // waits included
  double km{0};
  std::int64_t arrives{0};
  std::vector<network::country_ix> countries;                // in order; borders is one less
  std::vector<std::uint64_t> corridor;                       // what distinguishes ways in substance
  std::vector<std::pair<network::link_ix, double>> lengths;  // km per link, sorted, each once
  int borders() const { return static_cast<int>(countries.size()) - 1; }
  std::int64_t longest_wait() const;  // expected, s
};

inline amount amount_of(network::arc_value const& v) {
  return {v.amount, v.assumed_share};
}

// Replays a way from departure. The least and the most of a wait are over three runs of the clock,
// in which everything goes at its low, best or high.
trace replay(network::topology const&, network::metric const&, way const&, network::place_ix from,
             network::place_ix to, std::vector<rules::charge> const& charges = {});

// What the carrier's trucks are charged on a step of a way.
std::span<rules::charge const> charges_of(step const&, std::vector<rules::charge> const&);

// Is `other` the same as `told` but for a street: less than a fifth of its length is not on `told`,
// and it is not by a fifth better in time, cost or emissions?
bool differs_little(trace const& other, trace const& told);

// Which of the traces to tell, in the order to tell them, fastest first: the labelled ones, then
// those of other corridors that differ in more than little from all told, at most `at_most`. Ties
// go to the earlier trace.
struct chosen {
  std::size_t index;
  std::vector<label> labels;
};
std::vector<chosen> choose(std::vector<trace> const&, std::size_t at_most);

}  // namespace karwan::plan
