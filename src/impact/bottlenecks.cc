#include "karwan/impact/bottlenecks.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "impact/study.h"
#include "impact/weights.h"
#include "karwan/plan/units.h"

namespace karwan::impact {
namespace {

constexpr double kHoursPerDay = 24;

struct use {
  std::size_t flow;  // into the studied
  std::int64_t spent_s{0};
};
using uses = std::map<plan::passed, std::vector<use>>;

std::optional<plan::passed> passed_of(plan::leg const& l) {
  using enum network::arc_kind;
  switch (l.kind) {
    case plan::leg_kind::link:
      return plan::passed{link, l.entity, l.by, std::nullopt};
    case plan::leg_kind::crossing:
      return plan::passed{crossing, l.entity, l.by, std::nullopt};
    case plan::leg_kind::transfer:
      return plan::passed{transfer, l.from.id, l.by, l.to_mode};
    case plan::leg_kind::wait:
      break;
  }
  return std::nullopt;
}

// What the taken ways pass. A wait belongs to what is waited for: the leg after it.
uses uses_of(std::vector<studied> const& flows) {
  uses out;
  for (std::size_t i = 0; i < flows.size(); ++i) {
    if (!flows[i].told.before) {
      continue;
    }
    std::int64_t waited = 0;
    for (auto const& l : flows[i].told.before->legs) {
      auto const spent = l.time.value.best;
      if (auto const what = passed_of(l)) {
        auto& at = out[*what];
        if (at.empty() || at.back().flow != i) {
          at.push_back({i});
        }
        at.back().spent_s += spent + waited;
        waited = 0;
      } else {
        waited += spent;
      }
    }
  }
  return out;
}

std::string name_of(plan::passed const& what, plan::journey const& by) {
  for (auto const& l : by.legs) {
    if (passed_of(l) == what) {
      return l.kind == plan::leg_kind::transfer   ? l.from.name
             : l.kind == plan::leg_kind::crossing ? border_name(l)
                                                  : l.from.name + "–" + l.to.name;
    }
  }
  return what.entity;
}

// What an hour of one tonne of the goods is worth.
bounded<double> hour_usd_t(bounded<double> const& value_usd_t, bounded<double> const& day_value) {
  return {value_usd_t.low * day_value.low / kHoursPerDay,
          value_usd_t.best * day_value.best / kHoursPerDay,
          value_usd_t.high * day_value.high / kHoursPerDay};
}

void add(bounded<double>& to, bounded<double> const& one, double times) {
  to = {to.low + one.low * times, to.best + one.best * times, to.high + one.high * times};
}

class counter {
 public:
  counter(study const& s, std::vector<studied> const& flows)
      : study_{s}, flows_{flows}, weights_{weights_of(s, flows)} {}

  bottleneck count(plan::passed const& what, std::vector<use> const& by) const {
    bottleneck out;
    out.at = what;
    out.name = name_of(what, *flows_[by.front().flow].told.before);
    out.flows = by.size();
    for (auto const& u : by) {
      auto const& f = flows_[u.flow];
      auto const& w = weights_[u.flow];
      auto const weighted = w.is != weight::basis::unknown;
      auto const tonnes = weighted ? w.tonnes_year : f.ways.tonnes;
      out.hours += static_cast<double>(u.spent_s) / plan::kSecondsPerHour;
      if (weighted) {
        ++out.weighted;
        out.tonnes_year += tonnes;
        out.loads_year += tonnes / f.ways.tonnes;
      }
      if (f.ways.value_usd_t) {
        add(weighted ? out.hour_usd_year : out.hour_usd_loads,
            hour_usd_t(*f.ways.value_usd_t, study_.day_value().value), tonnes);
      } else {
        ++out.unvalued;
      }
    }
    out.hours /= static_cast<double>(by.size());
    return out;
  }

  // Of the same flows with it shut.
  criticality count(std::vector<use> const& by, std::vector<studied> const& shut) const {
    criticality out;
    std::vector<double> days, usd_t;
    out.flows = by.size();
    for (std::size_t i = 0; i < by.size(); ++i) {
      auto const& f = shut[i];
      auto& d = out.detours.emplace_back();
      d.flow = f.told.of.id;
      d.from = f.told.from.name;
      d.to = f.told.to.name;
      d.product = f.told.of.product;
      auto const& before = f.best.on(side::without);
      auto const& after = f.best.on(side::with);
      d.no_way = !after;
      if (d.no_way) {
        ++out.no_way;
        continue;
      }
      d.days = after->days - before->days;
      d.usd_t = after->usd_t - before->usd_t;
      d.borders = f.told.borders_after;
      days.push_back(d.days);
      usd_t.push_back(d.usd_t);
      auto const value = f.ways.value_usd_t ? f.ways.value_usd_t->best : 0;
      auto const more = d.usd_t + value * study_.day_value().value.best * d.days;
      auto const& w = weights_[by[i].flow];
      if (w.is == weight::basis::unknown) {
        out.usd_loads += more * f.ways.tonnes;
      } else {
        out.usd_year += more * w.tonnes_year;
      }
    }
    if (!days.empty()) {
      out.days = median_of(days);
      out.usd_t = median_of(usd_t);
    }
    return out;
  }

  std::vector<weight> const& weights() const { return weights_; }

 private:
  study const& study_;
  std::vector<studied> const& flows_;
  std::vector<weight> weights_;
};

impact_question study_of(bottleneck_question const& q) {
  impact_question out;
  out.depart = q.depart;
  out.today = q.today;
  out.view = q.view;
  out.basket = q.basket;
  out.draws = 1;  // how trips differ is no matter here
  out.jobs = q.jobs;
  return out;
}

void count_flows(std::vector<studied> const& flows, std::vector<weight> const& weights,
                 bottlenecks& out) {
  out.flows = flows.size();
  for (std::size_t i = 0; i < flows.size(); ++i) {
    out.no_route += flows[i].told.is == outcome::no_route ? 1U : 0U;
    out.refused += flows[i].told.is == outcome::refused ? 1U : 0U;
    out.stated += weights[i].is == weight::basis::stated ? 1U : 0U;
    out.shared += weights[i].is == weight::basis::shared ? 1U : 0U;
    out.unweighted += weights[i].is == weight::basis::unknown ? 1U : 0U;
  }
}

// Most worth a year first; then to the loads of which no tonnes are known. Of a border and the road
// to it, which the same flows pass, the border.
auto order_of(bottleneck const& b, worth by) {
  auto const flows = static_cast<double>(b.flows);
  auto const year = by == worth::hour ? b.hour_usd_year.best : b.loads_year;
  auto const loads = by == worth::hour ? b.hour_usd_loads.best : flows;
  return std::tuple{-year, -loads, -flows, b.at.kind == network::arc_kind::link, b.at};
}

}  // namespace

std::string_view name_of(worth w) noexcept {
  return w == worth::hour ? "hour" : "dollar";
}

bottlenecks find_bottlenecks(std::function<record::store()> const& open,
                             bottleneck_question const& q, watch const& by) {
  auto const asked = study_of(q);
  study flows{open, asked, by};
  steps counted{by, flows.flows() + q.limit};
  auto const as_is = flows.against({}, telling::journeys, &counted);
  counter const counts{flows, as_is};
  bottlenecks out;
  out.asked = q;
  out.record_version = flows.record().version(q.view);
  out.day_value = flows.day_value();
  count_flows(as_is, counts.weights(), out);
  auto const by_thing = uses_of(as_is);
  out.all = by_thing.size();
  std::vector<std::pair<bottleneck, uses::const_iterator>> ranked;
  for (auto it = by_thing.begin(); it != by_thing.end(); ++it) {
    ranked.emplace_back(counts.count(it->first, it->second), it);
  }
  std::ranges::sort(ranked, {}, [&](auto const& r) { return order_of(r.first, q.by); });
  ranked.resize(std::min(ranked.size(), q.limit));
  counted.expect(flows.flows() + ranked.size());
  for (auto& [item, at] : ranked) {
    std::vector<std::size_t> which;
    for (auto const& u : at->second) {
      which.push_back(u.flow);
    }
    item.shut = counts.count(at->second, flows.shut(at->first, which));
    out.items.push_back(std::move(item));
    counted.one_done();
  }
  return out;
}

}  // namespace karwan::impact
