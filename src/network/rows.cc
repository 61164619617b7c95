#include "network/rows.h"

#include <algorithm>
#include <tuple>

#include "network/row_reader.h"

namespace karwan::network {
namespace {

country_row read_country(record::row const& r) {
  auto in = row_reader{r};
  return {&r, in.text("iso2"), in.stated_number("utc_offset_min")};
}

place_kind parse_place_kind(std::string_view s) {
  using enum place_kind;
  return s == "city"            ? city
         : s == "seaport"       ? seaport
         : s == "dry_port"      ? dry_port
         : s == "rail_terminal" ? rail_terminal
         : s == "border"        ? border
         : s == "airport"       ? airport
                                : other;
}

place_row read_place(record::row const& r) {
  auto in = row_reader{r};
  auto out = place_row{&r, in.stated_text("country"), parse_place_kind(in.text("kind")), {}};
  auto const lat = in.number("lat"), lon = in.number("lon");
  if (lat && lon) {
    out.at = lat_lon{*lat, *lon};
  }
  return out;
}

std::optional<link_shape> read_shape(record::row const& r) {
  auto in = row_reader{r};
  auto s = link_shape{};
  s.from = in.text("from");
  s.to = in.text("to");
  auto const by = parse_mode(in.text("mode"));
  s.gauge_from_mm = static_cast<std::uint16_t>(in.number("gauge_from_mm").value_or(0));
  s.gauge_to_mm = static_cast<std::uint16_t>(in.number("gauge_to_mm").value_or(0));
  s.country = in.text("country");
  s.crossing = in.text("crossing");
  if (auto const at = in.text("crossing_at"); !at.empty()) {
    s.crossing_at_from = at == "from";
  }
  if (in.withdrawn() || s.from.empty() || s.to.empty() || !by) {
    return std::nullopt;
  }
  s.by = *by;
  if (s.by != mode::rail) {
    s.gauge_from_mm = s.gauge_to_mm = 0;
  }
  s.cells = in.take();
  return s;
}

link_row read_link(record::row const& r) {
  auto in = row_reader{r};
  return {&r,
          read_shape(r),
          in.stated_number("length_km"),
          in.stated_number("stated_h"),
          in.stated_text("terrain"),
          in.stated_date("opens_on"),
          in.stated_list("passes"),
          in.stated_list("part_of")};
}

std::optional<waypoint_row> read_waypoint(record::row const& r) {
  auto in = row_reader{r};
  auto const link = in.text("link");
  auto const seq = in.number("seq"), lat = in.number("lat"), lon = in.number("lon");
  if (link.empty() || !seq || !lat || !lon) {
    return std::nullopt;
  }
  return waypoint_row{&r, link, static_cast<int>(*seq), {*lat, *lon}};
}

// A post's own mean, then what is said of one case or claimed, a technical operation never, the
// average of its country last.
std::optional<std::uint8_t> rank_of_basis(std::string_view basis) {
  if (basis == "operation") {
    return std::nullopt;
  }
  return basis == "single_case" ? 1 : basis == "claim" ? 2 : basis == "country_average" ? 3 : 0;
}

std::optional<crossing_figure> read_figure(record::row const& r, bool dwell) {
  auto in = row_reader{r};
  auto f = crossing_figure{};
  f.is = &r;
  auto const by = parse_mode(in.text("mode"));
  f.from_country = in.text("from_country");
  f.to_country = in.text("to_country");
  auto const of = in.text("side");
  f.of = of == "exit"    ? side::exit
         : of == "entry" ? side::entry
         : of == "both"  ? side::both
                         : side::unknown;
  auto value = in.stated_number(dwell ? "dwell_h" : "fee_usd");
  if (dwell) {
    auto const basis = rank_of_basis(in.text("dwell_basis"));
    if (!basis) {
      return std::nullopt;
    }
    f.basis_rank = *basis;
    f.holds_exchange = in.text("dwell_holds_exchange") == "yes";
    if (!value && !in.withdrawn()) {
      value = in.stated_number("dwell_median_h");
      f.median = true;
    }
  }
  if (in.withdrawn() || !by || !value) {
    return std::nullopt;
  }
  f.by = *by;
  f.value = value->value;
  f.value_id = value->id;
  f.cells = in.take();
  return f;
}

crossing_row read_crossing(record::row const& r) {
  auto in = row_reader{r};
  return {&r,
          in.text("post_a"),
          in.text("country_a"),
          in.text("post_b"),
          in.text("country_b"),
          read_figure(r, true),
          read_figure(r, false),
          in.stated_text("exchange")};
}

std::optional<season> read_season(row_reader& in) {
  auto const from = in.number("season_from"), to = in.number("season_to");
  if (!from || !to) {
    return std::nullopt;
  }
  auto const md = [](double mmdd) {
    auto const n = static_cast<unsigned>(mmdd);
    return month_day{n / 100, n % 100};
  };
  return season{md(*from), md(*to)};
}

std::uint8_t read_weekdays(row_reader& in) {
  static constexpr auto kNames =
      std::to_array<std::string_view>({"mon", "tue", "wed", "thu", "fri", "sat", "sun"});
  auto mask = std::uint8_t{0};
  for (auto const d : in.list("weekdays")) {
    auto const at = std::ranges::find(kNames, d) - kNames.begin();
    mask = static_cast<std::uint8_t>(mask | 1U << at);
  }
  return mask == 0 ? 0x7f : mask & 0x7f;
}

std::optional<opening_row> read_opening(record::row const& r) {
  auto in = row_reader{r};
  auto o = opening_row{};
  o.is = &r;
  o.target = in.text("target");
  o.traffic = in.text("traffic");
  o.open = read_season(in);
  o.weekdays = read_weekdays(in);
  o.open_from_min = static_cast<int>(in.number("open_from").value_or(0));
  o.open_to_min = static_cast<int>(in.number("open_to").value_or(24 * 60));
  o.holidays_of = in.list("closed_on_holidays_of");
  if (in.withdrawn() || o.target.empty()) {
    return std::nullopt;
  }
  o.cells = in.take();
  return o;
}

std::optional<closure_row> read_closure(record::row const& r) {
  auto in = row_reader{r};
  auto c = closure_row{};
  c.is = &r;
  c.target = in.text("target");
  c.traffic = in.text("traffic");
  auto const effect = in.text("effect");
  c.reopens = effect == "reopened";
  c.from = in.date("closed_from");
  c.to = in.date("closed_to");
  c.every_year = read_season(in);
  if (in.withdrawn() || c.target.empty() || (!c.reopens && effect != "closed")) {
    return std::nullopt;
  }
  c.cells = in.take();
  if (auto const e = in.stated_date("evidence_last_on")) {  // dates the closure, does not make it
    c.evidence_last_on = {e->value.last(), e->id};
  }
  return c;
}

std::optional<holiday_row> read_holiday(record::row const& r) {
  auto in = row_reader{r};
  auto h = holiday_row{};
  h.is = &r;
  h.country = in.text("country");
  auto const on = in.date("on");
  if (in.text("closes_border") != "yes" || in.withdrawn() || !on || h.country.empty()) {
    return std::nullopt;
  }
  h.on = *on;
  h.cells = in.take();
  return h;
}

std::optional<rate_row> read_rate(record::row const& r) {
  auto in = row_reader{r};
  auto x = rate_row{};
  x.is = &r;
  auto const by = parse_mode(in.text("mode"));
  x.country = in.text("country");
  x.corridor = in.text("corridor");
  x.direction = in.text("direction");
  x.measure = in.text("measure");
  x.unit = in.text("unit");
  x.carried_in = parse_load_unit(in.text("load_unit"));
  x.with_border_fees = in.text("basis") == "with_border_fees";
  auto const currency = in.text("currency");
  auto const value = in.stated_number("value"), low = in.stated_number("low"),
             high = in.stated_number("high");
  if (in.withdrawn() || !by || (!currency.empty() && currency != "USD")) {
    return std::nullopt;
  }
  if (!value && (!low || !high)) {
    return std::nullopt;
  }
  x.by = *by;
  auto const best = value ? value->value : (low->value + high->value) / 2;
  x.value = {low ? low->value : best, best, high ? high->value : best};
  x.has_width = x.value.low < x.value.high;
  x.value_id = value ? value->id : low->id;
  x.cells = in.take();
  return x;
}

std::optional<emission_row> read_emission(record::row const& r) {
  auto in = row_reader{r};
  auto e = emission_row{};
  e.is = &r;
  auto const by = parse_mode(in.text("mode"));
  auto const factor = in.number("factor_g_tkm");
  e.counts = in.text("scope") == "well_to_wheel" ? scope::well_to_wheel : scope::other;
  auto const part = in.text("scope") == "well_to_tank";  // not a whole
  e.carried_in = parse_load_unit(in.text("load_unit"));
  e.haul = in.text("haul");
  if (in.withdrawn() || !by || !factor || part) {
    return std::nullopt;
  }
  e.by = *by;
  e.factor_g_tkm = *factor;
  e.cells = in.take();
  return e;
}

std::optional<service_row> read_service(record::row const& r) {
  auto in = row_reader{r};
  auto s = service_row{};
  s.is = &r;
  auto const by = parse_mode(in.text("mode"));
  s.from = in.text("from");
  s.to = in.text("to");
  auto const hours = in.number("transit_h");
  auto const low = in.number("transit_low_h"), high = in.number("transit_high_h");
  auto const carries = in.text("carries"), status = in.text("status");
  if (in.withdrawn() || !by || !hours || *hours <= 0 || carries == "passengers" ||
      status != "running") {
    return std::nullopt;
  }
  s.by = *by;
  s.transit_h = {std::min(low.value_or(*hours), *hours), *hours,
                 std::max(high.value_or(*hours), *hours)};
  s.cells = in.take();
  return s;
}

std::optional<assumption_row> read_assumption(record::row const& r) {
  auto in = row_reader{r};
  auto a = assumption_row{};
  a.is = &r;
  a.key = in.text("key");
  a.by = parse_mode(in.text("mode"));
  a.to_mode = parse_mode(in.text("to_mode"));
  a.country = in.text("country");
  a.terrain = in.text("terrain");
  a.unit = in.text("unit");
  a.carried_in = parse_load_unit(in.text("load_unit"));
  if (auto const g = in.text("gauge_change"); !g.empty()) {
    a.gauge_change = g == "yes";
  }
  auto const low = in.number("low"), best = in.number("best"), high = in.number("high");
  if (in.withdrawn() || a.key.empty() || !low || !best || !high) {
    return std::nullopt;
  }
  a.value = {*low, *best, *high};
  a.cells = in.take();
  return a;
}

// What a unit holds is looked up like an assumption, though most of these rows have a source.
std::optional<assumption_row> read_load_unit(record::row const& r) {
  auto in = row_reader{r};
  auto a = assumption_row{};
  a.is = &r;
  a.key = "unit_capacity_t";
  a.carried_in = parse_load_unit(in.text("load_unit"));
  auto const best = in.number("capacity_t");
  auto const low = in.number("capacity_low_t"), high = in.number("capacity_high_t");
  if (in.withdrawn() || !a.carried_in || !best) {
    return std::nullopt;
  }
  a.value = {std::min(low.value_or(*best), *best), *best, std::max(high.value_or(*best), *best)};
  a.cells = in.take();
  return a;
}

template <typename Row>
void add(std::vector<Row>& to, std::optional<Row> r) {
  if (r) {
    to.push_back(std::move(*r));
  }
}
template <typename Row>
void add(std::vector<Row>& to, Row r) {
  to.push_back(std::move(r));
}

template <typename Row>
void sort_by_entity(std::vector<Row>& rows) {
  std::ranges::stable_sort(rows, {}, [](Row const& r) { return std::string_view{r.is->entity}; });
}

}  // namespace

std::shared_ptr<facts const> read_facts(
    std::function<std::vector<record::row>(record::table_ix)> const& rows_of_table) {
  auto f = std::make_shared<facts>();
  auto const each = [&](std::string_view table, auto& to, auto read) {
    auto const& rows = f->kept.emplace_back(
        rows_of_table(record::find_table(table).value()));  // never moved after
    to.reserve(to.size() + rows.size());
    for (auto const& r : rows) {
      add(to, read(r));
    }
  };
  f->kept.reserve(13);  // the typed rows point into them
  each("countries", f->countries, read_country);
  each("places", f->places, read_place);
  each("links", f->links, read_link);
  each("crossings", f->crossings, read_crossing);
  each("waypoints", f->waypoints, read_waypoint);
  each("openings", f->openings, read_opening);
  each("closures", f->closures, read_closure);
  each("holidays", f->holidays, read_holiday);
  each("rates", f->rates, read_rate);
  each("emissions", f->emissions, read_emission);
  each("services", f->services, read_service);
  each("assumptions", f->assumptions, read_assumption);
  each("load_units", f->assumptions, read_load_unit);
  sort_by_entity(f->countries);
  sort_by_entity(f->places);
  sort_by_entity(f->links);
  sort_by_entity(f->crossings);
  std::ranges::stable_sort(f->waypoints, {}, [](waypoint_row const& w) {
    return std::tuple{w.link, w.seq};
  });
  return f;
}

std::shared_ptr<facts const> read_facts(record::store const& s, record::view_spec const& view) {
  auto all = view;
  all.all_worlds = true;
  return read_facts([&](record::table_ix t) { return s.rows(t, all); });
}

}  // namespace karwan::network
