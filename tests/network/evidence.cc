#include "evidence.h"

#include <algorithm>
#include <tuple>

#include <fmt/core.h>

namespace karwan::network::testing {
namespace {

std::string name_of_node(topology const& t, node_ix n) {
  auto const& x = t.nodes[n];
  return fmt::format("{}/{}{}{}", t.places[x.at].entity, name_of(x.on), x.gauge_mm,
                     x.landed ? "/landed" : "");
}

auto numbers(metric const& m, arc_ix a) {
  auto const of = [](arc_value const& v) {
    return std::tuple{v.amount.low, v.amount.best, v.amount.high, v.worst, v.assumed_share};
  };
  auto const* board = m.boarding_of(a);
  return std::tuple{of(m.time[a]), of(m.cost[a]), of(m.emissions[a]),
                    of(board == nullptr ? arc_value{} : board->wait), m.length_km[a]};
}

std::map<std::string, arc_ix> by_name(topology const& t) {
  auto out = std::map<std::string, arc_ix>{};
  for (auto i = std::uint32_t{0}; i < t.arcs.size(); ++i) {
    out.emplace(name_of_arc(t, arc_ix{i}), arc_ix{i});
  }
  return out;
}

// Behind all of them, the wait for a departure included.
std::vector<record::statement_ix> statements_of(metric const& m, arc_ix a) {
  auto const own = m.statements_of(a);
  std::vector<record::statement_ix> out{own.begin(), own.end()};
  if (auto const* board = m.boarding_of(a)) {
    out.insert(out.end(), board->statements.begin(), board->statements.end());
    std::ranges::sort(out);
  }
  return out;
}

bool has_new(std::span<record::statement_ix const> now,
             std::span<record::statement_ix const> then) {
  return std::ranges::any_of(now, [&](auto s) { return !std::ranges::binary_search(then, s); });
}

}  // namespace

std::string name_of_arc(topology const& t, arc_ix ix) {
  auto const& a = t.arcs[ix];
  auto const what = a.kind == arc_kind::link ? t.links[a.on].entity
                    : a.kind == arc_kind::crossing
                        ? t.crossings[a.over].entity + " of " + t.links[a.on].entity
                        : "transfer";
  return a.kind == arc_kind::transfer
             ? fmt::format("{} {} {}", what, name_of_node(t, a.tail), name_of_node(t, a.head))
             : fmt::format("{} {}{}", static_cast<int>(a.kind), what, a.reversed ? " back" : "");
}

std::string compare(side whole, side without, record::statement_ix s) {
  auto const left = by_name(without.t);
  for (auto i = std::uint32_t{0}; i < whole.t.arcs.size(); ++i) {
    auto const a = arc_ix{i};
    auto const then = statements_of(whole.m, a);
    auto const listed = std::ranges::binary_search(then, s);
    auto const name = name_of_arc(whole.t, a);
    auto const it = left.find(name);
    if (it == left.end()) {
      if (!listed && whole.t.arcs[a].kind != arc_kind::transfer) {
        return name + " is gone and did not list it";
      }
      continue;
    }
    auto const now = statements_of(without.m, it->second);
    auto const same = numbers(whole.m, a) == numbers(without.m, it->second);
    if (listed && same && !has_new(now, then)) {
      return name + " lists it and is the same without";
    }
    if (!listed && !same) {
      return name + " does not list it and has other numbers without";
    }
    if (!listed && has_new(now, then)) {
      return name + " does not list it and rests on other statements without";
    }
  }
  return {};
}

}  // namespace karwan::network::testing
