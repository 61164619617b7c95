#include "plan/passage.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <limits>
#include <random>

#include "hand_made.h"

// Ways of a corridor on random small networks, against all walks of up to so many arcs.
namespace karwan::plan {
namespace {

using network::mode;

constexpr std::size_t kArcs = 8;

struct drawn {
  hand_made net;
  std::vector<network::place_ix> places;
  corridor by;
};

drawn draw(std::mt19937& random) {
  drawn out;
  auto const any = [&](std::size_t below) { return random() % below; };
  constexpr auto kModes = std::array{mode::road, mode::rail, mode::sea};
  for (std::size_t i = 0; i < 5; ++i) {
    out.places.push_back(out.net.place("p" + std::to_string(i), "c" + std::to_string(i / 2)));
  }
  for (int i = 0; i < 6; ++i) {
    auto const a = any(5), b = (a + 1 + any(4)) % 5;
    out.net.link(out.places[a], out.places[b], kModes[any(3)], 1 + static_cast<double>(any(20)),
                 10 + static_cast<double>(any(90)), 1, 100, any(2) == 0 ? 3 : -1);
  }
  out.net.freeze(1, 5);
  out.by.gates.push_back({out.net.topo.places[out.places[1 + any(3)]].entity});
  if (auto const& crossings = out.net.topo.crossings; crossings.size() > 0 && any(2) == 0) {
    auto const ix = network::crossing_ix{static_cast<std::uint32_t>(any(crossings.size()))};
    out.by.gates.push_back({crossings[ix].entity});
  }
  if (any(2) == 0) {
    out.by.uses.push_back(kModes[any(3)]);
  }
  if (any(3) == 0) {
    out.by.modes = 0b11;  // road and rail
  }
  if (any(3) == 0) {
    out.by.avoids.push_back(out.net.topo.places[out.places[1 + any(3)]].entity);
  }
  return out;
}

class walks {
 public:
  walks(drawn const& d, network::place_ix to) : d_{d}, to_{to} {}

  // The shortest time, or kBarred.
  std::int64_t least(network::place_ix from) {
    for (auto const n : nodes_of(d_.net.topo, from)) {
      go(network::node_ix{n}, 0);
    }
    return least_;
  }

 private:
  void go(network::node_ix at, std::int64_t time) {
    auto const& topo = d_.net.topo;
    if (topo.nodes[at].at == to_ && !topo.nodes[at].mid_link.valid() && fits()) {
      least_ = std::min(least_, time);
    }
    if (taken_.size() == kArcs) {
      return;
    }
    for (auto a = topo.first_out[*at]; a < topo.first_out[*at + 1]; ++a) {
      taken_.push_back(network::arc_ix{a});
      go(network::node_ix{topo.head[a]}, time + d_.net.metric.duration_s[a]);
      taken_.pop_back();
    }
  }

  bool fits() const {
    auto const& topo = d_.net.topo;
    auto const entity_at = [&](network::node_ix n) { return topo.places[topo.nodes[n].at].entity; };
    auto const touches = [&](network::arc const& a, std::vector<std::string> const& list) {
      return std::ranges::find(list, entity_at(a.head)) != list.end() ||
             (a.kind == network::arc_kind::crossing &&
              std::ranges::find(list, topo.crossings[a.over].entity) != list.end());
    };
    auto const some = [&](auto const& is) {
      return std::ranges::any_of(taken_, [&](auto ix) { return is(topo.arcs[ix]); });
    };
    auto const off = [&](network::node_ix n) {
      return (d_.by.modes >> static_cast<unsigned>(topo.nodes[n].on) & 1U) == 0;
    };
    return !some([&](auto const& a) {
      return touches(a, d_.by.avoids) || off(a.tail) || off(a.head);
    }) && std::ranges::all_of(d_.by.gates, [&](auto const& gate) {
      return some([&](auto const& a) { return touches(a, gate); });
    }) && std::ranges::all_of(d_.by.uses, [&](mode m) {
      return some([&](auto const& a) {
        return a.kind == network::arc_kind::link && topo.links[a.on].by == m;
      });
    });
  }

  drawn const& d_;
  network::place_ix to_;
  std::vector<network::arc_ix> taken_;
  std::int64_t least_{route::kBarred};
};

TEST(along, finds_the_fastest_way_that_keeps_the_corridor) {
  std::mt19937 random{29};
  int found = 0, none = 0;
  for (int round = 0; round < 300; ++round) {
    auto const d = draw(random);
    auto const from = d.places.front(), to = d.places.back();
    auto const ways = along(d.by, d.net.topo, from, to, 0);
    auto const m = searchable(d.net.metric);
    auto const f = ways->find(m);
    auto const least = walks{d, to}.least(from);
    EXPECT_EQ(ways->is_open(m, {0, 0, std::numeric_limits<std::int64_t>::max()}), !f.ways.empty());
    if (f.ways.empty()) {
      EXPECT_EQ(least, route::kBarred) << "round " << round;
      ++none;
    } else if (f.ways.front().arcs.size() <= kArcs) {
      EXPECT_EQ(f.ways.front().total[route::kTime], least) << "round " << round;
      ++found;
    }
  }
  EXPECT_GT(found, 50);
  EXPECT_GT(none, 20);
}

}  // namespace
}  // namespace karwan::plan
