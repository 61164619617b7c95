#include "impact/study.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <numeric>

#include "karwan/base/text_hash.h"
#include "karwan/plan/units.h"
#include "karwan/record/effects.h"

namespace karwan::impact {
namespace {

constexpr double kNothing = 1e-9;  // days, dollars a tonne, and logarithms
constexpr auto kUnknown = std::numeric_limits<double>::quiet_NaN();

std::uint64_t luck_of(std::string_view text) {
  text_hash h;
  h.add(text);
  return h.value();
}

std::vector<std::string> borders_of(plan::journey const& j) {
  std::vector<std::string> out;
  for (auto const& l : j.legs) {
    if (l.kind == plan::leg_kind::crossing) {
      out.push_back(border_name(l));
    }
  }
  return out;
}

// The consignment that a flow is tried with, for the load as it was understood.
double co2e_kg_t(plan::weighed_way const& w, double tonnes) {
  return static_cast<double>(w.emissions.value.best) / plan::kGramsPerKg / tonnes;
}

outcome outcome_of(offered const& ways, choice const& best) {
  auto const& a = best.taken[0];
  auto const& b = best.taken[1];
  if (!a || !b) {
    return a ? outcome::lost : b ? outcome::opened : outcome::no_route;
  }
  if (a->way != b->way) {
    return outcome::rerouted;
  }
  auto const& x = *ways.ways[0][a->way];
  auto const& y = *ways.ways[1][b->way];
  auto const same = x.time == y.time && x.cost == y.cost && x.emissions == y.emissions;
  return same && !ways.duty_pct ? outcome::same : outcome::changed;
}

// A flow of the asker's own is the question itself: what cannot be asked is no outcome, but a fault
// of its ends, by the names they have there.
error of_own_flow(error e) {
  e.place = e.place == "from" ? "origin" : e.place == "to" ? "destination" : e.place;
  return e;
}

void keep_only(std::vector<std::string> const& ids, std::vector<basket_flow>& basket) {
  for (auto const& id : ids) {
    if (std::ranges::none_of(basket, [&](auto const& f) { return f.id == id; })) {
      throw failure{{error_kind::bad_input, fmt::format("no flow of the basket is called {}", id),
                     "flow", "An answer without flow lists them under flows, by their id"}};
    }
  }
  std::erase_if(basket, [&](auto const& f) { return std::ranges::find(ids, f.id) == ids.end(); });
}

}  // namespace

std::string border_name(plan::leg const& l) {
  return !l.name.empty() && l.name != l.entity ? l.name
         : l.from.name == l.to.name            ? l.from.name
                                               : l.from.name + "–" + l.to.name;
}

double median_of(std::vector<double> values) {
  std::ranges::sort(values);
  auto const n = values.size();
  return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

std::vector<choice> choices_at(std::vector<studied> const& flows, stance const& at,
                               parameter const& day_value) {
  std::vector<choice> out;
  out.reserve(flows.size());
  for (auto const& f : flows) {
    out.push_back(f.at(at, day_value));
  }
  return out;
}

std::vector<choice> choices_drawn(std::vector<studied> const& flows, std::uint32_t number) {
  std::vector<choice> out;
  out.reserve(flows.size());
  for (auto const& f : flows) {
    auto const& d = f.draws;
    if (d.days.empty()) {
      out.push_back(f.best);
      continue;
    }
    auto& c = out.emplace_back();
    if (!std::isnan(d.days[number])) {
      c.taken = {chosen_way{}, chosen_way{0, d.days[number], d.usd_t[number]}};
    }
    if (!std::isnan(d.log_delivered[number])) {
      c.log_delivered = d.log_delivered[number];
    }
  }
  return out;
}

std::optional<interval> interval_of(double best, std::vector<double> draws) {
  std::erase_if(draws, [](double d) { return std::isnan(d); });
  if (std::isnan(best)) {
    return std::nullopt;
  }
  if (draws.empty()) {
    return interval{best, best, best};
  }
  std::ranges::sort(draws);
  auto const at = [&](double share) {
    auto const rank = std::ceil(share * static_cast<double>(draws.size()));
    return draws[static_cast<std::size_t>(std::max(rank, 1.0)) - 1];
  };
  return interval{std::min(best, at(0.1)), best, std::max(best, at(0.9))};
}

study::study(std::function<record::store()> const& open, impact_question const& q, watch const& by)
    : asked_{q}, by_{by}, workers_{open, q.jobs, q.view.layers} {
  auto const& store = workers_.first().store;
  auto view = q.view;
  view.as_of = q.depart;
  names_.emplace(store, view);
  duties_.emplace(store, view);
  auto of_record = view;  // what effects there are is no matter of the worlds that are asked for
  of_record.worlds.clear();
  effects_ = record::read_effects(store, of_record);
  basket_ = q.own      ? std::vector{flow_of(*q.own, store, *names_, view)}
            : q.basket ? *q.basket
                       : read_basket(store, view);
  if (!q.flows.empty()) {
    keep_only(q.flows, basket_);
  }
  day_value_ = read_parameter(store, view, "tau_day");
  elasticity_ = read_parameter(store, view, "theta");
  goods_finder const find{store, view, *names_};
  for (auto const& f : basket_) {
    if (f.kind == flow_kind::flow) {
      auto& to = flows_.emplace_back();
      to.of = &f;
      to.what = find.of(f);
      to.without.tonnes = to.what.unit
                              ? find.capacity_t(*to.what.unit).value_or(plan::kDefaultTonnes)
                              : plan::kDefaultTonnes;
      prepare(to);
    }
  }
  order_.resize(flows_.size());
  std::iota(order_.begin(), order_.end(), std::size_t{0});
  std::ranges::stable_sort(order_, {}, [&](std::size_t i) {
    auto const& f = flows_[i];
    return std::pair{f.what.unit, f.without.tonnes};
  });
}

void study::prepare(flow& f) {
  plan::asked a;
  a.from = f.of->from;
  a.to = f.of->to;
  a.product = f.what.id;
  a.unit = f.what.unit ? std::string{network::name_of(*f.what.unit)} : std::string{};
  a.tonnes = fmt::format("{}", f.without.tonnes);
  a.depart = to_string(asked_.depart);
  auto q = plan::read_question(a, asked_.today);
  if (!q) {
    if (asked_.own) {
      throw failure{of_own_flow(q.error())};
    }
    f.problem = q.error().sentence();
    return;
  }
  q->draws = asked_.draws;
  q->seed = asked_.seed;
  auto const as_of = q->view.as_of;
  q->view = asked_.view;
  q->view.as_of = as_of;
  f.without = std::move(*q);
}

std::string study::country_of(std::string const& place) const {
  constexpr std::array<std::string_view, 1> kPlace{"place"};
  auto const entity = names_->resolve(place, kPlace);
  if (!entity) {
    return {};
  }
  auto view = asked_.view;
  view.as_of = asked_.depart;
  for (auto const& r : record().rows_of(*entity, view)) {
    if (record::tables()[*r.table].name == "places") {
      return std::string{r.text("country")};
    }
  }
  return {};
}

void study::add_duties(std::vector<record::world_choice> const& asked,
                       std::vector<studied>& to) const {
  auto without = asked_.view;
  without.as_of = asked_.depart;
  auto with = without;
  with.worlds.insert(with.worlds.end(), asked.begin(), asked.end());
  for (auto* view : {&without, &with}) {
    view->worlds = record::scenario_of(effects_, *names_, view->worlds);
  }
  if (!duties_->differ(without, with)) {
    return;
  }
  for (std::size_t i = 0; i < flows_.size(); ++i) {
    auto const& f = flows_[i];
    to[i].told.duty_pct = change_of_duty(
        record(), without, with, {country_of(f.of->to), country_of(f.of->from), f.what.code});
  }
}

std::vector<studied> study::against(std::vector<record::world_choice> const& worlds, telling much,
                                    steps* counted) {
  std::vector<studied> out(flows_.size());
  add_duties(worlds, out);
  workers_.run(order_.size(), by_, [&](worker& w, std::size_t i) {
    auto& f = flows_[order_[i]];
    auto with = f.without;
    with.view.worlds.insert(with.view.worlds.end(), worlds.begin(), worlds.end());
    with.view.without.insert(with.view.without.end(), asked_.lifted.begin(), asked_.lifted.end());
    look(w, f, std::move(with), much, out[order_[i]]);
    if (counted != nullptr) {
      counted->one_done();
    }
  });
  return out;
}

std::vector<studied> study::shut(plan::passed const& there, std::vector<std::size_t> const& which) {
  std::vector<studied> out(which.size());
  workers_.run(which.size(), by_, [&](worker& w, std::size_t i) {
    auto& f = flows_[which[i]];
    auto with = f.without;
    with.shut = {there};
    look(w, f, std::move(with), telling::journeys, out[i]);
  });
  return out;
}

// What both views offer, and what is taken of it.
void study::offer(worker& w, flow& f, plan::question const& with, studied& out) const {
  if (!f.front) {
    f.front = w.plan.ways(f.without);
    f.front_weighed = w.plan.weigh(f.without, f.front->ways);
  }
  auto fresh = w.plan.ways(with).ways;
  std::erase_if(fresh, [&](auto const& way) {
    return std::ranges::find(f.front->ways, way) != f.front->ways.end();
  });
  auto both = f.front->ways;
  both.insert(both.end(), fresh.begin(), fresh.end());
  auto without = f.front_weighed;
  if (!fresh.empty()) {
    std::ranges::move(w.plan.weigh(f.without, fresh), std::back_inserter(without));
  }
  auto& told = out.told;
  told.from = f.front->asked.from;
  told.to = f.front->asked.to;
  told.carried = f.front->asked.carried;
  out.ways.ways = {std::move(without), w.plan.weigh(with, both)};
  out.ways.tonnes = told.carried.tonnes;
  out.ways.value_usd_t = f.what.value_usd_t;
  out.ways.goods = luck_of(f.what.id.empty() ? f.of->id : f.what.id);
  out.ways.duty_pct = told.duty_pct;
  out.choose.emplace(out.ways);
  out.best = out.choose->choose(stance::best(), day_value_.value);
  out.unmoved = out.ways.ways[0] == out.ways.ways[1] && !out.ways.duty_pct;
  told.is = outcome_of(out.ways, out.best);
}

void study::look(worker& w, flow& f, plan::question with, telling much, studied& out) const {
  auto& told = out.told;
  told.of = *f.of;
  told.what = f.what;
  told.problem = f.problem;
  if (!told.problem.empty()) {
    return;
  }
  try {
    offer(w, f, with, out);
  } catch (failure const& fault) {
    auto const& what = fault.what_failed;
    if (what.kind != error_kind::bad_input || what.place == "scenario" || what.place == "without") {
      throw;
    }
    if (asked_.own) {
      throw failure{of_own_flow(what)};
    }
    told.is = outcome::refused;
    told.problem = what.sentence();
    return;
  }
  if (much == telling::journeys) {
    tell(w, f, with, out);
  }
  draw(out);
}

void study::tell(worker& w, flow const& f, plan::question const& with, studied& out) const {
  auto& told = out.told;
  auto const say = [&](side s, plan::question const& q, std::optional<plan::journey>& to,
                       std::vector<std::string>& borders) {
    if (auto const& taken = out.best.on(s)) {
      to = w.plan.tell(q, out.ways.on(s)[taken->way]->arcs);
      borders = borders_of(*to);
    }
  };
  say(side::without, f.without, told.before, told.borders_before);
  if (told.is == outcome::same) {
    told.after = told.before;
    told.borders_after = told.borders_before;
  } else {
    say(side::with, with, told.after, told.borders_after);
  }
}

choice studied::at(stance const& s, parameter const& day_value) const {
  return !choose ? choice{} : unmoved ? best : choose->choose(s, day_value.value);
}

double studied::assumed() const {
  auto const& taken = best.on(side::with);
  if (!taken) {
    return 0;
  }
  auto const& w = *ways.on(side::with)[taken->way];
  return (w.time.assumed + w.cost.assumed) / 2;
}

void study::draw(studied& s) const {
  auto& told = s.told;
  auto const emissions = [&](std::size_t view, choice const& c) {
    return co2e_kg_t(*s.ways.ways[view][c.taken[view]->way], s.ways.tonnes);
  };
  std::uint32_t changes = 0;
  auto const add = [&](choice const& c, auto const& to) {
    auto const both = c.taken[0] && c.taken[1];
    to(both ? c.taken[1]->days - c.taken[0]->days : kUnknown,
       both ? c.taken[1]->usd_t - c.taken[0]->usd_t : kUnknown,
       both ? emissions(1, c) - emissions(0, c) : kUnknown, c.log_delivered.value_or(kUnknown));
  };
  auto& d = s.draws;
  auto const draws = s.unmoved || told.is == outcome::no_route ? 0 : asked_.draws;
  for (std::uint32_t n = 0; n < draws; ++n) {
    auto const c = s.choose->choose(stance::draw(asked_.seed, n), day_value_.value);
    add(c, [&](double days, double usd_t, double co2e, double log_delivered) {
      d.days.push_back(days);
      d.usd_t.push_back(usd_t);
      d.co2e_kg_t.push_back(co2e);
      d.log_delivered.push_back(log_delivered);
      auto const moved = std::abs(log_delivered) > kNothing;
      auto const stays = std::abs(days) <= kNothing && std::abs(usd_t) <= kNothing && !moved;
      changes += stays ? 0U : 1U;
    });
  }
  told.changes_in = static_cast<double>(changes) / std::max(asked_.draws, 1U);
  add(s.best, [&](double days, double usd_t, double co2e, double log_delivered) {
    told.days = interval_of(days, d.days);
    told.usd_t = interval_of(usd_t, d.usd_t);
    told.co2e_kg_t = interval_of(co2e, d.co2e_kg_t);
    auto const pct = [](double log_ratio) { return 100 * std::expm1(log_ratio); };
    std::vector<double> delivered, trade;
    for (std::uint32_t n = 0; n < draws; ++n) {
      auto const theta =
          value_at(elasticity_.value, stance::draw(asked_.seed, n).of({assumption::elasticity}, 0));
      delivered.push_back(pct(d.log_delivered[n]));
      trade.push_back(pct(-theta * d.log_delivered[n]));
    }
    told.delivered_pct = interval_of(pct(log_delivered), std::move(delivered));
    told.trade_pct = interval_of(pct(-elasticity_.value.best * log_delivered), std::move(trade));
  });
}

}  // namespace karwan::impact
