#include "plan/shut.h"

#include <algorithm>

#include "karwan/route/search.h"

namespace karwan::plan {
namespace {

bool is_of(network::topology const& t, network::arc const& a, passed const& p) {
  if (a.kind != p.kind) {
    return false;
  }
  auto const by = t.nodes[a.tail].on, to = t.nodes[a.head].on;
  switch (a.kind) {
    case network::arc_kind::link:
      return t.links[a.on].entity == p.entity;
    case network::arc_kind::crossing:
      return t.crossings[a.over].entity == p.entity;
    case network::arc_kind::transfer:
      return t.places[t.nodes[a.tail].at].entity == p.entity &&
             ((by == p.by && to == p.to_mode) || (to == p.by && by == p.to_mode));
  }
  return false;
}

}  // namespace

void shut(network::metric& m, network::topology const& t, std::vector<passed> const& all) {
  for (std::uint32_t i = 0; i < t.arcs.size(); ++i) {
    auto const& a = t.arcs[network::arc_ix{i}];
    if (std::ranges::any_of(all, [&](passed const& p) { return is_of(t, a, p); })) {
      m.duration_s[i] = route::kBarred;
    }
  }
}

}  // namespace karwan::plan
