#include "karwan/network/explain.h"

#include "network/border_values.h"

namespace karwan::network {

std::vector<explained_arc> explain(topology const& t, facts const& f, metric_options const& o,
                                   std::span<arc_ix const> arcs) {
  auto const known = lookup{f, {o.view.as_of, o.view.worlds}, o.carried.unit, telling::how};
  auto const links = link_valuer{f, t, known, o.carried, o.drivers};
  auto const borders = border_valuer{f, t, known, o};
  auto const how = [](std::optional<estimate> const& e) { return e ? e->how : nullptr; };
  auto out = std::vector<explained_arc>{};
  for (auto const ix : arcs) {
    if (!ix.valid()) {
      out.emplace_back();
      continue;
    }
    auto const& a = t.arcs[ix];
    auto const e = a.kind == arc_kind::link ? links.value(a.on, a.reversed)
                   : a.kind == arc_kind::crossing
                       ? borders.crossing(a.on, a.reversed)
                       : borders.transfer(t.nodes[a.tail], t.nodes[a.head]);
    out.push_back({how(e.hours), how(e.usd), how(e.grams), e.length_km.how});
  }
  return out;
}

}  // namespace karwan::network
