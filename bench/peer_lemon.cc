#include <lemon/dijkstra.h>
#include <lemon/quad_heap.h>
#include <lemon/static_graph.h>

#include <limits>

#include "peers.h"

namespace karwan::bench {

struct lemon_static::state {
  using lengths = lemon::StaticDigraph::ArcMap<std::int64_t>;
  using heap = lemon::QuadHeap<std::int64_t, lemon::StaticDigraph::NodeMap<int>>;
  using search = lemon::Dijkstra<lemon::StaticDigraph, lengths>::SetStandardHeap<heap>::Create;
  lemon::StaticDigraph net;
  std::unique_ptr<lengths> length;
  std::unique_ptr<search> dijkstra;
};

lemon_static::lemon_static(int nodes, arc_ends const& ends, std::vector<std::int64_t> const& weight)
    : state_{std::make_unique<state>()} {
  auto& s = *state_;
  s.net.build(nodes, ends.begin(), ends.end());
  s.length = std::make_unique<state::lengths>(s.net);
  for (std::size_t a = 0; a < weight.size(); ++a) {
    (*s.length)[lemon::StaticDigraph::arc(static_cast<int>(a))] = weight[a];
  }
  s.dijkstra = std::make_unique<state::search>(s.net, *s.length);
}
lemon_static::~lemon_static() = default;

void lemon_static::run(int source) {
  state_->dijkstra->run(lemon::StaticDigraph::node(source));
}

std::vector<std::int64_t> lemon_static::distances() const {
  std::vector<std::int64_t> all;
  for (int v = 0; v < state_->net.nodeNum(); ++v) {
    auto const n = lemon::StaticDigraph::node(v);
    all.push_back(state_->dijkstra->reached(n) ? state_->dijkstra->dist(n)
                                               : std::numeric_limits<std::int64_t>::max());
  }
  return all;
}

}  // namespace karwan::bench
