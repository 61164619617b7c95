#include <limits>

#include <fmt/core.h>

#include "network/read_rows.h"

// Countries, places, links and crossings.
namespace karwan::network {
namespace {

std::uint16_t read_gauge(row_reader& in, std::string_view column) {
  constexpr auto kWidest = double{std::numeric_limits<std::uint16_t>::max()};
  return static_cast<std::uint16_t>(std::clamp(in.number(column).value_or(0), 0.0, kWidest));
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

std::optional<link_shape> read_shape(record::row const& r) {
  auto in = row_reader{r};
  auto s = link_shape{};
  s.from = in.text("from");
  s.to = in.text("to");
  auto const by = parse_mode(in.text("mode"));
  s.gauge_from_mm = read_gauge(in, "gauge_from_mm");
  s.gauge_to_mm = read_gauge(in, "gauge_to_mm");
  s.country = in.text("country");
  s.crossing = in.text("crossing");
  if (auto const at = in.text("crossing_at"); !at.empty()) {
    s.crossing_at_from = at == "from";
  }
  s.one_way = in.text("one_way") == "yes";
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

}  // namespace

country_row read_country(record::row const& r) {
  auto in = row_reader{r};
  return {&r, in.text("iso2"), in.stated_number("utc_offset_min")};
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

link_row read_link(record::row const& r) {
  auto in = row_reader{r};
  return {&r,
          read_shape(r),
          in.stated_number("length_km"),
          in.stated_number("stated_h"),
          in.stated_number("stated_low_h"),
          in.stated_number("stated_high_h"),
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

}  // namespace karwan::network
