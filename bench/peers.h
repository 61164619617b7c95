#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

// One-to-all Dijkstra of other libraries on the same arcs, distances and predecessors both. C++17:
// LEMON 1.3.1 does not compile as C++20.
namespace karwan::bench {

// Arcs as (tail, head), sorted by tail.
using arc_ends = std::vector<std::pair<int, int>>;

// Boost.Graph: compressed_sparse_row_graph, dijkstra_shortest_paths_no_color_map.
class boost_csr {
 public:
  boost_csr(int nodes, arc_ends const&, std::vector<std::int64_t> const& weight);
  ~boost_csr();
  void run(int source);
  // Of the last run; INT64_MAX where unreached.
  std::vector<std::int64_t> distances() const;

 private:
  struct state;
  std::unique_ptr<state> state_;
};

// LEMON: StaticDigraph, Dijkstra with QuadHeap.
class lemon_static {
 public:
  lemon_static(int nodes, arc_ends const&, std::vector<std::int64_t> const& weight);
  ~lemon_static();
  void run(int source);
  std::vector<std::int64_t> distances() const;

 private:
  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace karwan::bench
