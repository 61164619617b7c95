#include "karwan/route/search.h"

#include <algorithm>
#include <tuple>

#include "karwan/route/dijkstra.h"
#include "route/check.h"

namespace karwan::route {

namespace {

struct label {
  costs spent;
  std::uint32_t parent;  // label, or index of the start where via is kNoArc
  arc via;
  node at;
  std::uint32_t hops;
};

// Labels are settled in this order, so that no label dominates one settled before it.
struct entry {
  costs bound;
  std::uint32_t hops;
  arc via;
  std::uint32_t id;
  friend auto operator<=>(entry const&, entry const&) = default;
};

bool no_worse(costs const& a, costs const& b) {
  return a[kTime] <= b[kTime] && a[kCost] <= b[kCost] && a[kEmissions] <= b[kEmissions] &&
         a[kBorders] <= b[kBorders];
}

bool covers(std::vector<costs> const& front, costs const& point) {
  return std::any_of(front.begin(), front.end(), [&](auto const& p) { return no_worse(p, point); });
}

}  // namespace

struct searcher::workspace {
  explicit workspace(graph g) : backward{g, direction::backward}, fronts(g.nodes()) {}

  dijkstra backward;
  std::array<std::vector<std::int64_t>, kCriteria> bound;
  std::vector<std::uint8_t> is_target;
  std::vector<label> labels;
  std::vector<entry> queue;
  std::vector<std::vector<costs>> fronts;
  std::vector<costs> target_front;
  std::vector<std::int64_t> weight;
  std::size_t max_labels{0};
  bool cut{false};

  void make_bounds(metric const& m, query const& q) {
    std::array<std::span<std::int64_t const>, 3> const of{m.duration_s, m.cost_cents,
                                                          m.emissions_g};
    for (std::size_t c = 0; c < kCriteria; ++c) {
      weight.resize(m.duration_s.size());
      for (std::size_t a = 0; a < weight.size(); ++a) {
        weight[a] = m.duration_s[a] == kBarred ? kBarred : c == kBorders ? m.borders[a] : of[c][a];
      }
      backward.run(weight, q.targets);
      bound[c].assign(backward.distance().begin(), backward.distance().end());
    }
  }

  void add(label const& l) {
    if (bound[kTime][l.at] == kUnreached) {
      return;
    }
    auto f = l.spent;
    for (std::size_t c = 0; c < kCriteria; ++c) {
      f[c] += bound[c][l.at];
    }
    if (covers(fronts[l.at], l.spent) || covers(target_front, f)) {
      return;
    }
    if (labels.size() >= max_labels) {
      cut = true;
      return;
    }
    auto const id = static_cast<std::uint32_t>(labels.size());
    labels.push_back(l);
    queue.push_back({f, l.hops, l.via, id});
    std::push_heap(queue.begin(), queue.end(), std::greater{});
  }

  path path_to(std::uint32_t id) const {
    path p{0, {}, labels[id].spent};
    for (; labels[id].via != kNoArc; id = labels[id].parent) {
      p.arcs.push_back(labels[id].via);
    }
    std::reverse(p.arcs.begin(), p.arcs.end());
    p.from_start = labels[id].parent;
    return p;
  }
};

searcher::searcher(graph g) : graph_{g}, workspace_{std::make_unique<workspace>(g)} {
  check(g);
}
searcher::~searcher() = default;
searcher::searcher(searcher&&) noexcept = default;

answer searcher::run(metric const& m, query const& q) {
  check(graph_, m);
  check(graph_, q);
  auto& w = *workspace_;
  w.make_bounds(m, q);
  w.max_labels = q.max_labels;
  w.cut = false;
  w.labels.clear();
  w.queue.clear();
  w.target_front.clear();
  for (auto& f : w.fronts) {
    f.clear();
  }
  w.is_target.assign(graph_.nodes(), 0);
  for (auto const t : q.targets) {
    w.is_target[t] = 1;
  }
  for (std::uint32_t i = 0; i < q.starts.size(); ++i) {
    w.add({q.starts[i].spent, i, kNoArc, q.starts[i].at, 0});
  }
  answer found;
  while (!w.queue.empty() && !w.cut) {
    std::pop_heap(w.queue.begin(), w.queue.end(), std::greater{});
    auto const [f, hops, via, id] = w.queue.back();
    w.queue.pop_back();
    auto const from = w.labels[id];
    if (covers(w.fronts[from.at], from.spent) || covers(w.target_front, f)) {
      continue;
    }
    w.fronts[from.at].push_back(from.spent);
    if (w.is_target[from.at]) {
      w.target_front.push_back(f);
      found.front.push_back(w.path_to(id));
      continue;
    }
    for (auto a = graph_.first_out[from.at]; a < graph_.first_out[from.at + 1]; ++a) {
      auto const t = arrival(m, a, from.spent[kTime]);
      if (t != kBarred) {
        w.add({{t, from.spent[kCost] + m.cost_cents[a], from.spent[kEmissions] + m.emissions_g[a],
                from.spent[kBorders] + m.borders[a]},
               id,
               a,
               graph_.head[a],
               hops + 1});
      }
    }
  }
  found.cut = w.cut;
  found.labels = w.labels.size();
  return found;
}

}  // namespace karwan::route
