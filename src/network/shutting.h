#pragma once

#include "network/lookup.h"

// How often land borders are shut that were open, and for how long: an alternating process, fitted
// to the closures of the record. docs/validation.md has the equations.
namespace karwan::network {

// One closure of a border: the first closed day and the first open one, or open still.
struct spell {
  std::string_view target;
  day from{};
  std::optional<day> to;
  statements cells;
};

class shuttings {
 public:
  // Of what the record knows of by the standpoint's day.
  shuttings(facts const&, lookup const&);

  // Of one border: its own closures, pooled with those of all where they are few. Rate 0 where the
  // record lacks the priors, or closures to fit.
  shutting of(std::string_view crossing) const;

 private:
  day as_of_{};
  std::vector<spell> spells_;  // by target, then time
  double watched_d_{0}, prior_d_{0}, prior_spells_{0};
  double per_d_{0}, log_mean_{0}, log_sigma_{0};  // of all borders; durations in days
};

// Those that count: of road and rail borders, to goods, begun by that day; but not what the
// calendar knows beforehand (seasons, public holidays).
std::vector<spell> spells_of(facts const&, day as_of);

}  // namespace karwan::network
