#include "network/read_rows.h"

// Rates, emission factors, services and assumptions.
namespace karwan::network {
namespace {

// What is divided by must be above zero; nothing takes less than none.
void check_bounds(record::row const& r, bounded<double> const& v, bool divides) {
  if (v.low > v.best || v.best > v.high) {
    bad_cell(r, "low", "low, best and high are not in order", "State low <= best <= high.");
  }
  if (v.low < 0 || (divides && v.low == 0)) {
    bad_cell(r, "low", divides ? "not above zero" : "below zero", "State what it takes.");
  }
}

}  // namespace

// The rates that links and borders are priced by; others are for people to read.
constexpr auto kMeasures = std::to_array<std::string_view>(
    {"speed_without_delay", "freight_20t_500km", "border_time", "border_cost"});

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
  auto const known = std::ranges::find(kMeasures, x.measure) != kMeasures.end();
  if (in.withdrawn() || !by || !known || (!currency.empty() && currency != "USD")) {
    return std::nullopt;
  }
  if (!value && (!low || !high)) {
    return std::nullopt;
  }
  x.by = *by;
  auto const best = value ? value->value : (low->value + high->value) / 2;
  x.value = {low ? low->value : best, best, high ? high->value : best};
  check_bounds(r, x.value, x.measure == "speed_without_delay");
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
  auto const per_week = in.number("frequency_week"), departs = in.number("departs");
  auto const weekdays = read_weekdays(r, in);
  if (in.withdrawn() || !by || carries == "passengers" || status != "running") {
    return std::nullopt;
  }
  s.by = *by;
  if (hours && *hours > 0) {
    s.transit_h = {std::min(low.value_or(*hours), *hours), *hours,
                   std::max(high.value_or(*hours), *hours)};
  }
  if (per_week && *per_week > 0) {
    s.per_week = *per_week;
  }
  if (weekdays != 0) {
    s.weekdays = weekdays;
  }
  if (departs) {
    s.departs_min = static_cast<int>(*departs);
  }
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
  check_bounds(r, a.value,
               a.key == "speed_kmh" || a.key == "driving_h_day" || a.key == "trip_dispersion");
  a.cells = in.take();
  return a;
}

// What a unit holds is looked up like an assumption, though most of these rows have a source.
std::optional<assumption_row> read_load_unit(record::row const& r) {
  auto in = row_reader{r};
  auto a = assumption_row{};
  a.is = &r;
  a.key = "capacity_t";
  a.carried_in = parse_load_unit(in.text("load_unit"));
  auto const best = in.number("capacity_t");
  auto const low = in.number("capacity_low_t"), high = in.number("capacity_high_t");
  if (in.withdrawn() || !a.carried_in || !best) {
    return std::nullopt;
  }
  a.value = {low.value_or(*best), *best, high.value_or(*best)};
  check_bounds(r, a.value, true);
  a.cells = in.take();
  return a;
}

}  // namespace karwan::network
