#include "plan/trace.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace karwan::plan {
namespace {

using namespace network;

// Countries in which a consignment is on land: of a port entered only to tranship it sees nothing.
std::vector<country_ix> countries_of(topology const& topo, std::vector<arc_ix> const& arcs,
                                     place_ix from, place_ix to) {
  std::vector<country_ix> out{topo.places[from].in};
  auto const enter = [&](place_ix p) {
    if (topo.places[p].in != out.back()) {
      out.push_back(topo.places[p].in);
    }
  };
  for (auto const a : arcs) {
    auto const& arc = topo.arcs[a];
    if (arc.kind != arc_kind::link) {
      continue;
    }
    auto const by = topo.links[arc.on].by;
    if (by == mode::road || by == mode::rail) {
      enter(topo.nodes[arc.tail].at);
      enter(topo.nodes[arc.head].at);
    }
  }
  enter(to);
  return out;
}

// Two ways are of one corridor where they pass the same borders and seaports in one order,
// and go mostly by the same mode between them.
std::vector<std::uint64_t> corridor_of(topology const& topo, metric const& m,
                                       std::vector<arc_ix> const& arcs) {
  std::vector<std::uint64_t> out;
  std::array<double, kModes> on_land{};
  auto const add = [&](std::uint64_t kind, std::uint64_t what) {
    out.push_back(kind << 32U | what);
  };
  auto const end_stretch = [&] {
    auto const most = std::max_element(on_land.begin(), on_land.end());
    if (*most > 0) {
      add(1, static_cast<std::uint64_t>(most - on_land.begin()));
    }
    on_land.fill(0);
  };
  for (auto const a : arcs) {
    auto const& arc = topo.arcs[a];
    if (arc.kind == arc_kind::crossing) {
      end_stretch();
      add(2, *arc.over);
    } else if (arc.kind == arc_kind::link) {
      auto const by = topo.links[arc.on].by;
      if (by == mode::road || by == mode::rail) {
        on_land[static_cast<std::size_t>(by)] += m.length_km[a];
      } else {
        end_stretch();
        add(3, by == mode::air ? 0 : *topo.nodes[arc.head].at);
      }
    }
  }
  end_stretch();
  return out;
}

std::vector<std::pair<link_ix, double>> lengths_of(topology const& topo, metric const& m,
                                                   std::vector<arc_ix> const& arcs) {
  std::vector<std::pair<link_ix, double>> out;
  for (auto const a : arcs) {
    if (topo.arcs[a].kind == arc_kind::link) {
      out.emplace_back(topo.arcs[a].on, m.length_km[a]);
    }
  }
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

// One clock of a replay: what it makes of an arc, and when it is done.
struct clock {
  std::int64_t now{0};

  std::int64_t pass(route::metric const& windows, arc_ix a, std::int64_t duration) {
    auto const from_window = route::arrival(windows, *a, now);
    if (from_window == route::kBarred) {  // a clock that runs late may find the last window gone
      now += duration;
      return 0;
    }
    auto const wait = from_window - windows.duration_s[*a] - now;
    now += wait + duration;
    return wait;
  }
};

}  // namespace

std::int64_t trace::longest_wait() const {
  std::int64_t longest = 0;
  for (auto const& s : steps) {
    longest = std::max(longest, s.wait.best);
  }
  return longest;
}

std::span<rules::charge const> charges_of(step const& s, std::vector<rules::charge> const& all) {
  if (!s.own_truck) {
    return {};
  }
  auto const [first, last] = std::ranges::equal_range(all, s.on, {}, &rules::charge::on);
  return {first, last};
}

trace replay(topology const& topo, metric const& m, way const& w, place_ix from, place_ix to,
             std::vector<rules::charge> const& charges) {
  trace out;
  auto own_truck = true;
  auto const windows = searchable(m);
  clock low{m.leaves_s}, best{m.leaves_s}, high{m.leaves_s};
  auto swap = w.swaps.begin();
  for (auto const a : w.arcs) {
    auto const swaps = swap != w.swaps.end() && swap->before == a;
    auto const changed = swaps ? amount_of(*m.change.time) : amount{};
    auto const* board = m.boarding_of(a);
    auto const boarded = board == nullptr ? amount{} : amount_of(board->wait);
    auto t = m.time[a].amount;
    t += boarded.value;
    t += changed.value;
    bounded<std::int64_t> const reached{low.now, best.now, high.now};
    auto const waits = std::array{low.pass(windows, a, t.low), best.pass(windows, a, t.best),
                                  high.pass(windows, a, t.high)};
    auto const [least, most] = std::minmax_element(waits.begin(), waits.end());
    out.steps.push_back({a, reached, {*least, waits[1], *most}, boarded.value});
    out.time += amount_of(m.time[a]);
    out.time += boarded;
    if (swaps) {
      out.steps.back().changed_by = (swap++)->rule;
      out.time += changed;
      out.cost += amount_of(*m.change.cost);
    }
    own_truck = own_truck && !swaps && !m.exchanges[*a] && !leaves_truck(topo, topo.arcs[a]);
    out.steps.back().own_truck = own_truck;
    for (auto const& c : charges_of(out.steps.back(), charges)) {
      out.cost += amount{c.cents, 0};
    }
    out.time += amount{out.steps.back().wait, 0};
    out.cost += amount_of(m.cost[a]);
    out.emissions += amount_of(m.emissions[a]);
    out.km += m.length_km[a];
  }
  out.arrives = best.now;
  out.countries = countries_of(topo, w.arcs, from, to);
  out.corridor = corridor_of(topo, m, w.arcs);
  out.lengths = lengths_of(topo, m, w.arcs);
  return out;
}

bool differs_little(trace const& other, trace const& told) {
  constexpr double kLittle = 0.2;
  double all = 0, own = 0;
  for (auto const& [link, km] : other.lengths) {
    all += km;
    own += std::ranges::binary_search(told.lengths, std::pair{link, km}) ? 0 : km;
  }
  auto const better = [](amount const& a, amount const& b) {
    return static_cast<double>(a.value.best) <= (1 - kLittle) * static_cast<double>(b.value.best);
  };
  return own < kLittle * all && !better(other.time, told.time) && !better(other.cost, told.cost) &&
         !better(other.emissions, told.emissions);
}

std::vector<chosen> choose(std::vector<trace> const& all, std::size_t at_most) {
  std::vector<chosen> out;
  if (all.empty()) {
    return out;
  }
  auto const numbers = [](trace const& t) {
    return std::array<std::int64_t, 4>{t.time.value.best, t.cost.value.best, t.emissions.value.best,
                                       t.borders()};
  };
  auto const take = [&](std::size_t index) -> chosen& {
    for (auto& c : out) {
      if (c.index == index) {
        return c;
      }
    }
    return out.emplace_back(chosen{index, {}});
  };
  std::array<std::int64_t, 4> least{};
  for (std::size_t criterion = 0; criterion < 4; ++criterion) {
    // Ties in the criterion of the label go to the faster, then cheaper, then cleaner way.
    auto const better = [&](trace const& a, trace const& b) {
      auto const x = numbers(a), y = numbers(b);
      return std::pair{x[criterion], x} < std::pair{y[criterion], y};
    };
    auto const best = std::min_element(all.begin(), all.end(), better);
    least[criterion] = numbers(*best)[criterion];
    take(static_cast<std::size_t>(best - all.begin()))
        .labels.push_back(static_cast<label>(criterion));
  }
  // The further a way is from the best in each respect, taken together, the later it is told.
  auto const distance = [&](trace const& t) {
    auto const n = numbers(t);
    double sum = 0;
    for (std::size_t c = 0; c < 3; ++c) {
      sum += std::log(static_cast<double>(n[c] + 1) / static_cast<double>(least[c] + 1));
    }
    return sum;
  };
  std::vector<std::pair<double, std::size_t>> rest;
  for (std::size_t i = 0; i < all.size(); ++i) {
    rest.emplace_back(distance(all[i]), i);
  }
  std::sort(rest.begin(), rest.end());
  for (auto const& [_, i] : rest) {
    auto const told = [&](chosen const& c) {
      return all[c.index].corridor == all[i].corridor || differs_little(all[i], all[c.index]);
    };
    if (out.size() < at_most && std::none_of(out.begin(), out.end(), told)) {
      out.push_back({i, {}});
    }
  }
  std::sort(out.begin(), out.end(), [&](chosen const& a, chosen const& b) {
    return std::pair{numbers(all[a.index]), a.index} < std::pair{numbers(all[b.index]), b.index};
  });
  return out;
}

}  // namespace karwan::plan
