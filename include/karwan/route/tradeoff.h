#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "karwan/route/search.h"

// What can be traded for what on large networks: the Pareto front of two to five sums along arcs
// between two nodes, without windows. Code of its own for every number of sums; search.h has the
// four criteria of a journey, and its windows.
namespace karwan::route {

inline constexpr std::size_t kFewestSums = 2;
inline constexpr std::size_t kMostSums = 5;

struct tradeoff_query {
  node from, to;
  // 0: exact. Otherwise a point may be left out where one of the answer is at most (1 + eps) times
  // it in every sum. Not given: 0 for two and three sums, kDefaultEps for more, where exact fronts
  // can have thousands of points.
  std::optional<double> eps{};
  std::size_t max_labels{50'000'000};  // a bound on time and memory; the answer says when it cut
};

inline constexpr double kDefaultEps = 0.05;

struct tradeoff {
  std::vector<arc> arcs;                      // in order; empty where the ends are one
  std::array<std::int64_t, kMostSums> total;  // 0 above the number of sums
};

struct tradeoffs {
  std::vector<tradeoff> front;  // sorted by total; none beats another
  double eps{0};                // that held
  bool cut{false};              // max_labels was reached: points may be missing
  std::size_t labels{0};        // created
};

// One search at a time per object; it keeps its memory between runs.
class tradeoff_searcher {
 public:
  // Throws std::invalid_argument where first_out does not divide the arcs, or above 2^22 nodes.
  // The graph's arrays must outlive the searcher.
  explicit tradeoff_searcher(graph);
  ~tradeoff_searcher();
  tradeoff_searcher(tradeoff_searcher&&) noexcept;

  // Two to five arrays of a weight per arc, copied: 0 to 2^40. An arc whose first weight is kBarred
  // is not there. Throws std::invalid_argument where they are others.
  void weigh(std::span<std::span<std::int64_t const> const> sums);

  // After weigh(). One path per point, the same for the same input. Throws std::invalid_argument
  // where an end does not exist, or eps is not in 0..1.
  tradeoffs run(tradeoff_query const&);

  struct engine;

 private:
  graph graph_;
  std::unique_ptr<engine> engine_;
  std::size_t sums_{0};
};

}  // namespace karwan::route
