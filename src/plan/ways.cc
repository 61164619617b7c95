#include "plan/ways.h"

#include <algorithm>

namespace karwan::plan {

rules::shipment shipment_of(network::topology const& topo, task const& t) {
  auto const in = [&](network::place_ix p) { return topo.countries[topo.places[p].in].entity; };
  return {.origin = in(t.stops.front()),
          .destination = in(t.stops.back()),
          .product = t.product ? t.product->hs_code : "",
          .on = t.options.depart,
          .carrier = t.carrier,
          .instruments = t.under.empty() ? std::nullopt : std::optional{t.under},
          .value_usd = t.value_usd};
}

rules::shipment trucks_of(rules::shipment goods) {
  goods.instruments = goods.instruments.value_or(std::vector<std::string>{});
  return goods;
}

std::vector<std::uint32_t> truck_rules(network::topology const& topo,
                                       std::vector<rules::rule> const& bans,
                                       rules::regime const& under) {
  auto out = rules::barred_to_trucks(topo, bans, under);
  std::ranges::replace(out, static_cast<std::uint32_t>(bans.size()), kNoRule);
  return out;
}

front find_ways(network::topology const& topo, network::metric const& metric, task const& t,
                std::vector<std::uint32_t> truck_rules, std::vector<rules::charge> const& charges,
                passage& ways) {
  auto const is_free = [](rules::charge const& c) { return c.cents.best == 0; };
  if (std::ranges::all_of(truck_rules, [](auto r) { return r == kNoRule; }) &&
      std::ranges::all_of(charges, is_free)) {
    return ways.find(searchable(metric));
  }
  relay const layers{topo, metric, std::move(truck_rules), charges};
  route::searcher both{layers.graph()};
  return find_front(both, topo, layers.metric(), t.stops, metric.leaves_s, t.eps, &layers);
}

std::vector<trace> replay_all(network::topology const& topo, network::metric const& metric,
                              task const& t, patience const& patient,
                              std::vector<rules::charge> const& charges, front const& f) {
  std::vector<trace> out;
  out.reserve(f.ways.size());
  for (auto const& w : f.ways) {
    auto next = replay(topo, metric, w, t.stops.front(), t.stops.back(), charges);
    if (next.longest_wait() <= patient.closed_s) {
      out.push_back(std::move(next));
    }
  }
  return out;
}

}  // namespace karwan::plan
