#include "reference.h"

#include <algorithm>
#include <stdexcept>

namespace karwan::route::test {

namespace {

bool beats(costs const& a, costs const& b) {
  auto worse = false;
  for (std::size_t c = 0; c < kCriteria; ++c) {
    worse = worse || a[c] > b[c];
  }
  return !worse && a != b;
}

// Adds the point unless one there is as good; drops those it beats. True where it was added.
bool add_point(std::set<costs>& front, costs const& point) {
  if (front.contains(point) ||
      std::any_of(front.begin(), front.end(), [&](auto const& p) { return beats(p, point); })) {
    return false;
  }
  std::erase_if(front, [&](auto const& p) { return beats(point, p); });
  front.insert(point);
  return true;
}

// False where the arc cannot be taken. Windows are read from first to last on purpose.
bool take(network const& n, arc a, costs& spent) {
  if (n.duration[a] == kBarred) {
    return false;
  }
  auto enter = spent[kTime];
  if (n.opens[a] != kAlwaysOpen) {
    auto found = false;
    for (auto i = n.first_window[n.opens[a]]; i < n.first_window[n.opens[a] + 1] && !found; ++i) {
      found = spent[kTime] < n.windows[i].to;
      enter = std::max(spent[kTime], n.windows[i].from);
    }
    if (!found) {
      return false;
    }
  }
  if (n.queues[a] != kNoQueue) {  // by seconds from the hour before, on purpose
    auto const* profile = &n.queue[n.queues[a] * 24];
    auto second = enter;
    while (second < 0) {
      second += 86'400;
    }
    auto const before = profile[second / 3600 % 24], after = profile[(second / 3600 + 1) % 24];
    enter += before + (after - before) * (second % 3600) / 3600;
  }
  spent = {enter + n.duration[a], spent[kCost] + n.cost[a], spent[kEmissions] + n.emissions[a],
           spent[kBorders] + n.borders[a]};
  return true;
}

bool is_target(query const& q, node v) {
  return std::find(q.targets.begin(), q.targets.end(), v) != q.targets.end();
}

bool told_before(path const& a, path const& b) {
  if (a.arcs.size() != b.arcs.size()) {
    return a.arcs.size() < b.arcs.size();
  }
  return a.arcs == b.arcs ? a.from_start < b.from_start
                          : std::lexicographical_compare(a.arcs.rbegin(), a.arcs.rend(),
                                                         b.arcs.rbegin(), b.arcs.rend());
}

// Walks on from `at` in every way; `so_far` is what was walked.
void walk(network const& n, query const& q, node at, path& so_far, std::vector<bool>& seen,
          std::map<costs, path>& all) {
  if (is_target(q, at)) {
    auto const [it, added] = all.emplace(so_far.total, so_far);
    if (!added && told_before(so_far, it->second)) {
      it->second = so_far;
    }
  }
  seen[at] = true;
  for (auto a = n.first_out[at]; a < n.first_out[at + 1]; ++a) {
    auto next = so_far.total;
    if (!seen[n.head[a]] && take(n, a, next)) {
      std::swap(so_far.total, next);
      so_far.arcs.push_back(a);
      walk(n, q, n.head[a], so_far, seen, all);
      so_far.arcs.pop_back();
      so_far.total = next;
    }
  }
  seen[at] = false;
}

}  // namespace

std::map<costs, path> front_by_paths(network const& n, query const& q) {
  std::map<costs, path> all;
  std::vector<bool> seen(n.shape().nodes(), false);
  for (std::uint32_t i = 0; i < q.starts.size(); ++i) {
    path from{i, {}, q.starts[i].spent};
    walk(n, q, q.starts[i].at, from, seen, all);
  }
  std::set<costs> front;
  for (auto const& [total, _] : all) {
    add_point(front, total);
  }
  std::erase_if(all, [&](auto const& point) { return !front.contains(point.first); });
  return all;
}

std::set<costs> front_by_correcting(network const& n, query const& q) {
  std::vector<std::set<costs>> fronts(n.shape().nodes());
  for (auto const& s : q.starts) {
    add_point(fronts[s.at], s.spent);
  }
  for (auto changed = true; changed;) {
    changed = false;
    for (node v = 0; v < fronts.size(); ++v) {
      for (auto const& point : std::set<costs>{fronts[v]}) {
        for (auto a = n.first_out[v]; a < n.first_out[v + 1]; ++a) {
          auto next = point;
          changed = (take(n, a, next) && add_point(fronts[n.head[a]], next)) || changed;
        }
      }
    }
  }
  std::set<costs> front;
  for (auto const t : q.targets) {
    for (auto const& point : fronts[t]) {
      add_point(front, point);
    }
  }
  return front;
}

costs replay(network const& n, query const& q, path const& p) {
  auto const& from = q.starts[p.from_start];
  auto spent = from.spent;
  auto at = from.at;
  for (auto const a : p.arcs) {
    if (a < n.first_out[at] || a >= n.first_out[at + 1] || !take(n, a, spent)) {
      throw std::logic_error{"the path's arcs do not join or cannot be taken"};
    }
    at = n.head[a];
  }
  if (!is_target(q, at)) {
    throw std::logic_error{"the path does not end at a target"};
  }
  return spent;
}

}  // namespace karwan::route::test
