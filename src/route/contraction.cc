#include "route/contraction.h"

#include <algorithm>

#include "route/entry.h"

namespace karwan::route {

contraction::contraction(graph g) : graph_{g} {
  entering_.assign(g, direction::backward);
}

void contraction::build(metric const& m, query const& q) {
  mark_open(m, q);
  mark_useful(q);
  junction_.assign(graph_.nodes(), kNone);
  node_.clear();
  head_.clear();
  arcs_.clear();
  timed_.clear();
  for (auto& s : sums_) {
    s.clear();
  }
  first_out_.assign(1, 0);
  first_arc_.assign(1, 0);
  for (auto const& s : q.starts) {
    if (useful_[s.at] != 0) {
      add_junction(s.at);
    }
  }
  for (std::size_t j = 0; j < node_.size(); ++j) {  // grows as stretches end at new junctions
    auto const tail = node_[j];
    for (auto a = graph_.first_out[tail]; a < graph_.first_out[tail + 1]; ++a) {
      if (is_target_[tail] == 0 && onward(tail, tail, a)) {
        add_stretch(m, tail, a);
      }
    }
    first_out_.push_back(static_cast<std::uint32_t>(head_.size()));
  }
}

void contraction::mark_open(metric const& m, query const& q) {
  auto first_start = kBarred;
  for (auto const& s : q.starts) {
    first_start = std::min(first_start, s.spent[kTime]);
  }
  open_.resize(graph_.arcs());
  for (arc a = 0; a < open_.size(); ++a) {
    auto const set = m.opens[a];
    auto const shut =
        set != kAlwaysOpen && (m.first_window[set] == m.first_window[set + 1] ||
                               m.windows[m.first_window[set + 1] - 1].to <= first_start);
    open_[a] = m.duration_s[a] != kBarred && !shut;
  }
}

void contraction::mark_useful(query const& q) {
  useful_.assign(graph_.nodes(), 0);
  is_target_.assign(graph_.nodes(), 0);
  queue_.clear();
  auto const reach = [&](node v) {
    if (useful_[v] == 0) {
      useful_[v] = 1;
      queue_.push_back(v);
    }
  };
  for (auto const t : q.targets) {
    is_target_[t] = 1;
    reach(t);
  }
  for (std::size_t i = 0; i < queue_.size(); ++i) {
    for (auto const [tail, id] : entering_.of(queue_[i])) {
      if (open_[id] != 0) {
        reach(tail);
      }
    }
  }
}

void contraction::add_junction(node v) {
  if (junction_[v] == kNone) {
    junction_[v] = static_cast<std::uint32_t>(node_.size());
    node_.push_back(v);
  }
}

// Follows the only way on from the arc's head. That ends: a target can be reached from every useful
// node, so no ring of them is without a second way on.
void contraction::add_stretch(metric const& m, node tail, arc first) {
  auto const begin = arcs_.size();
  auto from = tail;
  auto at = graph_.head[first];
  arcs_.push_back(first);
  while (is_target_[at] == 0) {
    auto ways = 0;
    arc way = 0;
    for (auto a = graph_.first_out[at]; a < graph_.first_out[at + 1] && ways < 2; ++a) {
      if (onward(from, at, a)) {
        ++ways;
        way = a;
      }
    }
    if (ways == 0) {
      arcs_.resize(begin);
      return;
    }
    if (ways == 2) {
      break;
    }
    arcs_.push_back(way);
    from = at;
    at = graph_.head[way];
  }
  if (at == tail) {
    arcs_.resize(begin);
    return;
  }
  costs sum{};
  std::uint8_t timed = 0;
  for (auto i = begin; i < arcs_.size(); ++i) {
    auto const a = arcs_[i];
    sum[kTime] += m.duration_s[a];
    sum[kCost] += m.cost_cents[a];
    sum[kEmissions] += m.emissions_g[a];
    sum[kBorders] += m.borders[a];
    timed |= static_cast<std::uint8_t>(is_timed(m, a));
  }
  for (std::size_t c = 0; c < kCriteria; ++c) {
    sums_[c].push_back(sum[c]);
  }
  timed_.push_back(timed);
  add_junction(at);
  head_.push_back(junction_[at]);
  first_arc_.push_back(static_cast<std::uint32_t>(arcs_.size()));
}

}  // namespace karwan::route
