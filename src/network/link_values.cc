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

}  // namespace

void arc_estimates::lacks(std::string_view key, mode by, std::string_view country) {
  if (missing.empty()) {
    missing = fmt::format("{} of {}", key, name_of(by));
    if (!country.empty()) {
      missing += fmt::format(" in {}", country);
    }
  }
}

struct link_valuer::chosen {
  link const* is{nullptr};
  place_ix from, to;  // in the direction of travel
  std::string_view country;
  std::vector<link_row const*> rows;
  statements cells;
};

// Rows that hold on the view's day; else those it will hold later (a world that begins within the
// horizon); else all, so that what is barred has its values too.
link_valuer::chosen link_valuer::choose(link_ix ix, bool reversed) const {
  auto const& from = lookup_.from();
  auto const& l = topology_.links[ix];
  auto const all = rows_of(facts_.links, l.entity);
  auto out = chosen{&l, reversed ? l.to : l.from, reversed ? l.from : l.to, {}, {}, {}};
  auto const take = [&](auto const& use) {
    auto const first = std::ranges::find_if(
        all, [&](link_row const& r) { return r.shape.has_value() && use(*r.is); });
    if (first == all.end()) {
      return false;
    }
    for (auto const& r : all) {
      if (use(*r.is)) {
        out.rows.push_back(&r);
      }
    }
    return true;
  };
  if (!take([&](auto const& r) { return from.usable(r); }) &&
      !take([&](auto const& r) { return from.in_view(r); })) {
    take([](auto const&) { return true; });
  }
  link_row const* shape = nullptr;
  for (auto const* r : out.rows) {
    if (r->shape && (shape == nullptr || from.better(*r->is, *shape->is))) {
      shape = r;
    }
  }
  auto const* built = row_of_link(all, topology_);
  out.country = shape->shape->country;
  join(out.cells, shape->shape->cells);
  join(out.cells, built->shape->cells);
  for (auto const end : {l.from, l.to}) {
    out.cells.push_back(row_of_place(facts_, topology_.places[end].entity)->country->id);
  }
  return out;
}

statements link_valuer::cells(link_ix ix) const {
  return choose(ix, false).cells;
}

arc_estimates link_valuer::value(link_ix ix, bool reversed) const {
  auto const link = choose(ix, reversed);
  auto out = arc_estimates{};
  out.others = link.cells;
  auto const km = length(link);
  if (!km) {
    out.missing = fmt::format("length_km of {}", link.is->entity);
    return out;
  }
  out.length_km = *km;
  out.hours = hours(link, *km, out);
  out.usd = usd(link, *km, out);
  out.grams = grams(link, *km, out);
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
  return e;
}

std::optional<estimate> link_valuer::hours(chosen const& link, estimate const& km,
                                           arc_estimates& out) const {
  auto const by = link.is->by;
  if (by == mode::road || by == mode::rail) {
    auto at_speed = hours_at_speed(link, km, out);
    if (!at_speed || at_speed->assumed > 0) {
      if (auto stated = stated_hours(link)) {
        return stated;
      }
    }
    return at_speed;
  }
  auto const* service = lookup_.from().best(facts_.services, [&](service_row const& s) {
    return s.by == by && s.from == topology_.places[link.from].entity &&
           s.to == topology_.places[link.to].entity;
  });
  if (service != nullptr) {
    auto e = from_row(service->transit_h, service->is->row_grade, service->cells);
    lookup_.disperse(e, "time_dispersion", by);
    return e;
  }
  auto stated = stated_hours(link);
  return stated ? stated : hours_at_speed(link, km, out);
}

std::optional<estimate> link_valuer::stated_hours(chosen const& link) const {
  auto const cells = cells_of(link.rows, &link_row::stated_h);
  auto const* best = best_of(cells, lookup_.from());
  if (best == nullptr || best->value <= 0) {
    return std::nullopt;
  }
  auto e = from_row({best->value, best->value, best->value}, best->is->row_grade, best->cells);
  lookup_.disperse(e, "time_dispersion", link.is->by);
  return e;
}

// km / speed, times the terrain's factor where the speed is a country's mean, times 24 over the
// hours driven in a day.
std::optional<estimate> link_valuer::hours_at_speed(chosen const& link, estimate const& km,
                                                    arc_estimates& out) const {
  auto const by = link.is->by;
  auto terrain = std::string_view{};
  auto terrain_cell = statements{};
  link_row const* named = nullptr;
  for (auto const* r : link.rows) {
    if (r->terrain && (named == nullptr || lookup_.from().better(*r->is, *named->is))) {
      named = r;
      terrain = r->terrain->value;
      terrain_cell = {r->terrain->id};
    }
  }
  auto hours = std::optional<estimate>{};
  auto terrain_counted = false;
  if (auto const* f = lookup_.rate("speed_without_delay", by, link.country)) {
    auto speed = f->value;
    lookup_.disperse(speed, "time_dispersion", by);
    hours = km * (1.0 / speed);
    out.measured.push_back({"speed", f->row->is, f->row->value_id});
  } else if (auto const* a = lookup_.assumption(
                 "speed_kmh", {.by = by, .country = link.country, .terrain = terrain})) {
    terrain_counted = !a->terrain.empty();
    hours = km * (1.0 / from_row(a->value, a->is->row_grade, a->cells));
  } else {
    out.lacks("speed_kmh", by, link.country);
    return std::nullopt;
  }
  if (!terrain_counted && !terrain.empty()) {
    auto const factor =
        lookup_.assumed("terrain_factor", {.by = by, .country = link.country, .terrain = terrain});
    if (factor && !neutral(factor->v)) {
      *hours *= *factor;
      terrain_counted = true;
    }
  }
  if (terrain_counted) {
    join(hours->from, terrain_cell);
  }
  if (auto const daily = lookup_.assumed("driving_h_day", {.by = by, .country = link.country})) {
    if (auto const stretch = 24.0 / *daily; !neutral(stretch.v)) {
      *hours *= stretch;
    }
  }
  return hours;
}

std::optional<loading> link_valuer::loading_by(mode by) const {
  using enum load_unit;
  auto const box = load_.unit == teu || load_.unit == feu;
  auto const rolls = box || load_.unit == truck || load_.unit == reefer || load_.unit == roro;
  auto const in = by == mode::rail                        ? (box ? load_.unit : wagon)
                  : by == mode::road || by == mode::ferry ? (rolls ? load_.unit : truck)
                                                          : load_.unit;
  auto const* capacity = lookup_.assumption("unit_capacity_t", {.carried_in = in});
  if (capacity == nullptr || capacity->value.best <= 0) {
    return std::nullopt;
  }
  auto const vehicles = std::ceil(load_.tonnes / capacity->value.best);
  return loading{vehicles, vehicles * capacity->value.best, capacity->cells};
}

std::optional<estimate> link_valuer::usd(chosen const& link, estimate const& km,
                                         arc_estimates& out) const {
  auto const by = link.is->by;
  auto const on_wheels = by == mode::road || by == mode::ferry;
  auto const carried = on_wheels ? loading_by(by) : std::optional{loading{1, load_.tonnes, {}}};
  if (!carried) {
    out.lacks("unit_capacity_t", by);
    return std::nullopt;
  }
  auto const pick = selectors{.by = by, .country = link.country, .carried_in = load_.unit};
  auto cost = std::optional<estimate>{};
  if (auto const* f = lookup_.rate(kRateMeasure, by, link.country)) {
    auto rate = f->value;
    lookup_.disperse(rate, "cost_dispersion", by);
    auto const trucks = on_wheels ? carried->vehicles : load_.tonnes / kRateTonnes;
    cost = km * rate * (trucks / kRateKm);
    out.measured.push_back({"freight", f->row->is, f->row->value_id});
  } else if (auto const per_kg = lookup_.assumed("freight_usd_kg", pick)) {
    cost = *per_kg * (load_.tonnes * 1000);
  } else if (auto const per_tkm = lookup_.assumed("freight_usd_tkm", pick)) {
    cost = km * *per_tkm * carried->charged_tonnes;
  } else {
    out.lacks("freight_usd_tkm", by, link.country);
    return std::nullopt;
  }
  join(cost->from, carried->from);
  chill(*cost, link);
  return cost;
}

// What keeping it cold adds, to cost and emissions alike.
void link_valuer::chill(estimate& e, chosen const& link) const {
  if (!load_.cold && load_.unit != load_unit::reefer) {
    return;
  }
  auto const uplift = lookup_.assumed(
      "cold_uplift", {.by = link.is->by, .country = link.country, .carried_in = load_.unit});
  if (uplift && !neutral(uplift->v)) {
    e *= *uplift;
  }
}

std::optional<estimate> link_valuer::grams(chosen const& link, estimate const& km,
                                           arc_estimates& out) const {
  auto const by = link.is->by;
  auto const haul = haul_of(km.v.best);
  auto const fit = [&](emission_row const& r) {  // lower is better
    auto const unit = r.carried_in == load_.unit ? 0 : 1;
    auto const far = r.haul == haul ? 0 : r.haul.empty() ? 1 : 2;
    return std::tuple{r.counts, unit, far};
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
    out.lacks("factor_g_tkm", by);
    return std::nullopt;
  }
  auto factor = from_row({best->factor_g_tkm, best->factor_g_tkm, best->factor_g_tkm},
                         best->is->row_grade, best->cells);
  lookup_.disperse(factor, "emission_dispersion", by);
  if (best->counts != scope::well_to_wheel) {
    auto const uplift = lookup_.assumed("emission_uplift", {.by = by});
    if (!uplift) {
      out.lacks("emission_uplift", by);
      return std::nullopt;
    }
    factor *= *uplift;
  }
  if (best->carried_in != load_unit::reefer) {
    chill(factor, link);
  }
  return km * factor * load_.tonnes;
}

}  // namespace karwan::network
