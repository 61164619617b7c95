#include "karwan/route/adjacency.h"

namespace karwan::route {

void adjacency::assign(graph g, direction d) {
  arcs_.resize(g.arcs());
  if (d == direction::forward) {
    first_.assign(g.first_out.begin(), g.first_out.end());
    for (arc a = 0; a < g.arcs(); ++a) {
      arcs_[a] = {g.head[a], a};
    }
    return;
  }
  first_.assign(g.nodes() + 1, 0);
  for (auto const head : g.head) {
    ++first_[head + 1];
  }
  for (std::size_t v = 0; v < g.nodes(); ++v) {
    first_[v + 1] += first_[v];
  }
  next_ = first_;
  for (node tail = 0; tail < g.nodes(); ++tail) {
    for (auto a = g.first_out[tail]; a < g.first_out[tail + 1]; ++a) {
      arcs_[next_[g.head[a]]++] = {tail, a};
    }
  }
}

}  // namespace karwan::route
