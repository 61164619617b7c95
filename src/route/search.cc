#include "karwan/route/search.h"

#include <algorithm>

#include "karwan/route/bucket_queue.h"
#include "karwan/route/dijkstra.h"
#include "route/check.h"
#include "route/contraction.h"
#include "route/front.h"

namespace karwan::route {
namespace {

costs operator+(costs const& a, costs const& b) {
  return {a[kTime] + b[kTime], a[kCost] + b[kCost], a[kEmissions] + b[kEmissions],
          a[kBorders] + b[kBorders]};
}

}  // namespace

struct searcher::workspace {
  static constexpr auto kNone = contraction::kNone;

  // A way from a start to a junction that no way known so far beats.
  struct label {
    costs spent;
    std::uint32_t parent;   // label; the index of the start where there is none
    std::uint32_t stretch;  // by which it was reached; kNone at a start
    std::uint32_t at;       // junction
    std::uint32_t hops;     // arcs since the start
  };

  // A label that waits to be settled. Four of them, the children of one in the heap, are 64 bytes.
  struct waiting_label {
    std::int64_t soonest;  // the earliest it can be at a target
    std::uint32_t id;
  };

  explicit workspace(graph g) : net{g} {}

  void prepare(metric const&, query const&);
  void make_bounds(query const&);
  void add_starts(query const&);
  void search(metric const&, query const&);
  void expand(metric const&, std::uint32_t id);
  void add(label const&);
  bool is_found(costs const& least) const;
  bool settled_before(waiting_label const&, waiting_label const&) const;
  bool tie_settled_before(std::uint32_t, std::uint32_t) const;
  bool backwards_before(std::uint32_t, std::uint32_t) const;
  path path_to(std::uint32_t id) const;

  contraction net;
  dijkstra backward;
  std::vector<costs> bound;             // per junction: no way on to a target costs less
  std::vector<std::uint8_t> is_target;  // per junction
  std::vector<node> targets;            // junctions
  std::vector<label> labels;
  std::vector<waiting_label> queue;
  std::vector<front> fronts;  // per junction
  front found;                // at the targets
  std::vector<std::uint32_t> found_labels;
  std::int64_t first_borders{0};  // of the start with the fewest; labels count from there
  std::size_t max_labels{0};
  double eps{0};
  bool cut{false};
};

searcher::searcher(graph g) : graph_{g} {
  check(g);
  workspace_ = std::make_unique<workspace>(g);
}
searcher::~searcher() = default;
searcher::searcher(searcher&&) noexcept = default;

answer searcher::run(metric const& m, query const& q) {
  check(graph_, m);
  check(graph_, q);
  auto& w = *workspace_;
  w.prepare(m, q);
  w.search(m, q);
  answer found{{}, w.cut, w.labels.size()};
  found.front.reserve(w.found_labels.size());
  for (auto const id : w.found_labels) {
    found.front.push_back(w.path_to(id));
  }
  return found;
}

void searcher::workspace::prepare(metric const& m, query const& q) {
  net.build(m, q);
  make_bounds(q);
  labels.clear();
  queue.clear();
  found_labels.clear();
  found.clear();
  fronts.resize(std::max(fronts.size(), net.shape().nodes()));
  for (auto& f : fronts) {
    f.clear();
  }
  max_labels = std::min<std::size_t>(q.max_labels, kNone);  // numbered in 32 bits
  eps = q.eps;
  cut = false;
}

// By reverse searches without windows. They never overestimate, and along an arc they fall by no
// more than the arc costs, so that labels are settled in order of arrival.
void searcher::workspace::make_bounds(query const& q) {
  auto const shape = net.shape();
  targets.clear();
  is_target.assign(shape.nodes(), 0);
  for (auto const t : q.targets) {
    auto const j = net.junction_at(t);
    if (j != kNone && is_target[j] == 0) {
      is_target[j] = 1;
      targets.push_back(j);
    }
  }
  backward.assign(shape, direction::backward);
  bound.resize(shape.nodes());
  for (std::size_t c = 0; c < kCriteria; ++c) {
    backward.run(net.sums(c), targets);
    for (std::size_t j = 0; j < bound.size(); ++j) {
      bound[j][c] = backward.distance()[j];
    }
  }
}

void searcher::workspace::search(metric const& m, query const& q) {
  auto const before = [this](auto const& a, auto const& b) { return settled_before(a, b); };
  add_starts(q);
  while (!queue.empty() && !cut) {
    auto const next = queue.front();
    pop_heap(queue, before);
    auto const& l = labels[next.id];
    auto const& spent = l.spent;
    auto const least = spent + bound[l.at];
    auto& here = fronts[l.at];
    if (here.covers(spent[kCost], spent[kEmissions], spent[kBorders]) || is_found(least)) {
      continue;
    }
    if (is_target[l.at] != 0) {
      found.add(spent[kCost], spent[kEmissions], spent[kBorders]);
      found_labels.push_back(next.id);
      continue;
    }
    here.add(spent[kCost], spent[kEmissions], spent[kBorders]);
    expand(m, next.id);
  }
}

void searcher::workspace::add_starts(query const& q) {
  first_borders = kBarred;
  for (auto const& s : q.starts) {
    first_borders = std::min(first_borders, s.spent[kBorders]);
  }
  for (std::uint32_t i = 0; i < q.starts.size(); ++i) {
    auto const at = net.junction_at(q.starts[i].at);
    if (at != kNone) {
      auto spent = q.starts[i].spent;
      spent[kBorders] -= first_borders;
      add({spent, i, kNone, at, 0});
    }
  }
}

void searcher::workspace::expand(metric const& m, std::uint32_t id) {
  auto const from = labels[id];  // a copy: labels may move
  auto const before = from.stretch == kNone ? kNone : labels[from.parent].at;
  auto const shape = net.shape();
  for (auto s = shape.first_out[from.at]; s < shape.first_out[from.at + 1]; ++s) {
    if (shape.head[s] == before) {
      continue;
    }
    auto const left = net.left_at(m, s, from.spent[kTime]);
    if (left != kBarred) {
      add({{left, from.spent[kCost] + net.sums(kCost)[s],
            from.spent[kEmissions] + net.sums(kEmissions)[s],
            from.spent[kBorders] + net.sums(kBorders)[s]},
           id,
           s,
           shape.head[s],
           from.hops + static_cast<std::uint32_t>(net.arcs_of(s).size())});
    }
  }
}

void searcher::workspace::add(label const& l) {
  auto const least = l.spent + bound[l.at];
  if (fronts[l.at].covers(l.spent[kCost], l.spent[kEmissions], l.spent[kBorders]) ||
      is_found(least)) {
    return;
  }
  if (labels.size() >= max_labels) {
    cut = true;
    return;
  }
  auto const id = static_cast<std::uint32_t>(labels.size());
  labels.push_back(l);
  push_heap(queue, {least[kTime], id},
            [this](auto const& a, auto const& b) { return settled_before(a, b); });
}

// Whether a point found stands for all that a label can become.
bool searcher::workspace::is_found(costs const& least) const {
  auto const stretched = [this](std::int64_t sum) {
    return eps > 0 ? sum + static_cast<std::int64_t>(eps * static_cast<double>(sum)) : sum;
  };
  return found.covers(stretched(least[kCost]), stretched(least[kEmissions]), least[kBorders]);
}

// In this order no label beats one settled before it at the same junction, and of those that tie
// the one to be told comes first.
bool searcher::workspace::settled_before(waiting_label const& a, waiting_label const& b) const {
  return a.soonest != b.soonest ? a.soonest < b.soonest : tie_settled_before(a.id, b.id);
}

bool searcher::workspace::tie_settled_before(std::uint32_t a, std::uint32_t b) const {
  auto const least_a = labels[a].spent + bound[labels[a].at];
  auto const least_b = labels[b].spent + bound[labels[b].at];
  if (least_a != least_b) {
    return least_a < least_b;
  }
  return labels[a].hops != labels[b].hops ? labels[a].hops < labels[b].hops
                                          : backwards_before(a, b);
}

// Compares ways of as many arcs: from the last arc to the first, then the starts.
bool searcher::workspace::backwards_before(std::uint32_t a, std::uint32_t b) const {
  std::size_t i = 0;  // arcs of a's last stretch that were compared
  std::size_t k = 0;
  while (labels[a].stretch != kNone) {
    auto const x = net.arcs_of(labels[a].stretch);
    auto const y = net.arcs_of(labels[b].stretch);
    auto const last_x = x[x.size() - ++i];
    auto const last_y = y[y.size() - ++k];
    if (last_x != last_y) {
      return last_x < last_y;
    }
    if (i == x.size()) {
      a = labels[a].parent;
      i = 0;
    }
    if (k == y.size()) {
      b = labels[b].parent;
      k = 0;
    }
  }
  return labels[a].parent < labels[b].parent;
}

path searcher::workspace::path_to(std::uint32_t id) const {
  path p{0, {}, labels[id].spent};
  p.total[kBorders] += first_borders;
  p.arcs.resize(labels[id].hops);
  auto end = p.arcs.end();
  for (; labels[id].stretch != kNone; id = labels[id].parent) {
    auto const arcs = net.arcs_of(labels[id].stretch);
    end = std::copy_backward(arcs.begin(), arcs.end(), end);
  }
  p.from_start = labels[id].parent;
  return p;
}

}  // namespace karwan::route
