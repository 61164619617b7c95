#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <vector>

#include "karwan/base/interval.h"

// Multi-criteria, time-dependent shortest paths on plain arrays. No I/O, no strings.
namespace karwan::route {

using node = std::uint32_t;
using arc = std::uint32_t;

// Time is in seconds, cost in US cents, emissions in grams of CO2e, borders a count.
inline constexpr std::size_t kCriteria = 4;
enum criterion : std::size_t { kTime = 0, kCost = 1, kEmissions = 2, kBorders = 3 };
using costs = std::array<std::int64_t, kCriteria>;

inline constexpr std::int64_t kBarred = std::numeric_limits<std::int64_t>::max();
inline constexpr std::uint32_t kAlwaysOpen = std::numeric_limits<std::uint32_t>::max();
inline constexpr std::uint32_t kNoQueue = std::numeric_limits<std::uint32_t>::max();
inline constexpr std::int64_t kQueueHours = 24;

// A directed graph in compressed rows. Parallel arcs are kept. Views only: the caller keeps the
// arrays.
struct graph {
  std::span<std::uint32_t const>
      first_out;               // nodes + 1; arcs of v are first_out[v]..first_out[v+1]
  std::span<node const> head;  // per arc
  std::size_t nodes() const { return first_out.empty() ? 0 : first_out.size() - 1; }
  std::size_t arcs() const { return head.size(); }
};

// Costs per arc. An arc whose duration is kBarred is not there. Where opens[a] is not kAlwaysOpen,
// the arc can be entered only within a window of that set; arriving outside it means waiting at
// the tail for the next one, and where none follows the arc is shut. Where queues[a] is not
// kNoQueue, whoever enters stands in a queue first: so many seconds at each full hour of the day
// since the epoch, in between by a straight line, every day the same. Waiting costs only time, and
// a queue shrinks by no more than the time that passes, so arrival functions are FIFO.
struct metric {
  std::span<std::int64_t const> duration_s;     // >= 0 or kBarred
  std::span<std::int64_t const> cost_cents;     // >= 0
  std::span<std::int64_t const> emissions_g;    // >= 0
  std::span<std::uint8_t const> borders;        // 0 or 1
  std::span<std::uint32_t const> opens;         // window set per arc, or kAlwaysOpen
  std::span<std::uint32_t const> first_window;  // sets + 1
  std::span<interval<std::int64_t> const>
      windows;  // seconds since the metric's epoch; of a set: sorted, disjoint, none empty
  std::span<std::uint32_t const> queues{};  // profile per arc, or kNoQueue; empty: no arc has one
  std::span<std::int64_t const> queue_s{};  // kQueueHours per profile
};

// Where a path may begin: at a node with what was spent before. time is seconds since the epoch.
struct start {
  node at;
  costs spent;  // >= 0 but for the time; at most 1,000 borders
};

struct query {
  std::span<start const> starts;
  std::span<node const> targets;
  std::size_t max_labels{4'000'000};  // a bound on time and memory; the answer says when it cut
  // 0: the whole front. Else, 0..1, a point may be left out where one of the front is at most
  // (1 + eps) times it in cost and emissions, arrives no later and crosses no more borders.
  double eps{0};
};

struct path {
  std::uint32_t from_start;  // index into query.starts
  std::vector<arc> arcs;     // in order; empty where the start is a target
  costs total;               // total[kTime] is the arrival, seconds since the epoch
};

struct answer {
  std::vector<path> front;  // the full Pareto set at the targets, sorted by total
  bool cut{false};          // max_labels was reached: the front may be incomplete
  std::size_t labels{0};    // created
};

// One search at a time per object; it keeps its memory between runs.
class searcher {
 public:
  // Throws std::invalid_argument where first_out does not divide the arcs, or above 2^22 nodes. The
  // graph's arrays must outlive the searcher.
  explicit searcher(graph);
  ~searcher();
  searcher(searcher&&) noexcept;
  // One path per point. Of paths that tie in all criteria the one with the fewest arcs is told, of
  // those the one whose last arc comes first in arc order (and so on backwards, then the first
  // start): the same input gives the same bytes. Where `cut` is set, every path of the front is
  // Pareto-optimal still, but slower ones may be missing.
  // Throws std::invalid_argument where array sizes differ, a cost is negative or above 2^40, a
  // window set is not sorted and disjoint, a start or
  // target does not exist, or eps is not in 0..1.
  answer run(metric const&, query const&);

 private:
  struct workspace;
  graph graph_;
  std::unique_ptr<workspace> workspace_;
};

// When an arc that is reached at time t (seconds since the epoch) is left, or kBarred where it is
// barred or no window follows. Never sooner for a later t.
std::int64_t arrival(metric const&, arc, std::int64_t t) noexcept;

}  // namespace karwan::route
