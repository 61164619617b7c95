#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "karwan/network/facts.h"
#include "karwan/network/metric.h"
#include "karwan/network/topology.h"

// The rows of the record that the network reads, typed. Text stays in the rows that `facts` keeps;
// a row of which a cell that is read here was withdrawn is not used (docs/network.md).
namespace karwan::network {

using statements = std::vector<record::statement_ix>;
using names = std::vector<std::string_view>;

struct month_day {
  unsigned month{0}, day{0};
  friend auto operator<=>(month_day, month_day) = default;
};

// First and last day of every year, both included; it may pass the new year.
struct season {
  month_day from, to;
};

struct typed_row {
  record::row const* is{nullptr};
  statements cells;  // that were read
};

template <typename T>
struct stated {
  T value{};
  record::statement_ix id;
};

struct country_row {
  record::row const* is{nullptr};
  std::string_view iso2;
  std::optional<stated<double>> utc_offset_min;
};

struct place_row {
  record::row const* is{nullptr};
  std::optional<stated<std::string_view>> country;
  place_kind kind{place_kind::other};
  std::optional<lat_lon> at;
};

// What a link is: one row says all of it, so that ends and gauges belong together.
struct link_shape {
  std::string_view from, to, country, crossing;
  mode by{mode::road};
  std::uint16_t gauge_from_mm{0}, gauge_to_mm{0};
  std::optional<bool> crossing_at_from;
  bool one_way{false};
  statements cells;
};

struct link_row {
  record::row const* is{nullptr};
  std::optional<link_shape> shape;
  std::optional<stated<double>> length_km, stated_h, stated_low_h, stated_high_h;
  std::optional<stated<std::string_view>> terrain;
  std::optional<stated<date_span>> opens_on;
  std::optional<stated<names>> passes, part_of;
};

struct waypoint_row {
  record::row const* is{nullptr};
  std::string_view link;
  int seq{0};
  lat_lon at;
};

enum class side : std::uint8_t { exit, entry, both, unknown };

// One figure of a crossing: a dwell time or a fee, for one direction (or both) and side.
struct crossing_figure : typed_row {
  mode by{mode::road};
  std::string_view from_country, to_country;  // empty: either way
  side of{side::unknown};
  std::uint8_t basis_rank{0};  // of a dwell: own post first, a country's average last
  bool holds_exchange{false};  // of a dwell: the change of gauge or vehicle is in it
  bool median{false};
  double value{0};
  record::statement_ix value_id;
};

struct crossing_row {
  record::row const* is{nullptr};
  std::string_view post_a, country_a, post_b, country_b;
  std::optional<crossing_figure> dwell, fee;
  std::optional<stated<std::string_view>> exchange;  // of gauge or vehicle
};

struct holiday_row : typed_row {
  std::string_view country;
  date_span on;
};

struct opening_row : typed_row {
  std::string_view target;
  std::string_view traffic;
  std::optional<season> open;
  std::uint8_t weekdays{0x7f};  // bit 0 = Monday
  int open_from_min{0}, open_to_min{24 * 60};
  names holidays_of;
};

struct closure_row : typed_row {
  std::string_view target, traffic;
  bool reopens{false};  // else it closes; restrictions and delays are not read
  std::optional<date_span> from, to;
  std::optional<season> every_year;
  std::optional<stated<day>> evidence_last_on;
};

struct rate_row : typed_row {
  mode by{mode::road};
  std::string_view country, corridor, direction, measure, unit;
  std::optional<load_unit> carried_in;
  bool with_border_fees{false};
  bounded<double> value;
  bool has_width{false};
  record::statement_ix value_id;
};

enum class scope : std::uint8_t { well_to_wheel, other };

struct emission_row : typed_row {
  mode by{mode::road};
  double factor_g_tkm{0};
  scope counts{scope::other};
  std::optional<load_unit> carried_in;
  std::string_view haul;
};

struct service_row : typed_row {
  mode by{mode::road};
  std::string_view from, to;
  std::optional<bounded<double>> transit_h;
  std::optional<double> per_week;        // departures; above 0
  std::optional<std::uint8_t> weekdays;  // on which it leaves; bit 0 = Monday
  std::optional<int> departs_min;        // past midnight where it leaves; says nothing without days
};

// Blank selectors match anything.
struct assumption_row : typed_row {
  std::string_view key;
  std::optional<mode> by, to_mode;
  std::string_view country, terrain, unit;
  std::optional<load_unit> carried_in;
  std::optional<bool> gauge_change;
  bounded<double> value;
};

struct facts {
  facts() = default;
  facts(facts const&) = delete;
  facts& operator=(facts const&) = delete;

  // Sorted by entity, then row_id; the rest in the order of the store.
  std::vector<country_row> countries;
  std::vector<place_row> places;
  std::vector<link_row> links;
  std::vector<crossing_row> crossings;
  std::vector<waypoint_row> waypoints;  // sorted by link, seq, row_id
  std::vector<opening_row> openings;
  std::vector<closure_row> closures;
  std::vector<holiday_row> holidays;  // that close a border
  std::vector<rate_row> rates;
  std::vector<emission_row> emissions;
  std::vector<service_row> services;  // running, for freight
  std::vector<assumption_row> assumptions;

  std::vector<std::vector<record::row>> kept;  // what the typed rows point into
};

// The rows of one entity, of a vector sorted by entity.
template <typename Row>
std::span<Row const> rows_of(std::vector<Row> const& all, std::string_view entity) {
  auto const [a, b] = std::ranges::equal_range(
      all, entity, {}, [](Row const& r) { return std::string_view{r.is->entity}; });
  return {a, b};
}

}  // namespace karwan::network
