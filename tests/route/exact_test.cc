#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "reference.h"

// Random small networks: the searcher's front is the brute-force front, point by point.
namespace karwan::route::test {

namespace {

struct instance {
  network net;
  std::vector<start> starts;
  std::vector<node> targets;
  query ask() const { return {starts, targets}; }
};

// What a family of random networks looks like.
struct family {
  char const* name;
  int nodes;
  int arcs;
  std::int64_t most;  // costs are drawn from 0..most: small means ties and zero-cost arcs
  int windows_in_100;
  int barred_in_100;
  int borders_in_100;
  std::int64_t pace{1};  // how long windows are
  int queues_in_100{0};
  int timetables_in_100{0};  // of the arcs with windows: those that are departures
};

constexpr family kFamilies[] = {
    {"ties", 8, 40, 3, 20, 5, 30},
    {"plain", 9, 45, 50, 0, 0, 20},
    {"still_ties", 7, 32, 2, 0, 5, 30},
    {"windows", 8, 36, 20, 60, 5, 20},
    {"zero", 7, 30, 1, 10, 0, 50},
    {"islands", 16, 24, 20, 20, 10, 20},
    {"parallel", 4, 30, 12, 25, 5, 40},
    {"correlated", 9, 45, 0, 15, 3, 25},
    {"queues", 8, 36, 20'000, 15, 3, 20, 2'000, 60},
    {"services", 8, 36, 20, 60, 5, 20, 1, 0, 60},
};

constexpr std::uint32_t kNetworks = 1500;  // per family
constexpr std::uint32_t kRegionsEach = 100;

class generator {
 public:
  generator(family const& f, std::uint32_t seed) : family_{f}, random_{seed} {}

  instance make() {
    std::vector<arc_row> rows;
    for (int i = 0; i < family_.arcs; ++i) {
      rows.push_back(random_arc());
      if (chance(10)) {
        rows.push_back(rows.back());  // a parallel arc that ties
      }
    }
    return asked(rows);
  }

  // A grid of towns joined by roads of one to four arcs each way, some of which end nowhere.
  instance make_chains() {
    constexpr int kSide = 5;
    std::vector<arc_row> rows;
    family_.nodes = kSide * kSide;
    for (int v = 0; v < kSide * kSide; ++v) {
      auto const east = v % kSide + 1 < kSide;
      auto const south = v + kSide < kSide * kSide;
      if (east && chance(85)) {
        lay_chain(node(v), node(v + 1), rows);
      }
      if (south && chance(85)) {
        lay_chain(node(v), node(v + kSide), rows);
      }
      if (chance(20)) {
        lay_chain(node(v), node(family_.nodes++), rows);
      }
    }
    return asked(rows);
  }

 private:
  void lay_chain(node from, node to, std::vector<arc_row>& rows) {
    for (auto arcs = below(4); arcs >= 0; --arcs) {
      auto const next = arcs == 0 ? to : node(family_.nodes++);
      for (auto const& [tail, head] : {std::pair{from, next}, std::pair{next, from}}) {
        rows.push_back(random_arc());
        rows.back().tail = tail;
        rows.back().head = head;
      }
      from = next;
    }
  }

  instance asked(std::vector<arc_row> const& rows) {
    instance made{make_network(static_cast<std::size_t>(family_.nodes), rows), {}, {}};
    for (auto i = below(3); i >= 0; --i) {
      made.starts.push_back({any_node(),
                             {below(10), chance(30) ? below(20) : 0, chance(30) ? below(20) : 0,
                              chance(20) ? 1 : 0}});
    }
    for (auto i = below(2); i >= 0; --i) {
      made.targets.push_back(any_node());
    }
    return made;
  }

  std::int64_t below(std::int64_t n) { return static_cast<std::int64_t>(random_() % n); }
  bool chance(int in_100) { return below(100) < in_100; }
  node any_node() { return static_cast<node>(below(family_.nodes)); }

  arc_row random_arc() {
    arc_row r{};
    r.tail = any_node();
    r.head = any_node();  // self-loops too
    r.borders = chance(family_.borders_in_100) ? 1 : 0;
    if (family_.most == 0) {  // all roughly proportional to one length, by mode
      auto const length = 1 + below(30);
      auto const mode = below(3);
      r.duration = length * (1 + mode) + below(3);
      r.cost = length * (5 - 2 * mode) + below(3);
      r.emissions = length * (mode == 1 ? 1 : 4) + below(3);
    } else {
      r.duration = below(family_.most + 1);
      r.cost = below(family_.most + 1);
      r.emissions = below(family_.most + 1);
    }
    if (chance(family_.barred_in_100)) {
      r.duration = kBarred;
    }
    if (chance(family_.windows_in_100)) {
      auto from = below(10);
      auto const timetable = chance(family_.timetables_in_100);
      for (auto i = below(timetable ? 9 : 4); i >= 0; --i) {
        auto const to = timetable ? from + 1 : from + 1 + below(15 * family_.pace);
        r.open.push_back({from, to});
        from = to + below(25 * family_.pace);  // may touch the last
      }
    }
    if (chance(family_.queues_in_100)) {
      r.queue = random_queue();
    }
    return r;
  }

  // Shrinks by no more than the time that passes.
  std::vector<std::int64_t> random_queue() {
    std::vector<std::int64_t> hours(kQueueHours);
    for (auto& each : hours) {
      each = below(30'000);
    }
    for (auto i = 2 * hours.size(); i-- > 0;) {
      auto& each = hours[i % hours.size()];
      each = std::min(each, hours[(i + 1) % hours.size()] + 3600);
    }
    return hours;
  }

  family family_;
  std::mt19937 random_;
};

std::set<costs> points(answer const& a) {
  std::set<costs> all;
  for (auto const& p : a.front) {
    all.insert(p.total);
  }
  return all;
}

std::set<costs> points(std::map<costs, path> const& paths) {
  std::set<costs> all;
  for (auto const& [total, _] : paths) {
    all.insert(total);
  }
  return all;
}

class random_networks : public testing::TestWithParam<family> {};

TEST_P(random_networks, front_is_the_one_of_brute_force) {
  std::size_t points_of_all = 0;
  for (std::uint32_t seed = 0; seed < kNetworks; ++seed) {
    auto const made = generator{GetParam(), seed}.make();
    auto const found = searcher{made.net.shape()}.run(made.net.weights(), made.ask());
    ASSERT_FALSE(found.cut);
    auto const expected = front_by_paths(made.net, made.ask());
    ASSERT_EQ(points(found), points(expected)) << "seed " << seed;
    ASSERT_EQ(points(found), front_by_correcting(made.net, made.ask())) << "seed " << seed;
    ASSERT_EQ(points(found).size(), found.front.size()) << "seed " << seed;
    ASSERT_TRUE(std::is_sorted(found.front.begin(), found.front.end(),
                               [](auto const& a, auto const& b) { return a.total < b.total; }));
    for (auto const& p : found.front) {
      ASSERT_EQ(replay(made.net, made.ask(), p), p.total) << "seed " << seed;
      if (GetParam().windows_in_100 + GetParam().queues_in_100 ==
          0) {  // waiting can even out who was ahead
        ASSERT_EQ(p.arcs, expected.at(p.total).arcs) << "seed " << seed;
        ASSERT_EQ(p.from_start, expected.at(p.total).from_start) << "seed " << seed;
      }
    }
    points_of_all += found.front.size();
  }
  EXPECT_GE(points_of_all, kNetworks / 2);  // else the family tests nothing
}

TEST_P(random_networks, every_point_is_within_eps_of_one_told) {
  std::size_t all = 0, told = 0;
  for (std::uint32_t seed = 0; seed < kNetworks / 3; ++seed) {
    auto const made = generator{GetParam(), seed}.make();
    auto ask = made.ask();
    auto const expected = front_by_correcting(made.net, ask);
    ask.eps = 0.1 * (1 + seed % 4);
    auto const found = points(searcher{made.net.shape()}.run(made.net.weights(), ask));
    auto const within = [&](costs const& a, costs const& b) {
      // Costs are whole numbers: 1.4 x 45 is 63, though not in binary fractions.
      auto const most = [&](criterion c) {
        return (1 + ask.eps) * static_cast<double>(b[c]) + 1e-6;
      };
      return a[kTime] <= b[kTime] && a[kBorders] <= b[kBorders] &&
             static_cast<double>(a[kCost]) <= most(kCost) &&
             static_cast<double>(a[kEmissions]) <= most(kEmissions);
    };
    for (auto const& p : expected) {
      ASSERT_TRUE(std::ranges::any_of(found, [&](auto const& f) { return within(f, p); }))
          << "seed " << seed;
    }
    for (auto const& f : found) {
      ASSERT_TRUE(expected.contains(f)) << "seed " << seed;
    }
    all += expected.size();
    told += found.size();
  }
  EXPECT_LE(told, all);
}

TEST_P(random_networks, memory_of_earlier_runs_changes_nothing) {
  auto const made = generator{GetParam(), 7}.make();
  searcher reused{made.net.shape()};
  for (std::uint32_t seed = 0; seed < 50; ++seed) {
    auto other = generator{GetParam(), seed}.make();
    other.net = made.net;
    auto const again = reused.run(made.net.weights(), other.ask());
    auto const fresh = searcher{made.net.shape()}.run(made.net.weights(), other.ask());
    ASSERT_EQ(again.front.size(), fresh.front.size());
    ASSERT_EQ(again.labels, fresh.labels);
    for (std::size_t i = 0; i < again.front.size(); ++i) {
      ASSERT_EQ(again.front[i].arcs, fresh.front[i].arcs);
      ASSERT_EQ(again.front[i].from_start, fresh.front[i].from_start);
    }
  }
}

// A scenario is other weights over the same shape: what it shuts, opens or speeds up.
TEST_P(random_networks, scenario_over_them_is_searched_as_exactly) {
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    auto made = generator{GetParam(), seed}.make();
    searcher kept{made.net.shape()};
    kept.run(made.net.weights(), made.ask());
    std::mt19937 random{seed};
    for (std::size_t a = 0; a < made.net.duration.size(); ++a) {
      if (random() % 5 == 0) {
        made.net.duration[a] = random() % 3 == 0 ? kBarred : random() % 20;
      }
      if (random() % 10 == 0) {
        made.net.opens[a] = kAlwaysOpen;
      }
    }
    auto const found = kept.run(made.net.weights(), made.ask());
    ASSERT_EQ(points(found), points(front_by_paths(made.net, made.ask()))) << "seed " << seed;
  }
}

// Networks with too many paths to list; those of no nodes are made by make_chains.
constexpr family kRegions[] = {
    {"mesh", 40, 160, 30, 15, 3, 15, 3},
    {"correlated", 60, 240, 0, 20, 3, 15, 10},
    {"chains", 0, 0, 20, 10, 1, 10, 10},
    {"correlated_chains", 0, 0, 0, 10, 1, 10, 20},
};

class random_regions : public testing::TestWithParam<family> {};

TEST_P(random_regions, front_is_the_one_of_label_correcting) {
  std::size_t points_of_all = 0;
  for (std::uint32_t seed = 0; seed < kRegionsEach; ++seed) {
    auto const made = GetParam().nodes == 0 ? generator{GetParam(), seed}.make_chains()
                                            : generator{GetParam(), seed}.make();
    auto const found = searcher{made.net.shape()}.run(made.net.weights(), made.ask());
    ASSERT_EQ(points(found), front_by_correcting(made.net, made.ask())) << "seed " << seed;
    for (auto const& p : found.front) {
      ASSERT_EQ(replay(made.net, made.ask(), p), p.total) << "seed " << seed;
    }
    points_of_all += found.front.size();
  }
  EXPECT_GE(points_of_all, kRegionsEach * 2);
}

INSTANTIATE_TEST_SUITE_P(families, random_regions, testing::ValuesIn(kRegions),
                         [](auto const& tested) { return std::string{tested.param.name}; });

INSTANTIATE_TEST_SUITE_P(families, random_networks, testing::ValuesIn(kFamilies),
                         [](auto const& tested) { return std::string{tested.param.name}; });

}  // namespace

}  // namespace karwan::route::test
