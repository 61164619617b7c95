#include "plan/passage.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <queue>

namespace karwan::plan {
namespace {

using namespace network;

// Earliest arrivals at all nodes from starts at given times, on ways without too long a wait.
class earliest {
 public:
  earliest(route::graph g, route::metric const& m, std::int64_t longest_wait)
      : graph_{g}, metric_{m}, longest_wait_{longest_wait}, at_(g.nodes(), route::kBarred) {}

  void start(route::node n, std::int64_t t) {
    if (t < at_[n]) {
      at_[n] = t;
      open_.emplace(t, n);
    }
  }

  void run() {
    while (!open_.empty()) {
      auto const [t, n] = open_.top();
      open_.pop();
      if (t != at_[n]) {
        continue;
      }
      for (auto a = graph_.first_out[n]; a < graph_.first_out[n + 1]; ++a) {
        auto const left = route::arrival(metric_, a, t);
        if (left != route::kBarred && left - metric_.duration_s[a] - t <= longest_wait_) {
          start(graph_.head[a], left);
        }
      }
    }
  }

  std::int64_t at(route::node n) const { return at_[n]; }

 private:
  using entry = std::pair<std::int64_t, route::node>;
  route::graph graph_;
  route::metric const& metric_;
  std::int64_t longest_wait_;
  std::vector<std::int64_t> at_;
  std::priority_queue<entry, std::vector<entry>, std::greater<>> open_;
};

class whole : public passage {
 public:
  whole(route::searcher& s, topology const& t, std::vector<place_ix> stops, std::int64_t leaves_s,
        double eps)
      : search_{s}, topo_{t}, stops_{std::move(stops)}, leaves_s_{leaves_s}, eps_{eps} {}

  front find(route::metric const& m) override {
    return find_front(search_, topo_, m, stops_, leaves_s_, eps_);
  }

  bool is_open(route::metric const& m, patience const& patient) override {
    std::vector<std::pair<route::node, std::int64_t>> reached;
    for (auto const n : nodes_of(topo_, stops_.front())) {
      reached.emplace_back(n, leaves_s_);
    }
    for (std::size_t i = 1; i < stops_.size() && !reached.empty(); ++i) {
      earliest run{searchable(topo_), m, patient.closed_s};
      for (auto const& [n, t] : reached) {
        run.start(n, t);
      }
      run.run();
      reached.clear();
      for (auto const n : nodes_of(topo_, stops_[i])) {
        if (run.at(n) != route::kBarred) {
          reached.emplace_back(n, run.at(n));
        }
      }
    }
    return !reached.empty();
  }

 private:
  route::searcher& search_;
  topology const& topo_;
  std::vector<place_ix> stops_;
  std::int64_t leaves_s_;
  double eps_;
};

// What arcs of the network are to a corridor: which of its gates they pass, or that it avoids them.
class judge {
 public:
  judge(corridor const& c, topology const& t) : corridor_{c}, topo_{t} {}

  std::size_t marks() const { return corridor_.gates.size() + corridor_.uses.size(); }

  bool avoids(arc const& a) const {
    auto const off = [&](node_ix n) {
      return (corridor_.modes >> static_cast<unsigned>(topo_.nodes[n].on) & 1U) == 0;
    };
    return off(a.tail) || off(a.head) || passes(a, corridor_.avoids) || in_country(a);
  }

  std::uint32_t passed(arc const& a) const {
    std::uint32_t out = 0, bit = 1;
    for (auto const& gate : corridor_.gates) {
      out |= passes(a, gate) ? bit : 0;
      bit <<= 1U;
    }
    for (auto const by : corridor_.uses) {
      out |= a.kind == arc_kind::link && topo_.links[a.on].by == by ? bit : 0;
      bit <<= 1U;
    }
    return out;
  }

 private:
  // Crosses or travels one of them, or leads to a place of them.
  bool passes(arc const& a, std::vector<std::string> const& any) const {
    auto const lists = [&](std::string const& e) { return std::ranges::find(any, e) != any.end(); };
    return lists(topo_.places[topo_.nodes[a.head].at].entity) ||
           (a.kind == arc_kind::crossing && lists(topo_.crossings[a.over].entity)) ||
           (a.kind == arc_kind::link && lists(topo_.links[a.on].entity));
  }

  bool in_country(arc const& a) const {
    auto const& entity = topo_.countries[topo_.places[topo_.nodes[a.head].at].in].entity;
    return std::ranges::find(corridor_.avoids, entity) != corridor_.avoids.end();
  }

  corridor const& corridor_;
  topology const& topo_;
};

// The network once per set of gates passed: an arc that passes a gate leads to the copy where it
// is passed. Arcs that the corridor avoids are not there.
class layered : public passage {
 public:
  layered(corridor const& c, topology const& t, place_ix from, place_ix to, std::int64_t leaves_s) {
    auto const look = judge{c, t};
    auto const layers = 1U << look.marks();
    auto const nodes = static_cast<std::uint32_t>(t.nodes.size());
    first_out_.push_back(0);
    for (std::uint32_t layer = 0; layer < layers; ++layer) {
      for (std::uint32_t n = 0; n < nodes; ++n) {
        for (auto i = t.first_out[n]; i < t.first_out[n + 1]; ++i) {
          auto const& a = t.arcs[arc_ix{i}];
          if (!look.avoids(a)) {
            head_.push_back((layer | look.passed(a)) * nodes + t.head[i]);
            arcs_.emplace_back(i);
          }
        }
        first_out_.push_back(static_cast<std::uint32_t>(head_.size()));
      }
    }
    for (auto const n : nodes_of(t, from)) {
      starts_.push_back({n, {leaves_s}});
    }
    for (auto const n : nodes_of(t, to)) {
      targets_.push_back((layers - 1) * nodes + n);
    }
    search_.emplace(shape());
  }

  front find(route::metric const& m) override {
    auto const found = search_->run(copied(m), {.starts = starts_, .targets = targets_});
    front out;
    out.cut = found.cut;
    for (auto const& path : found.front) {
      way w{{}, {}, path.total};
      for (auto const a : path.arcs) {
        w.arcs.push_back(arcs_[a]);
      }
      out.ways.push_back(std::move(w));
    }
    return out;
  }

  bool is_open(route::metric const& m, patience const& patient) override {
    auto const here = copied(m);
    earliest run{shape(), here, patient.closed_s};
    for (auto const& s : starts_) {
      run.start(s.at, s.spent[route::kTime]);
    }
    run.run();
    return std::ranges::any_of(targets_, [&](auto n) { return run.at(n) != route::kBarred; });
  }

 private:
  route::graph shape() const { return {.first_out = first_out_, .head = head_}; }

  route::metric copied(route::metric const& m) {
    auto const copy = [&](auto const& from, auto& to) {
      to.resize(arcs_.size());
      std::ranges::transform(arcs_, to.begin(), [&](arc_ix a) { return from[*a]; });
    };
    copy(m.duration_s, duration_s_);
    copy(m.cost_cents, cost_cents_);
    copy(m.emissions_g, emissions_g_);
    copy(m.borders, borders_);
    copy(m.opens, opens_);
    return {.duration_s = duration_s_,
            .cost_cents = cost_cents_,
            .emissions_g = emissions_g_,
            .borders = borders_,
            .opens = opens_,
            .first_window = m.first_window,
            .windows = m.windows};
  }

  std::vector<std::uint32_t> first_out_, head_;
  std::vector<arc_ix> arcs_;  // that each stands for
  std::vector<route::start> starts_;
  std::vector<route::node> targets_;
  std::optional<route::searcher> search_;
  std::vector<std::int64_t> duration_s_, cost_cents_, emissions_g_;
  std::vector<std::uint8_t> borders_;
  std::vector<std::uint32_t> opens_;
};

}  // namespace

std::unique_ptr<passage> anywhere(route::searcher& s, topology const& t,
                                  std::vector<place_ix> stops, std::int64_t leaves_s, double eps) {
  return std::make_unique<whole>(s, t, std::move(stops), leaves_s, eps);
}

std::unique_ptr<passage> along(corridor const& c, topology const& t, place_ix from, place_ix to,
                               std::int64_t leaves_s) {
  return std::make_unique<layered>(c, t, from, to, leaves_s);
}

}  // namespace karwan::plan
