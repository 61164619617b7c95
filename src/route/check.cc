#include "route/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace karwan::route {

namespace {

constexpr std::size_t kMaxNodes = std::size_t{1} << 22;
constexpr std::int64_t kMaxBorders = 1'000;  // before a start: fronts keep one staircase for each

void require(bool condition, char const* what) {
  if (!condition) {
    throw std::invalid_argument{what};
  }
}

void check_costs(std::span<std::int64_t const> costs, metric const& m, char const* name) {
  for (std::size_t a = 0; a < costs.size(); ++a) {
    auto const here = m.duration_s[a] != kBarred;
    if (here && (costs[a] < 0 || costs[a] > kMaxCost)) {
      throw std::invalid_argument{
          fmt::format("metric: {} of arc {} is {}, not in 0..{}", name, a, costs[a], kMaxCost)};
    }
  }
}

void check_windows(metric const& m) {
  auto const sets = m.first_window.empty() ? 0 : m.first_window.size() - 1;
  require(std::all_of(m.opens.begin(), m.opens.end(),
                      [&](auto set) { return set == kAlwaysOpen || set < sets; }),
          "metric: an arc opens in a window set that does not exist");
  require(std::is_sorted(m.first_window.begin(), m.first_window.end()) &&
              (m.first_window.empty() || m.first_window.back() <= m.windows.size()),
          "metric: first_window does not fit the windows");
  for (std::size_t s = 0; s < sets; ++s) {
    for (auto i = m.first_window[s]; i < m.first_window[s + 1]; ++i) {
      auto const& w = m.windows[i];
      require(!w.empty() && (i == m.first_window[s] || m.windows[i - 1].to <= w.from),
              "metric: the windows of a set are not sorted, disjoint and non-empty");
      require(w.from <= kMaxCost, "metric: a window opens too far from the epoch");
    }
  }
}

void check_queues(metric const& m) {
  constexpr std::int64_t kHour = 3600;
  require(m.queue_s.size() % kQueueHours == 0, "metric: a queue's profile is not 24 hours long");
  auto const profiles = m.queue_s.size() / kQueueHours;
  require(std::all_of(m.queues.begin(), m.queues.end(),
                      [&](auto q) { return q == kNoQueue || q < profiles; }),
          "metric: an arc has a queue that does not exist");
  for (std::size_t i = 0; i < m.queue_s.size(); ++i) {
    auto const day = i / kQueueHours * kQueueHours;
    auto const next = m.queue_s[day + (i + 1 - day) % kQueueHours];
    require(m.queue_s[i] >= 0 && m.queue_s[i] <= kMaxCost,
            "metric: a queue is shorter than 0 or longer than 2^40 s");
    require(m.queue_s[i] - next <= kHour, "metric: a queue shrinks faster than time passes");
  }
}

}  // namespace

void check(graph const& g) {
  require(!g.first_out.empty() && g.first_out.front() == 0 && g.first_out.back() == g.arcs() &&
              std::is_sorted(g.first_out.begin(), g.first_out.end()),
          "graph: first_out does not divide the arcs");
  require(g.nodes() <= kMaxNodes, "graph: too many nodes");
  require(std::all_of(g.head.begin(), g.head.end(), [&](auto v) { return v < g.nodes(); }),
          "graph: an arc leads to a node that does not exist");
}

void check(graph const& g, metric const& m) {
  auto const n = g.arcs();
  require(m.duration_s.size() == n && m.cost_cents.size() == n && m.emissions_g.size() == n &&
              m.borders.size() == n && m.opens.size() == n &&
              (m.queues.empty() || m.queues.size() == n),
          "metric: an array's size is not the number of arcs");
  check_costs(m.duration_s, m, "duration");
  check_costs(m.cost_cents, m, "cost");
  check_costs(m.emissions_g, m, "emissions");
  for (std::size_t a = 0; a < n; ++a) {
    require(m.borders[a] <= 1, "metric: an arc counts more than one border");
  }
  check_windows(m);
  check_queues(m);
}

void check(graph const& g, query const& q) {
  require(q.eps >= 0 && q.eps <= 1, "query: eps is not in 0..1");
  for (auto const& s : q.starts) {
    require(s.at < g.nodes(), "query: a start is at a node that does not exist");
    require(s.spent[kTime] >= -kMaxCost && s.spent[kTime] <= kMaxCost,
            "query: a start is too far from the epoch");
    for (auto const c : {kCost, kEmissions, kBorders}) {
      require(s.spent[c] >= 0 && s.spent[c] <= kMaxCost, "query: a start has spent less than 0");
    }
    require(s.spent[kBorders] <= kMaxBorders, "query: a start has crossed too many borders");
  }
  for (auto const t : q.targets) {
    require(t < g.nodes(), "query: a target does not exist");
  }
}

}  // namespace karwan::route
