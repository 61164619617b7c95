#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/dijkstra_shortest_paths_no_color_map.hpp>

#include "peers.h"

namespace karwan::bench {

struct boost_csr::state {
  struct edge {
    std::int64_t weight;
  };
  using csr = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, edge,
                                                 boost::no_property, std::uint32_t, std::uint32_t>;
  csr net;
  std::vector<std::int64_t> distance;
  std::vector<std::uint32_t> predecessor;
};

boost_csr::boost_csr(int nodes, arc_ends const& ends, std::vector<std::int64_t> const& weight) {
  std::vector<state::edge> edges;
  for (auto const w : weight) {
    edges.push_back({w});
  }
  auto const n = static_cast<std::uint32_t>(nodes);
  state_ = std::make_unique<state>(
      state{{boost::edges_are_sorted, ends.begin(), ends.end(), edges.begin(), n},
            std::vector<std::int64_t>(n),
            std::vector<std::uint32_t>(n)});
}
boost_csr::~boost_csr() = default;

void boost_csr::run(int source) {
  auto& s = *state_;
  auto const index = boost::get(boost::vertex_index, s.net);
  boost::dijkstra_shortest_paths_no_color_map(
      s.net, static_cast<std::uint32_t>(source),
      boost::weight_map(boost::get(&state::edge::weight, s.net))
          .distance_map(boost::make_iterator_property_map(s.distance.begin(), index))
          .predecessor_map(boost::make_iterator_property_map(s.predecessor.begin(), index)));
}

std::vector<std::int64_t> boost_csr::distances() const {
  return state_->distance;
}

}  // namespace karwan::bench
