#pragma once

#include <cstdint>
#include <vector>

#include "karwan/plan/answer.h"

// Ways in numbers alone, for those who weigh them by a measure of their own (docs/impact.md).
namespace karwan::plan {

// A way is told by its arcs. In all views of one state of the record that read the same rows they
// are the same arcs, whatever scenarios the views take as kept.
using way_arcs = std::vector<network::arc_ix>;

struct weighed_step {
  std::uint64_t luck{0};          // what is passed, and in which direction: equal on every way
  leg_kind kind{leg_kind::link};  // link, crossing or transfer
  network::mode by{network::mode::road};
  bounded<std::int64_t> spent_s{};  // boarding included
  std::int64_t wait_s{0};           // expected, before it opens or leaves
  bounded<std::int64_t> cents{};

  friend bool operator==(weighed_step const&, weighed_step const&) = default;
};

struct weighed_way {
  way_arcs arcs;
  std::vector<weighed_step> steps;
  amount time, cost, emissions;  // s, cents, g; the sums of the steps
  int borders{0};
  // Equal for ways of one corridor: the same borders and seaports in one order, between which they
  // go mostly by the same mode.
  std::vector<std::uint64_t> corridor;

  friend bool operator==(weighed_way const&, weighed_way const&) = default;
};

// The question as it was understood, without journeys, and the arcs of every way of its front: all
// that is not worse than another in everything, and waits for nothing longer than anyone would.
struct front_ways {
  answer asked;
  std::vector<way_arcs> ways;
  bool cut{false};  // the search hit its bound
};

}  // namespace karwan::plan
