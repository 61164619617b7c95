#include "karwan/network/lifting.h"

#include <algorithm>
#include <set>

#include "network/calendar.h"

namespace karwan::network {
namespace {

bool permits(topology const& topo, metric_options const& o, node_ix n) {
  auto const& node = topo.nodes[n];
  auto const lists = [](auto const& list, auto const& what) {
    return std::ranges::find(list, what) != list.end();
  };
  return (o.modes >> static_cast<unsigned>(node.on) & 1U) != 0 && !lists(o.avoid_places, node.at) &&
         !lists(o.avoid_countries, topo.places[node.at].in);
}

std::set<std::string_view> named_by(calendar const& c) {
  std::set<std::string_view> out;
  for (auto const& u : c.closings) {
    out.insert(c.book->closings[u.rule].entity);
  }
  for (auto const& group : c.openings) {
    for (auto const& u : group) {
      out.insert(c.book->openings[u.rule].entity);
    }
  }
  return out;
}

}  // namespace

lifting::lifting(topology const& topo, metric const& m, metric_options const& o,
                 std::function<bool(barrier const&)> const& may)
    : metric_{m} {
  std::vector<arc_ix> arcs;
  for (auto at = m.barriers.begin(); at != m.barriers.end();) {
    auto const a = at->on;
    auto some = false;
    for (; at != m.barriers.end() && at->on == a; ++at) {
      if (may(*at) && permits(topo, o, topo.arcs[a].tail) && permits(topo, o, topo.arcs[a].head)) {
        entities_.push_back(at->entity);
        some = true;
      }
    }
    if (some) {
      arcs.push_back(a);
    }
  }
  std::ranges::sort(entities_);
  entities_.erase(std::unique(entities_.begin(), entities_.end()), entities_.end());
  for (auto const a : arcs) {
    auto next = read(a, may);
    if (!next.hopeless) {
      held_.push_back(std::move(next));
    }
  }
}

std::size_t lifting::index_of(std::string const& entity) const {
  auto const at = std::ranges::lower_bound(entities_, entity);
  return static_cast<std::size_t>(at - entities_.begin());
}

// An entity that bars this arc but may not be lifted here may be liftable elsewhere: what counts is
// the barrier.
lifting::held lifting::read(arc_ix a, std::function<bool(barrier const&)> const& may) const {
  auto out = held{};
  out.on = a;
  auto const c = metric_.calendar_of[*a];
  auto const timed =
      c == kAlwaysOpen ? std::set<std::string_view>{} : named_by(*metric_.calendars[c]);
  for (auto const& b : metric_.barriers_of(a)) {
    if (!may(b)) {
      out.hopeless |= b.for_good;
      continue;
    }
    auto& into = timed.contains(b.entity) ? out.timed : b.for_good ? out.whole : out.beginning;
    into.push_back(index_of(b.entity));
  }
  for (auto* list : {&out.whole, &out.timed, &out.beginning}) {
    std::ranges::sort(*list);
    list->erase(std::unique(list->begin(), list->end()), list->end());
  }
  return out;
}

std::vector<interval<std::int64_t>> const& lifting::windows_of(
    std::uint32_t at, std::vector<std::size_t> const& lifted, bool there) {
  auto const [found, fresh] = laid_out_.try_emplace({{at, lifted}, there});
  if (!fresh) {
    return found->second;
  }
  auto c = *metric_.calendars[at];
  auto const is_lifted = [&](std::string const& entity) {
    return std::ranges::any_of(lifted, [&](auto i) { return entities_[i] == entity; });
  };
  std::erase_if(c.closings,
                [&](auto const& u) { return is_lifted(c.book->closings[u.rule].entity); });
  std::erase_if(c.openings, [&](auto const& group) {
    return std::ranges::all_of(
        group, [&](auto const& u) { return is_lifted(c.book->openings[u.rule].entity); });
  });
  if (there) {
    c.there.clear();
  }
  found->second = c.windows();
  return found->second;
}

opened lifting::with(std::vector<bool> const& lifted) {
  auto out = opened{metric_.duration_s, metric_.opens, metric_.first_window, metric_.windows};
  auto const is_lifted = [&](std::size_t i) { return lifted[i]; };
  std::map<std::vector<interval<std::int64_t>> const*, std::uint32_t> sets;
  for (auto const& h : held_) {
    if (!std::ranges::all_of(h.whole, is_lifted)) {
      continue;
    }
    auto& opens = out.opens[*h.on];
    auto& duration = out.duration_s[*h.on];
    opens = kAlwaysOpen;
    duration = metric_.expected_s(h.on);
    auto const c = metric_.calendar_of[*h.on];
    if (c == kAlwaysOpen) {
      continue;
    }
    auto gone = h.timed;
    std::erase_if(gone, [&](std::size_t i) { return !lifted[i]; });
    auto const there = !h.beginning.empty() && std::ranges::all_of(h.beginning, is_lifted);
    auto const& windows = windows_of(c, gone, there);
    if (windows.empty()) {
      duration = kBarred;
    } else if (windows.size() != 1 || windows.front() != kHorizon) {
      auto const [set, fresh] =
          sets.try_emplace(&windows, static_cast<std::uint32_t>(out.first_window.size() - 1));
      if (fresh) {
        out.windows.insert(out.windows.end(), windows.begin(), windows.end());
        out.first_window.push_back(static_cast<std::uint32_t>(out.windows.size()));
      }
      opens = set->second;
    }
  }
  return out;
}

}  // namespace karwan::network
