#include "roads.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace karwan::bench {

namespace {

using route::node;

struct road_class {
  std::int64_t kmh, grams_per_km;
};
constexpr std::array<road_class, 4> kClasses{{{30, 320}, {45, 240}, {70, 190}, {105, 260}}};
constexpr std::uint32_t kMainEvery = 8, kMotorwayEvery = 40;
constexpr std::int64_t kDay = 86'400;  // s

struct road {
  node tail, head;
  std::int64_t seconds, metres, grams;
};

class builder {
 public:
  builder(std::uint32_t side, std::uint64_t seed) : side_{side}, random_{seed} {
    for (std::uint32_t v = 0; v < side * side; ++v) {
      at_.push_back({v % side * 3000 + random_.below(2000), v / side * 3000 + random_.below(2000)});
    }
  }

  std::vector<road> build() && {
    for (node v = 0; v < side_ * side_; ++v) {
      if (v % side_ + 1 < side_) {
        lay(v, v + 1, v / side_);
      }
      if (v / side_ + 1 < side_) {
        lay(v, v + side_, v % side_);
      }
    }
    std::ranges::stable_sort(roads_, {}, &road::tail);
    return std::move(roads_);
  }

 private:
  // `line`: the row or column of the grid that the road is part of.
  void lay(node a, node b, std::uint32_t line) {
    auto const important = line % kMainEvery == 0;
    if (!important && random_.below(1000) >= 660) {
      return;
    }
    auto const dx = static_cast<double>(at_[a][0] - at_[b][0]);
    auto const dy = static_cast<double>(at_[a][1] - at_[b][1]);
    auto const metres = static_cast<std::int64_t>(std::sqrt(dx * dx + dy * dy)) + 1;
    auto const kind = line % kMotorwayEvery == 0 ? 3U : important ? 2U : random_.below(2);
    lay_both(a, b, metres, kClasses[kind]);
    if (random_.below(70) == 0) {
      lay_both(a, b, metres + random_.below(1000), kClasses[random_.below(kClasses.size())]);
    }
  }

  void lay_both(node a, node b, std::int64_t metres, road_class const& kind) {
    auto const seconds = metres * 36 * (90 + random_.below(20)) / (kind.kmh * 1000) + 1;
    auto const grams = metres * kind.grams_per_km * (90 + random_.below(20)) / 100'000 + 1;
    roads_.push_back({a, b, seconds, metres, grams});
    roads_.push_back({b, a, seconds, metres, grams});
  }

  std::uint32_t side_;
  random_numbers random_;
  std::vector<std::array<std::int64_t, 2>> at_;  // m
  std::vector<road> roads_;
};

}  // namespace

generated generate_roads(std::uint32_t nodes, std::uint64_t seed) {
  auto const side = static_cast<std::uint32_t>(std::lround(std::sqrt(nodes)));
  generated n;
  n.first_out.assign(side * side + 1, 0);
  for (auto const& r : builder{side, seed}.build()) {
    ++n.first_out[r.tail + 1];
    n.head.push_back(r.head);
    n.duration_s.push_back(r.seconds);
    n.cost_cents.push_back(r.metres);
    n.emissions_g.push_back(r.grams);
  }
  for (node v = 0; v < side * side; ++v) {
    n.first_out[v + 1] += n.first_out[v];
  }
  n.borders.assign(n.head.size(), 0);
  n.opens.assign(n.head.size(), route::kAlwaysOpen);
  n.first_window = {0};
  return n;
}

void add_windows(generated& n, std::uint32_t of_10_000) {
  random_numbers random{17};
  n.windows.clear();
  n.first_window = {0};
  for (std::int64_t day = 0; day < 365; ++day) {
    n.windows.push_back({day * kDay + kDay / 4, day * kDay + kDay * 3 / 4});
  }
  n.first_window.push_back(static_cast<std::uint32_t>(n.windows.size()));
  for (std::int64_t day = 0; day < 365; day += 7) {
    n.windows.push_back({day * kDay, (day + 5) * kDay});
  }
  n.first_window.push_back(static_cast<std::uint32_t>(n.windows.size()));
  n.queue_s.clear();
  for (std::int64_t hour = 0; hour < 24; ++hour) {
    n.queue_s.push_back(hour < 12 ? hour * 150 : (24 - hour) * 150);
  }
  n.queues.assign(n.head.size(), route::kNoQueue);
  for (std::size_t a = 0; a < n.head.size(); ++a) {
    auto const timed = random.below(10'000) < of_10_000;
    n.opens[a] = timed ? random.below(2) : route::kAlwaysOpen;
    n.queues[a] = timed && random.below(2) == 0 ? 0 : route::kNoQueue;
  }
}

}  // namespace karwan::bench
