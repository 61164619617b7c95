#include "plan/front.h"

#include <algorithm>

namespace karwan::plan {
namespace {

// The same in both layers.
std::vector<route::node> targets_at(network::topology const& topo, network::place_ix place,
                                    relay const* layers) {
  auto out = nodes_of(topo, place);
  for (std::size_t i = 0, n = out.size(); layers != nullptr && i < n; ++i) {
    out.push_back(layers->above(out[i]));
  }
  return out;
}

// One search from stop to stop: where it could begin, and what it found.
struct stage {
  std::vector<route::start> starts;
  std::vector<std::uint32_t> before;  // per start: the path of the stage before
  std::vector<route::path> paths;
};

// A way that is dominated at one node of a stop may still be the only one on its mode, so each
// node of a stop in between is a target of its own.
void run(route::searcher& search, route::metric const& metric,
         std::vector<route::node> const& targets, bool is_last, double eps, stage& s, bool& cut) {
  auto const ask = [&](std::span<route::node const> nodes) {
    auto found = search.run(metric, {.starts = s.starts, .targets = nodes, .eps = eps});
    cut = cut || found.cut;
    std::move(found.front.begin(), found.front.end(), std::back_inserter(s.paths));
  };
  if (is_last) {
    ask(targets);
    return;
  }
  for (auto const& node : targets) {
    ask({&node, 1});
  }
}

way joined(std::vector<stage> const& stages, std::uint32_t last_path, relay const* layers) {
  way w;
  w.total = stages.back().paths[last_path].total;
  auto at = last_path;
  std::vector<std::uint32_t> chain(stages.size());
  for (auto i = stages.size(); i-- > 0;) {
    chain[i] = at;
    at = stages[i].before[stages[i].paths[at].from_start];
  }
  for (std::size_t i = 0; i < stages.size(); ++i) {
    for (auto const a : stages[i].paths[chain[i]].arcs) {
      w.arcs.push_back(layers ? layers->base(a) : network::arc_ix{a});
      if (auto const rule = layers ? layers->rule_of(a) : kNoRule; rule != kNoRule) {
        w.swaps.push_back({w.arcs.back(), rule});
      }
    }
  }
  return w;
}

}  // namespace

route::metric searchable(network::metric const& m) {
  return {.duration_s = m.duration_s,
          .cost_cents = m.cost_cents,
          .emissions_g = m.emissions_g,
          .borders = m.borders,
          .opens = m.opens,
          .first_window = m.first_window,
          .windows = m.windows};
}

route::graph searchable(network::topology const& t) {
  return {.first_out = t.first_out, .head = t.head};
}

std::vector<route::node> nodes_of(network::topology const& topo, network::place_ix place) {
  std::vector<route::node> out;
  for (auto const n : topo.nodes_at[*place]) {
    if (!topo.nodes[n].mid_link.valid()) {
      out.push_back(*n);
    }
  }
  return out;
}

front find_front(route::searcher& search, network::topology const& topo,
                 route::metric const& metric, std::vector<network::place_ix> const& stops,
                 std::int64_t leaves_s, double eps, relay const* layers) {
  front out;
  std::vector<stage> stages;
  for (std::size_t i = 1; i < stops.size(); ++i) {
    stage next;
    if (stages.empty()) {
      for (auto const node : nodes_of(topo, stops.front())) {
        next.starts.push_back({node, {leaves_s}});
        next.before.push_back(0);
      }
    } else {
      auto const& done = stages.back();
      for (std::uint32_t p = 0; p < done.paths.size(); ++p) {
        auto const& path = done.paths[p];
        auto const at = path.arcs.empty() ? done.starts[path.from_start].at
                        : layers          ? layers->head(path.arcs.back())
                                          : topo.head[path.arcs.back()];
        next.starts.push_back({at, path.total});
        next.before.push_back(p);
      }
    }
    run(search, metric, targets_at(topo, stops[i], layers), i + 1 == stops.size(), eps, next,
        out.cut);
    stages.push_back(std::move(next));
  }
  for (std::uint32_t p = 0; p < stages.back().paths.size(); ++p) {
    out.ways.push_back(joined(stages, p, layers));
  }
  return out;
}

}  // namespace karwan::plan
