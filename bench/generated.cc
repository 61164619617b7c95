#include "generated.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace karwan::bench {

namespace {

using route::arc;
using route::node;

constexpr std::uint32_t kCountrySide = 8;  // places
constexpr std::int64_t kHour = 3600;
constexpr std::int64_t kDay = 24 * kHour;
constexpr std::int64_t kHorizonDays = 365;

enum mode : std::size_t { kRoad, kRail, kSea, kModes };

struct mode_costs {
  std::int64_t seconds_per_km, cents_per_km, grams_per_km;
};
constexpr std::array<mode_costs, kModes> kCosts{{{70, 160, 2000}, {130, 70, 500}, {140, 12, 200}}};

struct row {
  node tail, head;
  route::costs costs;
  std::uint32_t opens;
};

struct builder {
  std::uint32_t wide, high;
  random_numbers random;
  std::vector<std::array<std::int64_t, 2>> at_km;  // per place
  std::vector<std::array<node, kModes>> node_of;   // per place; kNone where none
  std::vector<std::array<std::array<std::int64_t, 3>, kModes>> factor_percent;  // per country
  std::vector<row> rows;
  node nodes{0};

  static constexpr node kNone = ~node{0};

  std::uint32_t country(std::uint32_t place) const {
    auto const across = (wide + kCountrySide - 1) / kCountrySide;
    return place / wide / kCountrySide * across + place % wide / kCountrySide;
  }

  // Integer square root of the squared distance, 20 % longer for bends: no rounding by libm.
  std::int64_t length_km(std::uint32_t a, std::uint32_t b) const {
    auto const dx = at_km[a][0] - at_km[b][0];
    auto const dy = at_km[a][1] - at_km[b][1];
    return 1 + static_cast<std::int64_t>(std::sqrt(static_cast<double>(dx * dx + dy * dy))) * 6 / 5;
  }

  void place_all() {
    for (std::uint32_t p = 0; p < wide * high; ++p) {
      at_km.push_back({p % wide * 100 + random.below(70), p / wide * 100 + random.below(70)});
      node_of.push_back({nodes++, kNone, kNone});
      auto const on_rail = p % wide % 2 == 0 && p / wide % 2 == 0;
      auto const on_sea = p % wide == 0 && p / wide % 4 == 0;
      if (on_rail) {
        node_of[p][kRail] = nodes++;
      }
      if (on_sea) {
        node_of[p][kSea] = nodes++;
      }
    }
    factor_percent.resize(country(wide * high - 1) + wide + 1);
    for (auto& c : factor_percent) {
      for (auto& m : c) {
        m = {70 + random.below(60), 60 + random.below(100), 90 + random.below(20)};
      }
    }
  }

  route::costs travel(std::uint32_t a, std::uint32_t b, mode m) {
    auto const km = length_km(a, b);
    auto const& f = factor_percent[country(a)][m];
    auto const noise = 95 + random.below(10);
    return {km * kCosts[m].seconds_per_km * f[0] * noise / 10'000,
            km * kCosts[m].cents_per_km * f[1] / 100, km * kCosts[m].grams_per_km * f[2] / 100, 0};
  }

  void link_one_way(std::uint32_t a, std::uint32_t b, mode m) {
    auto const costs = travel(a, b, m);
    if (m == kSea || country(a) == country(b)) {
      rows.push_back({node_of[a][m], node_of[b][m], costs, route::kAlwaysOpen});
      return;
    }
    auto const border = nodes++;
    auto const dwell = 4 * kHour + random.below(40) * kHour * (1 + random.below(2));
    auto const opens = random.below(3) == 0 ? random.below(3) : route::kAlwaysOpen;
    rows.push_back({node_of[a][m], border, costs, route::kAlwaysOpen});
    rows.push_back({border, node_of[b][m], {dwell, 5'000 + random.below(40) * 1'000, 0, 1}, opens});
  }

  void link(std::uint32_t a, std::uint32_t b, mode m) {
    link_one_way(a, b, m);
    link_one_way(b, a, m);
  }

  void lay_links() {
    for (std::uint32_t p = 0; p < wide * high; ++p) {
      auto const x = p % wide;
      auto const y = p / wide;
      if (x + 1 < wide && random.below(10) < 7) {
        link(p, p + 1, kRoad);
      }
      if (y + 1 < high && random.below(10) < 7) {
        link(p, p + wide, kRoad);
      }
      if (node_of[p][kRail] != kNone) {
        if (x + 2 < wide && random.below(10) < 7) {
          link(p, p + 2, kRail);
        }
        if (y + 2 < high && random.below(10) < 7) {
          link(p, p + 2 * wide, kRail);
        }
      }
      for (auto step = 4 * wide; node_of[p][kSea] != kNone && step <= 16 * wide; step *= 2) {
        if (p + step < wide * high && node_of[p + step][kSea] != kNone) {
          link(p, p + step, kSea);
        }
      }
    }
  }

  void lay_transfers() {
    for (std::uint32_t p = 0; p < wide * high; ++p) {
      for (auto const from : node_of[p]) {
        for (auto const to : node_of[p]) {
          if (from != kNone && to != kNone && from != to) {
            rows.push_back({from,
                            to,
                            {12 * kHour + random.below(48) * kHour,
                             12'000 + random.below(200) * 100, 20'000, 0},
                            route::kAlwaysOpen});
          }
        }
      }
    }
  }
};

void add_window_sets(generated& n) {
  auto const close_set = [&] {
    n.first_window.push_back(static_cast<std::uint32_t>(n.windows.size()));
  };
  n.first_window = {0};
  for (std::int64_t day = 0; day < kHorizonDays; day += 7) {  // five days of seven
    n.windows.push_back({day * kDay, (day + 5) * kDay});
  }
  close_set();
  for (std::int64_t day = 0; day < kHorizonDays; ++day) {  // by day
    n.windows.push_back({day * kDay + 8 * kHour, day * kDay + 18 * kHour});
  }
  close_set();
  n.windows.push_back({10 * kDay, 200 * kDay});  // a season
  close_set();
}

}  // namespace

generated generate(std::uint32_t nodes, std::uint64_t seed) {
  // 1.26 nodes a place, and two per border link.
  auto const places = static_cast<double>(nodes) / 1.55;
  auto const wide = static_cast<std::uint32_t>(std::sqrt(places));
  builder b{wide, static_cast<std::uint32_t>(places) / wide, random_numbers{seed}, {}, {}, {}, {}};
  b.place_all();
  b.lay_links();
  b.lay_transfers();
  std::stable_sort(b.rows.begin(), b.rows.end(),
                   [](auto const& x, auto const& y) { return x.tail < y.tail; });
  generated n;
  n.first_out.assign(b.nodes + 1, 0);
  for (auto const& r : b.rows) {
    ++n.first_out[r.tail + 1];
    n.head.push_back(r.head);
    n.duration_s.push_back(r.costs[route::kTime]);
    n.cost_cents.push_back(r.costs[route::kCost]);
    n.emissions_g.push_back(r.costs[route::kEmissions]);
    n.borders.push_back(static_cast<std::uint8_t>(r.costs[route::kBorders]));
    n.opens.push_back(r.opens);
  }
  for (node v = 0; v < b.nodes; ++v) {
    n.first_out[v + 1] += n.first_out[v];
  }
  for (auto const& place : b.node_of) {
    n.nodes_at.emplace_back();
    std::copy_if(place.begin(), place.end(), std::back_inserter(n.nodes_at.back()),
                 [](auto v) { return v != builder::kNone; });
  }
  add_window_sets(n);
  return n;
}

}  // namespace karwan::bench
