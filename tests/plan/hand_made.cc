#include "hand_made.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "karwan/route/search.h"

namespace karwan::plan {

using namespace network;

namespace {

// Bounds of a tenth below and a fifth above, nothing assumed.
arc_value value(double best, double per) {
  auto const v = std::llround(best * per);
  return {
      .amount = {v - v / 10, v, v + v / 5}, .worst = record::grade::official, .assumed_share = 0};
}

}  // namespace

country_ix hand_made::country(std::string const& iso2) {
  for (std::size_t i = 0; i < topo.countries.size(); ++i) {
    country_ix const at{static_cast<std::uint16_t>(i)};
    if (topo.countries[at].iso2 == iso2) {
      return at;
    }
  }
  metric.utc_offset_min.add(0);
  return topo.countries.add({.entity = iso2, .iso2 = iso2});
}

place_ix hand_made::place(std::string name, std::string in) {
  topo.nodes_at.emplace_back();
  return topo.places.add(
      {.entity = std::move(name), .in = country(in), .kind = place_kind::city, .at = {}});
}

node_ix hand_made::node(place_ix at, mode by) {
  for (auto const n : topo.nodes_at[*at]) {
    if (topo.nodes[n].on == by && !topo.nodes[n].mid_link.valid()) {
      return n;
    }
  }
  auto const n = topo.nodes.add({.at = at, .on = by, .gauge_mm = 0, .mid_link = {}});
  topo.nodes_at[*at].push_back(n);
  return n;
}

void hand_made::arc(network::arc shape, double hours, double usd, double kg, double km,
                    bool border) {
  drafts_.push_back({shape, value(hours, 3600), value(usd, 100), value(kg, 1000), km,
                     static_cast<std::uint8_t>(border), route::kAlwaysOpen});
}

void hand_made::link(place_ix from, place_ix to, mode by, double hours, double usd, double kg,
                     double km, double border) {
  auto const& a = topo.places[from];
  auto const& b = topo.places[to];
  auto const on =
      topo.links.add({.entity = a.entity + "-" + b.entity + "-" + std::string{name_of(by)},
                      .from = from,
                      .to = to,
                      .by = by,
                      .crossing = {},
                      .world = {},
                      .line = {}});
  auto const near = node(from, by), far = node(to, by);
  if (border < 0) {
    arc({arc_kind::link, near, far, on, {}, false}, hours, usd, kg, km, false);
    arc({arc_kind::link, far, near, on, {}, true}, hours, usd, kg, km, false);
    return;
  }
  auto const over = topo.crossings.add({.entity = a.entity + "/" + b.entity,
                                        .by = by,
                                        .post_a = from,
                                        .post_b = to,
                                        .country_a = a.in,
                                        .country_b = b.in});
  topo.links[on].crossing = over;
  auto const mid = topo.nodes.add({.at = to, .on = by, .gauge_mm = 0, .mid_link = on});
  topo.nodes_at[*to].push_back(mid);
  arc({arc_kind::link, near, mid, on, {}, false}, hours, usd, kg, km, false);
  arc({arc_kind::link, mid, near, on, {}, true}, hours, usd, kg, km, false);
  arc({arc_kind::crossing, mid, far, on, over, false}, border, 100, 0, 0, true);
  arc({arc_kind::crossing, far, mid, on, over, true}, border, 100, 0, 0, true);
}

void hand_made::open_only(place_ix from, place_ix to, std::vector<interval<std::int64_t>> hours) {
  auto& m = metric;
  if (m.first_window.empty()) {
    m.first_window.push_back(0);
  }
  for (auto const& h : hours) {
    m.windows.push_back({h.from * 3600, h.to * 3600});
  }
  auto const set = static_cast<std::uint32_t>(m.first_window.size() - 1);
  m.first_window.push_back(static_cast<std::uint32_t>(m.windows.size()));
  for (auto& d : drafts_) {
    auto const& on = topo.links[d.shape.on];
    if (d.shape.kind == arc_kind::crossing && on.from == from && on.to == to) {
      d.opens = set;
    }
  }
}

void hand_made::freeze(double change_hours, double change_usd) {
  for (auto const& nodes : topo.nodes_at) {
    for (auto const tail : nodes) {
      for (auto const head : nodes) {
        auto const between =
            !topo.nodes[tail].mid_link.valid() && !topo.nodes[head].mid_link.valid();
        if (between && topo.nodes[tail].on != topo.nodes[head].on) {
          arc({arc_kind::transfer, tail, head, {}, {}, false}, change_hours, change_usd, 0, 0,
              false);
        }
      }
    }
  }
  std::stable_sort(drafts_.begin(), drafts_.end(),
                   [](draft const& a, draft const& b) { return a.shape.tail < b.shape.tail; });
  topo.first_out.assign(topo.nodes.size() + 1, 0);
  for (auto const& d : drafts_) {
    ++topo.first_out[*d.shape.tail + 1];
    topo.arcs.add(d.shape);
    topo.head.push_back(*d.shape.head);
    metric.duration_s.push_back(d.time.amount.best);
    metric.cost_cents.push_back(d.cost.amount.best);
    metric.emissions_g.push_back(d.emissions.amount.best);
    metric.borders.push_back(d.border);
    metric.opens.push_back(d.opens);
    metric.exchanges.push_back(false);
    metric.time.add(d.time);
    metric.cost.add(d.cost);
    metric.emissions.add(d.emissions);
    metric.length_km.add(d.km);
  }
  std::partial_sum(topo.first_out.begin(), topo.first_out.end(), topo.first_out.begin());
  if (metric.first_window.empty()) {
    metric.first_window.push_back(0);
  }
  metric.first_statement.assign(topo.arcs.size() + 1, 0);
}

}  // namespace karwan::plan
