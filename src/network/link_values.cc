#include "network/link_values.h"

#include <fmt/core.h>

#include "network/pick.h"

namespace karwan::network {
namespace {

// The CPMM's unit of freight cost: USD per 20 t over 500 km, of one truck or in a train.
constexpr auto kRateMeasure = std::string_view{"freight_20t_500km"};
constexpr auto kRateKm = 500.0;
constexpr auto kRateTonnes = 20.0;

// Hauls of the GLEC Framework: short below 1,500 km, long above 4,000 km.
std::string_view haul_of(double km) {
  return km < 1500 ? "short" : km <= 4000 ? "medium" : "long";
}

// The assumption of the hours driven in 24.
std::string_view hours_driven_by(crew const* c) {
  return c == nullptr      ? "driving_h_day"
         : *c == crew::two ? "double_driving_h_day"
                           : "single_driving_h_day";
}

// What of a link is one cell of a row, with the means to compare rows.
struct one_cell {
  record::row const* is;
  double value;
  statements cells;
};

template <typename Column>
std::vector<one_cell> cells_of(std::vector<link_row const*> const& rows, Column column) {
  auto out = std::vector<one_cell>{};
  for (auto const* r : rows) {
    if (auto const& c = r->*column) {
      out.push_back({r->is, c->value, {c->id}});
    }
  }
  return out;
}

one_cell const* best_of(std::vector<one_cell> const& cells, standpoint const& from) {
  one_cell const* best = nullptr;
  for (auto const& c : cells) {
    if (best == nullptr || from.better(*c.is, *best->is)) {
      best = &c;
    }
  }
  return best;
}

// Does a chosen world say how long it takes?
bool is_of_world(std::vector<link_row const*> const& rows) {
  return std::ranges::any_of(rows, [](link_row const* r) {
    return r->stated_h && r->stated_h->value > 0 && !r->is->world.empty();
  });
}

}  // namespace

std::string name_of_lack(std::string_view key, mode by, std::string_view country) {
  return country.empty() ? fmt::format("{} of {}", key, name_of(by))
                         : fmt::format("{} of {} in {}", key, name_of(by), country);
}

struct link_valuer::chosen {
  link const* is{nullptr};
  std::string_view country, terrain;
  std::vector<link_row const*> rows;
  statements cells, terrain_cell;
  std::optional<estimate> km;
};

// Rows that hold on the view's day; else those it will hold later (a world that begins within the
// horizon); else all, so that what is barred has its values too.
link_valuer::chosen const& link_valuer::choose(link_ix ix) const {
  if (chosen_[ix]) {
    return *chosen_[ix];
  }
  auto const& from = lookup_.from();
  auto const& l = topology_.links[ix];
  auto const all = rows_of(facts_.links, l.entity);
  auto out = chosen{};
  out.is = &l;
  auto const take = [&](auto const& use) {
    auto const shaped = std::ranges::any_of(
        all, [&](link_row const& r) { return r.shape.has_value() && use(*r.is); });
    for (auto const& r : all) {
      if (shaped && use(*r.is)) {
        out.rows.push_back(&r);
      }
    }
    return shaped;
  };
  if (!take([&](auto const& r) { return from.usable(r); }) &&
      !take([&](auto const& r) { return from.in_view(r); })) {
    take([](auto const&) { return true; });
  }
  link_row const *shape = nullptr, *terrain = nullptr;
  for (auto const* r : out.rows) {
    if (r->shape && (shape == nullptr || from.better(*r->is, *shape->is))) {
      shape = r;
    }
    if (r->terrain && (terrain == nullptr || from.better(*r->is, *terrain->is))) {
      terrain = r;
    }
  }
  out.country = shape->shape->country;
  if (terrain != nullptr) {
    out.terrain = terrain->terrain->value;
    out.terrain_cell = {terrain->terrain->id};
  }
  join(out.cells, shape->shape->cells);
  if (auto const* built = row_of_link(all, topology_); built != shape) {
    join(out.cells, built->shape->cells);
  }
  for (auto const end : {l.from, l.to}) {
    out.cells.push_back(row_of_place(facts_, topology_.places[end].entity)->country->id);
  }
  out.km = length(out);
  chosen_[ix] = std::make_shared<chosen const>(std::move(out));
  return *chosen_[ix];
}

statements link_valuer::cells(link_ix ix) const {
  return choose(ix).cells;
}

arc_estimates link_valuer::value(link_ix ix, bool reversed) const {
  auto const& link = choose(ix);
  auto out = arc_estimates{};
  out.others = link.cells;
  if (!link.km) {
    out.missing = fmt::format("length_km of {}", link.is->entity);
    return out;
  }
  out.length_km = *link.km;
  out.hours = hours(link, reversed, out);
  out.usd = usd(link, out);
  out.grams = grams(link, out);
  return out;
}

std::optional<estimate> link_valuer::length(chosen const& link) const {
  auto const cells = cells_of(link.rows, &link_row::length_km);
  auto const* best = best_of(cells, lookup_.from());
  if (best == nullptr) {
    return std::nullopt;
  }
  auto e = from_row({best->value, best->value, best->value}, best->is->row_grade, best->cells);
  auto others = std::vector<one_cell const*>{};
  for (auto const& c : cells) {
    others.push_back(&c);
  }
  spread(e, *best->is, others, [](one_cell const& c) { return c.value; });
  lookup_.tell(e, "length", "km");
  return e;
}

std::optional<estimate> link_valuer::over(estimate const& km, per_km const& one,
                                          arc_estimates& out) {
  if (!one.value) {
    out.missing = out.missing.empty() ? one.missing : out.missing;
    return std::nullopt;
  }
  if (one.measured) {
    out.measured.push_back(*one.measured);
  }
  return one.per_trip ? *one.value : km * *one.value;
}

std::optional<estimate> link_valuer::hours(chosen const& link, bool reversed,
                                           arc_estimates& out) const {
  auto const by = link.is->by;
  if (by == mode::road || by == mode::rail) {
    auto probe = arc_estimates{};
    auto at_speed = hours_at_speed(link, probe);
    // No speed was measured there, or what is chosen to be so says how long it takes.
    if (probe.measured.empty() || is_of_world(link.rows)) {
      if (auto stated = stated_hours(link)) {
        out.wheel_h = by == mode::road && drivers_ ? stated->v.best : 0;
        return stated;
      }
    }
    out.measured = probe.measured;
    out.wheel_h = probe.wheel_h;
    out.missing = probe.missing;
    return at_speed;
  }
  auto const& a = topology_.places[reversed ? link.is->to : link.is->from].entity;
  auto const& b = topology_.places[reversed ? link.is->from : link.is->to].entity;
  auto const* service = lookup_.from().best(facts_.services, [&](service_row const& s) {
    return s.by == by && s.from == a && s.to == b && s.transit_h;
  });
  if (service != nullptr) {
    auto e = from_row(*service->transit_h, service->is->row_grade, service->cells);
    lookup_.tell(e, "transit time of the service", "h");
    lookup_.disperse(e, "time_dispersion", by);
    return e;
  }
  auto stated = stated_hours(link);
  return stated ? stated : hours_at_speed(link, out);
}

std::optional<estimate> link_valuer::stated_hours(chosen const& link) const {
  link_row const* best = nullptr;
  for (auto const* r : link.rows) {
    if (r->stated_h && (best == nullptr || lookup_.from().better(*r->is, *best->is))) {
      best = r;
    }
  }
  if (best == nullptr || best->stated_h->value <= 0) {
    return std::nullopt;
  }
  auto const value = best->stated_h->value;
  auto e = from_row({value, value, value}, best->is->row_grade, {best->stated_h->id});
  if (auto const& low = best->stated_low_h; low && low->value < value) {
    e.v.low = low->value;
    e.from.push_back(low->id);
  }
  if (auto const& high = best->stated_high_h; high && high->value > value) {
    e.v.high = high->value;
    e.from.push_back(high->id);
  }
  lookup_.tell(e, "stated time", "h");
  lookup_.disperse(e, "time_dispersion", link.is->by);
  return e;
}

std::optional<estimate> link_valuer::hours_at_speed(chosen const& link, arc_estimates& out) const {
  auto const [at, fresh] = pace_.try_emplace({link.is->by, link.country, link.terrain});
  if (fresh) {
    at->second = hours_per_km(at->first);
  }
  auto hours = over(*link.km, at->second, out);
  if (hours && at->second.of_terrain) {
    join(hours->from, link.terrain_cell);
  }
  out.wheel_h = hours ? hours->v.best * at->second.driven : 0;
  return hours;
}

// 1 / speed, times the terrain's factor where the speed is a country's mean, times 24 over the
// hours driven in a day.
link_valuer::per_km link_valuer::hours_per_km(kind const& of) const {
  auto const [by, country, terrain] = of;
  auto out = per_km{};
  if (auto const* f = lookup_.rate("speed_without_delay", by, country)) {
    out.value = 1.0 / f->value;
    lookup_.disperse(*out.value, "time_dispersion", by);
    out.measured = {"speed", f->row->is, f->row->value_id};
  } else if (auto const* a = lookup_.assumption(
                 "speed_kmh", {.by = by, .country = country, .terrain = terrain})) {
    out.of_terrain = !a->terrain.empty();
    out.value = 1.0 / lookup_.read(*a);
  } else {
    out.missing = name_of_lack("speed_kmh", by, country);
    return out;
  }
  if (!out.of_terrain && !terrain.empty()) {
    auto const factor = lookup_.assumed_unless(1, "terrain_factor",
                                               {.by = by, .country = country, .terrain = terrain});
    if (factor) {
      *out.value *= *factor;
      out.of_terrain = true;
    }
  }
  auto const a_day = 24.0;
  auto const* kept = by == mode::road && drivers_ ? &*drivers_ : nullptr;
  if (auto driven =
          lookup_.assumed_unless(a_day, hours_driven_by(kept), {.by = by, .country = country})) {
    lookup_.tell(*driven, "hours driven a day", "h");
    *out.value *= a_day / *driven;
    out.driven = kept != nullptr ? driven->v.best / a_day : 0;
  }
  if (auto const pace = lookup_.assumed_unless(1, "pace_factor", {.by = by, .country = country})) {
    *out.value *= *pace;
  }
  return out;
}

std::optional<loading> link_valuer::loading_by(mode by) const {
  using enum load_unit;
  auto const box = load_.unit == teu || load_.unit == feu;
  auto const rolls = box || load_.unit == truck || load_.unit == reefer || load_.unit == roro;
  auto const in = by == mode::rail                        ? (box ? load_.unit : wagon)
                  : by == mode::road || by == mode::ferry ? (rolls ? load_.unit : truck)
                                                          : load_.unit;
  auto const* capacity = lookup_.assumption("capacity_t", {.carried_in = in});
  if (capacity == nullptr || capacity->value.best <= 0) {
    return std::nullopt;
  }
  auto const vehicles = std::ceil(load_.tonnes / capacity->value.best);
  return loading{vehicles, vehicles * capacity->value.best, capacity->cells};
}

std::optional<estimate> link_valuer::usd(chosen const& link, arc_estimates& out) const {
  auto const [at, fresh] = price_.try_emplace({link.is->by, link.country, {}});
  if (fresh) {
    at->second = usd_per_km(at->first);
  }
  auto const& one = at->second;
  auto all = over(*link.km, one, out);
  if (all) {
    auto const cooling = all->v.best * one.cooling;
    auto const what = one.with_fees ? cost_kind::freight_with_fees : cost_kind::freight;
    out.usd_parts = {{what, all->v.best - cooling}, {cost_kind::cooling, cooling}};
  }
  return all;
}

link_valuer::per_km link_valuer::usd_per_km(kind const& of) const {
  auto const [by, country, any] = of;
  auto out = per_km{};
  auto const on_wheels = by == mode::road || by == mode::ferry;
  auto const carried = on_wheels ? loading_by(by) : std::optional{loading{1, load_.tonnes, {}}};
  if (!carried) {
    out.missing = name_of_lack("capacity_t", by);
    return out;
  }
  auto const pick = selectors{.by = by, .country = country, .carried_in = load_.unit};
  if (auto const* f = lookup_.rate(kRateMeasure, by, country)) {
    auto rate = f->value;
    lookup_.disperse(rate, "cost_dispersion", by);
    auto const trucks = on_wheels ? carried->vehicles : load_.tonnes / kRateTonnes;
    out.value = times(
        rate, trucks / kRateKm,
        fmt::format("{:.6g} {} / {:.0f} km", trucks,
                    on_wheels ? (trucks == 1 ? "vehicle" : "vehicles") : "loads of 20 t", kRateKm),
        carried->from);
    out.measured = {"freight", f->row->is, f->row->value_id};
    out.with_fees = f->row->with_border_fees;
  } else if (auto const per_kg = lookup_.assumed("freight_usd_kg", pick)) {
    out.value = times(*per_kg, load_.tonnes * 1000, "kilograms");
    out.per_trip = true;
  } else if (auto const per_tkm = lookup_.assumed("freight_usd_tkm", pick)) {
    out.value = times(*per_tkm, carried->charged_tonnes,
                      on_wheels ? "tonnes that the vehicles hold" : "tonnes", carried->from);
  } else {
    out.missing = name_of_lack("freight_usd_tkm", by, country);
    return out;
  }
  join(out.value->from, carried->from);
  out.cooling = chill(*out.value, by, country);
  return out;
}

// What keeping it cold adds, to cost and emissions alike.
double link_valuer::chill(estimate& e, mode by, std::string_view country) const {
  if (!load_.cold && load_.unit != load_unit::reefer) {
    return 0;
  }
  auto uplift = lookup_.assumed_unless(1, "cold_uplift",
                                       {.by = by, .country = country, .carried_in = load_.unit});
  if (uplift) {
    // Only what it adds rests on the uplift, not what would be paid without it.
    auto const chilled = made_of(term::kind::product, e.how, uplift->how, e.v);
    uplift->v = {uplift->v.low - 1, uplift->v.best - 1, uplift->v.high - 1};
    e += e * *uplift;
    e.how = chilled;
    return uplift->v.best / (1 + uplift->v.best);
  }
  return 0;
}

std::optional<estimate> link_valuer::grams(chosen const& link, arc_estimates& out) const {
  auto const haul = haul_of(link.km->v.best);
  auto const [at, fresh] = exhaust_.try_emplace({link.is->by, link.country, haul});
  if (fresh) {
    at->second = grams_per_km(at->first);
  }
  return over(*link.km, at->second, out);
}

link_valuer::per_km link_valuer::grams_per_km(kind const& of) const {
  auto const& [by, country, haul] = of;
  auto out = per_km{};
  auto const fit = [&](emission_row const& r) {  // lower is better
    auto const unit = r.carried_in == load_.unit ? 0 : 1;
    auto const far = r.haul == haul ? 0 : r.haul.empty() ? 1 : 2;
    return std::tuple{r.is->layer.empty(), r.counts, unit, far};
  };
  emission_row const* best = nullptr;
  for (auto const& r : facts_.emissions) {
    if (r.by != by || !lookup_.from().usable(*r.is) ||
        (r.carried_in && r.carried_in != load_.unit)) {
      continue;
    }
    if (best == nullptr || fit(r) < fit(*best) ||
        (fit(r) == fit(*best) && lookup_.from().better(*r.is, *best->is))) {
      best = &r;
    }
  }
  if (best == nullptr) {
    out.missing = name_of_lack("factor_g_tkm", by);
    return out;
  }
  auto factor = from_row({best->factor_g_tkm, best->factor_g_tkm, best->factor_g_tkm},
                         best->is->row_grade, best->cells);
  lookup_.tell(factor, "emission factor", "g/tkm");
  lookup_.disperse(factor, "emission_dispersion", by);
  if (best->counts != scope::well_to_wheel) {
    auto const uplift = lookup_.assumed("emission_uplift", {.by = by});
    if (!uplift) {
      out.missing = name_of_lack("emission_uplift", by);
      return out;
    }
    factor *= *uplift;
  }
  if (best->carried_in != load_unit::reefer) {
    chill(factor, by, country);
  }
  out.value = times(std::move(factor), load_.tonnes, "tonnes");
  return out;
}

}  // namespace karwan::network
