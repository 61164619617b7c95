#include "network/border_values.h"

#include <fmt/core.h>

#include <algorithm>

#include "network/pick.h"

namespace karwan::network {
namespace {

// Ranks of what a figure is based on (rows.cc).
constexpr auto kCountryAverage = std::uint8_t{3};
constexpr auto kNothing = std::uint8_t{4};

std::string_view words_of(side s) {
  switch (s) {
    case side::exit:
      return "dwell at the exit post";
    case side::entry:
      return "dwell at the entry post";
    case side::both:
      return "dwell at both posts";
    case side::unknown:
      break;
  }
  return "dwell at one post";
}

selectors exchange_by(mode m) {
  return {.by = m, .to_mode = m, .gauge_change = m == mode::rail};
}

}  // namespace

struct border_valuer::way {
  std::span<crossing_row const> rows;
  mode by{mode::road};
  std::string_view from, to;  // countries

  bool is_of(crossing_figure const& f) const {
    return f.by == by && (f.from_country.empty() || f.from_country == from) &&
           (f.to_country.empty() || f.to_country == to);
  }
};

struct border_valuer::post {
  side of;
  std::string_view country;
  std::string_view direction;  // as rates name it
};

// The best figure of one side: one of a chosen world before any other, then of a chosen private
// layer; the post's own before claims before country averages, a mean before a median, one of this
// direction before one of either, then the rule of preference.
std::optional<border_valuer::side_figure> border_valuer::own(way const& w, side of) const {
  auto const& from = lookup_.from();
  auto const order = [](crossing_figure const& f) {
    return std::tuple{f.is->world.empty(), f.is->layer.empty(), f.basis_rank, f.median,
                      f.from_country.empty()};
  };
  crossing_figure const* best = nullptr;
  auto others = std::vector<crossing_figure const*>{};
  for (auto const& r : w.rows) {
    if (!r.dwell || !w.is_of(*r.dwell) || r.dwell->of != of || !from.usable(*r.is)) {
      continue;
    }
    auto const& f = *r.dwell;
    others.push_back(&f);
    if (best == nullptr || order(f) < order(*best) ||
        (order(f) == order(*best) && from.better(*f.is, *best->is))) {
      best = &f;
    }
  }
  if (best == nullptr) {
    return std::nullopt;
  }
  std::erase_if(others, [&](crossing_figure const* f) {
    return order(*f) != order(*best) || !same_period(*f->is, *best->is);
  });
  auto e = from_row({best->value, best->value, best->value}, best->is->row_grade, best->cells);
  spread(e, *best->is, others, [](crossing_figure const& f) { return f.value; });
  lookup_.tell(e, words_of(of), "h");
  lookup_.disperse(e, "dwell_dispersion", w.by);
  return side_figure{std::move(e), best};
}

estimate border_valuer::use(side_figure const& f, arc_estimates& out) {
  out.measured.push_back({"dwell", f.row->is, f.row->value_id});
  out.holds_exchange |= f.row->holds_exchange;
  return f.value;
}

// What the country's posts take on average, else an assumption.
std::optional<estimate> border_valuer::average(way const& w, post const& p,
                                               arc_estimates& out) const {
  if (auto const* f = lookup_.rate("border_time", w.by, p.country, p.direction)) {
    auto e = f->value;
    lookup_.disperse(e, "dwell_dispersion", w.by);
    out.measured.push_back({"border_time", f->row->is, f->row->value_id});
    return e;
  }
  auto e = lookup_.assumed("dwell_h", {.by = w.by, .country = p.country});
  if (!e) {
    out.missing = name_of_lack("dwell_h", w.by, p.country);
  }
  return e;
}

// Exit post plus entry post. A total of both, or a figure of one post of which the side is not
// stated, is used where nothing better is known of the sides; see docs/network.md.
std::optional<estimate> border_valuer::dwell(way const& w, arc_estimates& out) const {
  auto const leave = post{side::exit, w.from, "outbound"};
  auto const enter = post{side::entry, w.to, "inbound"};
  auto const exit = own(w, side::exit), entry = own(w, side::entry), total = own(w, side::both),
             one = own(w, side::unknown);
  auto const rank = [](std::optional<side_figure> const& f) {
    return f ? f->row->basis_rank : kNothing;
  };
  auto const own_word = [](std::optional<side_figure> const& f) {
    return f && !(f->row->is->layer.empty() && f->row->is->world.empty());
  };
  if (own_word(total) && !own_word(exit) && !own_word(entry)) {
    return use(*total, out);
  }
  auto const sides = std::min(rank(exit), rank(entry));
  auto const both_sides = std::max(rank(exit), rank(entry)) < kCountryAverage;
  if (!both_sides && total && rank(total) <= std::min(sides, rank(one))) {
    return use(*total, out);
  }
  if (one && rank(one) < sides) {
    auto e = use(*one, out);
    auto const a = average(w, leave, out), b = average(w, enter, out);
    return a && b ? std::optional{e + (*a + *b) * 0.5} : std::nullopt;
  }
  auto const a = exit ? std::optional{use(*exit, out)} : average(w, leave, out);
  auto const b = entry ? std::optional{use(*entry, out)} : average(w, enter, out);
  return a && b ? std::optional{*a + *b} : std::nullopt;
}

crossing_figure const* border_valuer::fee_figure(way const& w, side of) const {
  auto const& from = lookup_.from();
  crossing_figure const* best = nullptr;
  for (auto const& r : w.rows) {
    if (r.fee && w.is_of(*r.fee) && r.fee->of == of && from.usable(*r.is) &&
        (best == nullptr || from.better(*r.is, *best->is))) {
      best = &*r.fee;
    }
  }
  return best;
}

// Of one vehicle or wagon at one post: the post's, else its country's mean, else an assumption.
std::optional<estimate> border_valuer::fee(way const& w, post const& p) const {
  if (auto const* f = fee_figure(w, p.of)) {
    auto e = from_row({f->value, f->value, f->value}, f->is->row_grade, f->cells);
    lookup_.tell(e, "fee of the post", "usd");
    lookup_.disperse(e, "cost_dispersion", w.by);
    return e;
  }
  if (auto const* f = lookup_.rate("border_cost", w.by, p.country, p.direction)) {
    auto e = f->value;
    lookup_.disperse(e, "cost_dispersion", w.by);
    return e;
  }
  return lookup_.assumed("border_fee_usd", {.by = w.by, .country = p.country});
}

// Whether wagons change gauge or goods change vehicle at the border, and what says so: the gauges
// of a railway (with the link's own statements), an exchange stated of a road post. Where rows
// disagree, the one that states an exchange counts, but for one of a chosen world.
std::optional<statements> border_valuer::exchange(way const& w, link const& l) const {
  if (w.by == mode::rail) {
    return l.gauge_from_mm != l.gauge_to_mm ? std::optional{statements{}} : std::nullopt;
  }
  auto const a = topology_.places[l.from].in, b = topology_.places[l.to].in;
  if (std::ranges::any_of(through_, [&](auto const& p) {
        return p == std::pair{a, b} || p == std::pair{b, a};
      })) {
    return std::nullopt;
  }
  auto const* r = lookup_.from().best(w.rows, [](auto const& x) {
    return x.exchange && (x.exchange->value != "none" || !x.is->world.empty());
  });
  return r == nullptr || r->exchange->value == "none" ? std::nullopt
                                                      : std::optional{statements{r->exchange->id}};
}

// Do a country's freight rates hold border costs? Adds the statements that decide it.
bool border_valuer::rates_hold_costs(mode by, std::string_view country, statements& from) const {
  constexpr auto kMeasure = std::string_view{"freight_20t_500km"};
  auto const* r = lookup_.best_rate(kMeasure, by, country);
  if (r == nullptr) {
    return false;
  }
  auto const* next = lookup_.best_rate(kMeasure, by, country, {}, r);
  if (r->with_border_fees || (next != nullptr && next->with_border_fees)) {
    join(from, r->cells);
  }
  return r->with_border_fees;
}

// Fees and the cost of an exchange, but only where the freight rates of that side's country do not
// hold border costs already.
std::optional<estimate> border_valuer::usd(way const& w, std::optional<statements> const& changes,
                                           arc_estimates& out) const {
  auto sum = estimate{};
  auto costs_in_rates = false;
  for (auto const& p : {post{side::exit, w.from, "outbound"}, post{side::entry, w.to, "inbound"}}) {
    auto held = estimate{};
    if (rates_hold_costs(w.by, p.country, held.from)) {
      lookup_.tell(held, "border costs, in the freight rates", "usd");
      sum += held;
      costs_in_rates = true;
      continue;
    }
    join(sum.from, held.from);
    auto const one = fee(w, p);
    auto const carried = links_.loading_by(w.by);
    if (!one || !carried) {
      out.missing = name_of_lack(one ? "capacity_t" : "border_fee_usd", w.by, p.country);
      return std::nullopt;
    }
    auto all = times(*one, carried->vehicles, "vehicles", carried->from);
    join(all.from, carried->from);
    out.usd_parts.emplace_back(cost_kind::fee, all.v.best);
    sum += all;
  }
  if (changes && !costs_in_rates) {
    auto const per_tonne = lookup_.assumed("transfer_usd_t", exchange_by(w.by));
    if (!per_tonne) {
      out.missing = name_of_lack("transfer_usd_t", w.by);
      return std::nullopt;
    }
    auto const change = times(*per_tonne, load_.tonnes, "tonnes");
    out.usd_parts.emplace_back(cost_kind::exchange, change.v.best);
    sum += change;
    join(sum.from, *changes);
  }
  return sum;
}

// How observed trips compare with what the rows give; where no row says, they do not differ.
void border_valuer::scale(std::optional<estimate>& hours, std::string_view key, mode by) const {
  if (!hours) {
    return;
  }
  if (auto const factor = lookup_.assumed_unless(1, key, {.by = by})) {
    *hours *= *factor;
  }
}

arc_estimates border_valuer::crossing(link_ix ix, bool reversed) const {
  auto const& l = topology_.links[ix];
  auto const country = [&](place_ix p) -> std::string_view {
    return topology_.countries[topology_.places[p].in].entity;
  };
  auto const w = way{rows_of(facts_.crossings, topology_.crossings[l.crossing].entity), l.by,
                     country(reversed ? l.to : l.from), country(reversed ? l.from : l.to)};
  auto out = arc_estimates{};
  out.others = links_.cells(ix);
  out.hours = dwell(w, out);
  scale(out.hours, "dwell_factor", w.by);
  auto const changes = exchange(w, l);
  out.exchanges = changes && w.by == mode::road;
  if (out.hours && changes && !out.holds_exchange) {
    if (auto change = lookup_.assumed("transfer_h", exchange_by(w.by))) {
      scale(change, "exchange_factor", w.by);
      *out.hours += *change;
      join(out.hours->from, *changes);
    } else {
      out.hours.reset();
      out.missing = name_of_lack("transfer_h", w.by);
    }
  }
  out.usd = usd(w, changes, out);
  out.grams = estimate{};
  return out;
}

arc_estimates border_valuer::transfer(node const& from, node const& to) const {
  auto out = arc_estimates{};
  auto const& country = topology_.countries[topology_.places[from.at].in].entity;
  auto const between = selectors{.by = from.on,
                                 .to_mode = to.on,
                                 .country = country,
                                 .carried_in = load_.unit,
                                 .gauge_change = from.on == mode::rail && to.on == mode::rail};
  out.hours = lookup_.assumed("transfer_h", between);
  if (!out.hours) {
    out.missing = name_of_lack("transfer_h", from.on);
  } else {
    scale(out.hours, "exchange_factor", from.on);
  }
  if (auto const per_tonne = lookup_.assumed("transfer_usd_t", between)) {
    out.usd = times(*per_tonne, load_.tonnes, "tonnes");
    out.usd_parts = {{cost_kind::handling, out.usd->v.best}};
  } else {
    out.missing = name_of_lack("transfer_usd_t", from.on);
  }
  out.grams = estimate{};
  return out;
}

arc_estimates border_valuer::change_of_truck() const {
  auto out = arc_estimates{};
  out.hours = lookup_.assumed("transfer_h", exchange_by(mode::road));
  scale(out.hours, "exchange_factor", mode::road);
  if (auto const per_tonne = lookup_.assumed("transfer_usd_t", exchange_by(mode::road))) {
    out.usd = *per_tonne * load_.tonnes;
  }
  return out;
}

std::optional<estimate> border_valuer::boarding(node const& from, node const& to) const {
  if (from.on == mode::rail && to.on == mode::rail) {
    return std::nullopt;  // another gauge of the same train
  }
  return assumed_wait(to.on, topology_.places[from.at].in, from.on);
}

std::optional<estimate> border_valuer::assumed_wait(mode by, country_ix in, mode left) const {
  auto wait = lookup_.assumed_unless(0, "wait_h",
                                     {.by = by,
                                      .to_mode = by,
                                      .country = topology_.countries[in].entity,
                                      .carried_in = load_.unit});
  scale(wait, "exchange_factor", left);
  return wait;
}

std::optional<estimate> border_valuer::boarding(link_ix ix, bool reversed,
                                                departures const& leaving) const {
  constexpr auto kHoursAWeek = 168.0;
  auto const& l = topology_.links[ix];
  if (!leaving.by_timetable.empty()) {
    return std::nullopt;
  }
  if (leaving.by_frequency.empty()) {
    return assumed_wait(l.by, topology_.places[reversed ? l.to : l.from].in, l.by);
  }
  auto per_week = 0.0;
  auto out = estimate{};
  for (auto const* s : leaving.by_frequency) {
    per_week += *s->per_week;
    auto const one = from_row({}, s->is->row_grade, s->cells);
    out.worst = std::max(out.worst, one.worst);
    out.assumed = std::max(out.assumed, one.assumed);
    join(out.from, one.from);
  }
  auto const apart = kHoursAWeek / per_week;
  out.v = {0, apart / 2, apart};
  return out;
}

}  // namespace karwan::network
