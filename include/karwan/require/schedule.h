#pragma once

#include <cstddef>
#include <optional>
#include <vector>

// When papers can be had that need each other: pure, on numbers alone. A task can begin when every
// one of its inputs is there; an input is there when any one of its alternatives is done. All that
// can run side by side does.
namespace karwan::require {

struct task {
  double days{0};                                // 0 or more
  std::vector<std::vector<std::size_t>> inputs;  // per input the tasks that yield it; none: at hand
};

struct schedule {
  double days{0};  // from the first beginning to the end of the last goal
  // Tasks that the goals need, each after all it needs: by the latest day on which it must begin.
  std::vector<std::size_t> order;
  // Per task: the earliest end in days from the start; nullopt where a circle keeps it from ever
  // beginning. The latest beginning without delaying the goals is set for tasks in `order` only.
  std::vector<std::optional<double>> ends, latest;
  // A longest chain through `order`, first to last: its days add up to `days`.
  std::vector<std::size_t> critical;
  std::vector<std::size_t> goals_never;  // indices of goals that cannot be reached
};

// Each goal is a list of alternatives, as an input is; an empty one is at hand. Earliest ends are
// the least fixed point of
//   end(t) = days(t) + max over inputs of min over alternatives a of end(a),
// found in order of growing ends (Knuth 1977). Of alternatives that end alike the first found is
// taken. Numbers must be in range and days finite.
schedule arrange(std::vector<task> const&, std::vector<std::vector<std::size_t>> const& goals);

}  // namespace karwan::require
