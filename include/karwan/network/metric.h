#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "karwan/base/interval.h"
#include "karwan/base/quantity.h"
#include "karwan/network/topology.h"

// What the topology's arcs cost under one view, load and departure: weights, masks, evidence.
namespace karwan::network {

enum class load_unit : std::uint8_t { truck, reefer, teu, feu, wagon, bulk, air, roro };
std::string_view name_of(load_unit) noexcept;
std::optional<load_unit> parse_load_unit(std::string_view) noexcept;

// Who drives a truck, and keeps the hours that drivers may drive.
enum class crew : std::uint8_t { single, two };
std::string_view name_of(crew) noexcept;  // single, double
std::optional<crew> parse_crew(std::string_view) noexcept;

enum class traffic : std::uint8_t { trade, passenger };

struct load {
  load_unit unit{load_unit::truck};
  double tonnes{20};
  bool cold{false};
};

struct metric_options {
  record::view_spec view;
  day depart{};  // the epoch is its midnight UTC
  load carried;
  traffic who{traffic::trade};
  std::optional<crew> drivers;  // nullopt: as the trips that were seen were driven
  std::uint8_t modes{0x1f};     // bit per mode
  std::vector<place_ix> avoid_places;
  std::vector<country_ix> avoid_countries;
  // Pairs of countries between which goods by road stay in their truck, whatever rows say.
  std::vector<std::pair<country_ix, country_ix>> trucks_through;
};

// Why an arc cannot be used at all times of this view, and the statements that say so.
struct barrier {
  arc_ix on;
  std::string entity;           // the closure, opening, project or link that bars it
  std::string target;           // what it shuts: a crossing, link, place, chokepoint or country
  std::optional<day> from, to;  // closed days, `to` included; open or recurring: nullopt
  std::optional<day> evidence_last_on;
  std::vector<record::statement_ix> statements;
  bool for_good{false};  // shuts the arc alone for the whole horizon from departure
  std::string missing;   // which rate or assumption no row gives, where that is the reason
};

// One criterion on one arc: how much, and what it rests on.
struct arc_value {
  bounded<std::int64_t> amount;  // s, cents or g
  record::grade worst{record::grade::measured};
  float assumed_share{0};  // of amount.best, 0..1
};

// A measurement that an arc's values rest on, for its age. Blank where its period is not stated.
struct measurement {
  arc_ix on;
  std::string_view what;  // dwell, border_time, speed or freight
  record::statement_ix value;
  date_span observed;
};

// The mean wait for a departure: before a link is travelled, or after a transfer to what leaves
// nobody knows when. Where a timetable says when it leaves there is none: that is in the windows.
struct boarding {
  arc_ix on;
  arc_value wait;       // s
  std::string service;  // whose frequency says so; empty: assumed, or of several
  std::vector<record::statement_ix> statements;  // sorted
};

// What a cost is made of. Freight rates of some countries hold the fees of their borders: then
// these are no part of their own.
enum class cost_kind : std::uint8_t {
  freight,
  freight_with_fees,
  cooling,
  fee,
  exchange,
  handling,
  // Of trucks that enter a country, by its rules (rules/charges.h).
  permit,
  road_fee,
  insurance,
  guarantee
};
std::string_view name_of(cost_kind) noexcept;

struct cost_part {
  arc_ix on;
  cost_kind of;
  std::int64_t cents;  // of the best; the parts of an arc sum up to its cost
};

// What it takes where the goods go on in another truck, at a border that theirs may not pass.
struct truck_change {
  std::optional<arc_value> time, cost;           // s, cents; blank where no row says
  std::vector<record::statement_ix> statements;  // sorted
};

// How a border that is open comes to be shut by chance: closures a second while it is open, and how
// long they last (lognormal, of seconds). Rate 0: nothing is known of it.
struct shutting {
  double per_s{0}, log_mean{0}, log_sigma{0};
  std::vector<record::statement_ix> statements;  // of its own closures
};

// What the search takes a barred arc's duration and the windows of one that is always open to be:
// as in route/search.h, which this module does not know.
inline constexpr std::int64_t kBarred = std::numeric_limits<std::int64_t>::max();
inline constexpr std::uint32_t kAlwaysOpen = std::numeric_limits<std::uint32_t>::max();

struct calendar;  // when arcs can be entered, and why: src/network/calendar.h

// Days from departure for which windows are laid out; later nothing with windows is open.
inline constexpr int kHorizonDays = 400;
// The same in seconds since the epoch. It begins a day sooner: where the clocks are before UTC, the
// day of departure does too.
inline constexpr interval<std::int64_t> kHorizon{-86400, std::int64_t{kHorizonDays} * 86400};

struct metric {
  day epoch{};
  std::int64_t leaves_s{0};  // departure, seconds since the epoch; may be before it
  vector_map<country_ix, int> utc_offset_min;  // that the view gives
  // Arrays for the search, per arc; see route/search.h for meanings. A duration holds the mean wait
  // for a departure. A barred arc has none, but `time`, `cost` and `emissions` say what it would
  // take.
  std::vector<std::int64_t> duration_s, cost_cents, emissions_g;
  std::vector<std::uint8_t> borders;
  std::vector<std::uint32_t> opens, first_window;
  std::vector<interval<std::int64_t>> windows;

  vector_map<arc_ix, arc_value> time, cost, emissions;
  vector_map<arc_ix, std::int64_t> wheel_s;      // of `time`, that a crew drives; 0 without a crew
  vector_map<arc_ix, double> length_km;          // 0 for crossings and transfers
  std::vector<std::uint32_t> first_statement;    // arcs + 1
  std::vector<record::statement_ix> statements;  // sorted per arc, each decisive for its values
  std::vector<barrier> barriers;                 // of all arcs, sorted by arc
  std::vector<measurement> measurements;         // of all arcs, sorted by arc
  vector_map<crossing_ix, shutting> shut;
  truck_change change;
  std::vector<bool> exchanges;  // per arc: a border where goods change trucks whoever carries them
  std::vector<cost_part> cost_parts;  // sorted by arc
  std::vector<boarding> boardings;    // sorted by arc
  std::int64_t vehicles{0};           // of the unit, that the load fills
  // A factor of time that all legs of one trip share (weather, crews, papers): 1, and what nine of
  // ten trips stay above and below. Narrow where no row says how trips differ.
  bounded<double> trip_dispersion{1, 1, 1};
  std::vector<record::statement_ix> trip_statements;

  std::vector<std::shared_ptr<calendar const>> calendars;
  std::vector<std::uint32_t> calendar_of;  // per arc, or kAlwaysOpen

  std::span<record::statement_ix const> statements_of(arc_ix) const;
  std::span<barrier const> barriers_of(arc_ix) const;
  std::span<measurement const> measurements_of(arc_ix) const;
  std::span<cost_part const> cost_parts_of(arc_ix) const;
  boarding const* boarding_of(arc_ix) const;  // nullptr: nothing is waited for
  bool leaves_by_timetable(arc_ix) const;     // its windows are departures
  // Boarding and travel, as the search takes it; also of a barred arc.
  std::int64_t expected_s(arc_ix) const;
  // The statements that decide when an arc that is reached at t (seconds since the epoch) can be
  // entered: retracting any one of them changes that time. Sorted. Mostly empty: an arc that is
  // open at t rests on no closure.
  std::vector<record::statement_ix> statements_of_entry(arc_ix, std::int64_t t) const;
};

// An arc of which no row gives the time, cost or emissions is barred, and its barrier names what is
// missing: what is not known is not free.
metric build_metric(topology const&, facts const&, metric_options const&);
// Of options that differ in no more than departure, modes, who travels and what is avoided the
// values are the same: then they need not be made anew.
bool same_values(metric_options const&, metric_options const&);
metric build_metric(topology const&, facts const&, metric_options const&, metric const& values);
metric build_metric(topology const&, record::store const&, metric_options const&);

}  // namespace karwan::network
