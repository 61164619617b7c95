#include <algorithm>
#include <limits>
#include <map>

#include "karwan/exchange/network.h"
#include "karwan/record/names.h"

namespace karwan::exchange {
namespace {

using namespace network;

std::string_view name_of_kind(place_kind k) {
  switch (k) {
    case place_kind::city:
      return "city";
    case place_kind::seaport:
      return "seaport";
    case place_kind::dry_port:
      return "dry_port";
    case place_kind::rail_terminal:
      return "rail_terminal";
    case place_kind::border:
      return "border";
    case place_kind::airport:
      return "airport";
    case place_kind::other:
      break;
  }
  return "other";
}

// What of a metric belongs to a link in its own direction.
void weigh(metric const& m, arc_ix a, network_link& l) {
  constexpr double kSecondsPerHour = 3600, kCentsPerUsd = 100, kGramsPerKg = 1000;
  l.km = m.length_km[a];
  l.hours = static_cast<double>(m.time[a].amount.best) / kSecondsPerHour;
  l.usd = static_cast<double>(m.cost[a].amount.best) / kCentsPerUsd;
  l.co2e_kg = static_cast<double>(m.emissions[a].amount.best) / kGramsPerKg;
  l.is_open = m.duration_s[*a] != std::numeric_limits<std::int64_t>::max();
}

bool is_planned(link const& l, record::view_spec const& view) {
  return !l.world.empty() &&
         std::ranges::find(view.worlds, l.world, &record::world_choice::id) == view.worlds.end();
}

// Where each link lies, as its preferred row says.
std::map<std::string, std::string> countries_of_links(record::store const& store,
                                                      record::view_spec const& view) {
  auto rows = store.rows(*record::find_table("links"), view);
  std::ranges::stable_sort(rows, [&](record::row const& a, record::row const& b) {
    return record::preferred(a, b, view.as_of);
  });
  std::map<std::string, std::string> out;
  for (auto const& row : rows) {
    if (auto const country = row.text("country"); !country.empty()) {
      out.try_emplace(row.entity, country);
    }
  }
  return out;
}

}  // namespace

network_image image_of(record::store const& store, metric_options const& options) {
  record::reading const one_state{store};
  auto const facts = read_facts(store, options.view);
  auto const topo = build_topology(*facts);
  auto const m = build_metric(topo, *facts, options);
  record::name_index const names{store, options.view};
  network_image out;
  out.name = "karwan";
  out.as_of = options.view.as_of;
  std::vector<std::size_t> node_of(topo.places.size(), 0);
  for (std::uint32_t i = 0; i < topo.places.size(); ++i) {
    auto const& p = topo.places[place_ix{i}];
    node_of[i] = out.nodes.size();
    if (!topo.nodes_at[i].empty()) {
      out.nodes.push_back({p.entity, std::string{names.display_name(p.entity)},
                           topo.countries[p.in].entity, std::string{name_of_kind(p.kind)}, p.at});
    }
  }
  auto country_of = countries_of_links(store, options.view);
  for (std::uint32_t i = 0; i < topo.arcs.size(); ++i) {
    auto const& a = topo.arcs[arc_ix{i}];
    if (a.kind != arc_kind::link || a.reversed) {
      continue;
    }
    auto const& l = topo.links[a.on];
    network_link next{.id = l.entity,
                      .name = std::string{names.display_name(l.entity)},
                      .from = node_of[*l.from],
                      .to = node_of[*l.to],
                      .by = l.by,
                      .one_way = true,
                      .is_planned = is_planned(l, options.view),
                      .crossing = l.crossing.valid() ? topo.crossings[l.crossing].entity : "",
                      .crossing_at_from = l.crossing_at_from,
                      .gauge_from_mm = l.gauge_from_mm,
                      .gauge_to_mm = l.gauge_to_mm,
                      .country = country_of[l.entity],
                      .line = l.line};
    weigh(m, arc_ix{i}, next);
    out.links.push_back(std::move(next));
  }
  std::ranges::sort(out.links, {}, &network_link::id);
  for (auto const& a : topo.arcs) {
    if (a.kind == arc_kind::link && a.reversed) {
      std::ranges::lower_bound(out.links, topo.links[a.on].entity, {}, &network_link::id)->one_way =
          false;
    }
  }
  return out;
}

}  // namespace karwan::exchange
