#pragma once

#include <string>

#include <boost/container/small_vector.hpp>

#include "network/rows.h"

// When an arc can be entered: opening hours, seasons and holidays, closures and reopenings, and the
// days on which it is there at all. Days are local to the place; seconds are since the epoch.
namespace karwan::network {

struct opening_rule {
  std::string entity, target;
  interval<day> valid;  // days that the rule speaks of
  std::optional<season> open;
  std::uint8_t weekdays{0x7f};
  interval<int> minutes{0, 24 * 60};  // past midnight where `to` < `from`
  struct holiday {
    interval<day> on;
    statements cells;
  };
  std::vector<holiday> holidays;  // closed days, by start
  statements cells;
  std::vector<interval<day>> closed{};  // all holidays, sorted and disjoint
};

struct closing {
  std::string entity, target;
  interval<day> days;                // `to` open: day::max(), until a reopening
  std::optional<season> every_year;  // within `days`
  std::optional<stated<day>> evidence_last_on;
  statements cells;
  bool supposed{false};  // by a chosen world: no actual row ends it
};

struct reopening {
  std::string target;
  day on;
  statements cells;
  bool supposed{false};  // by a chosen world
  bool lifts{false};     // and with it whatever shuts the target before or later
};
bool ends(reopening const&, closing const&) noexcept;

// When a service leaves: on these weekdays at that minute, or, where no hour is known, with whoever
// is there at some time of the day.
struct departure_rule {
  interval<day> valid;
  std::uint8_t weekdays{0};
  std::optional<int> minute;  // past midnight
  statements cells;
};

// All rules of a metric, once; calendars name them by index.
struct rule_book {
  std::vector<opening_rule> openings;
  std::vector<closing> closings;
  std::vector<reopening> reopenings;
  std::vector<departure_rule> departures;
};

// Which rule is left out of account, to see what it decides.
struct omission {
  enum class kind {
    nothing,
    opening,
    holiday,
    closing,
    reopening,
    departure,
    there,
    offset
  } what{kind::nothing};
  std::size_t at{0}, holiday{0};
};

// Disjoint, in seconds past midnight; seldom more than a few, so they stand where they are made.
using hours_of_day = boost::container::small_vector<interval<int>, 4>;

struct calendar {
  // A rule that holds for an arc because of more than its own cells (a link's straits).
  struct use {
    std::size_t rule;
    statements because;
    friend bool operator==(use const&, use const&) = default;
  };

  std::shared_ptr<rule_book const> book;
  day epoch;
  std::optional<stated<double>> utc_offset_min;
  // Openings of one target are alternatives; all targets must be open.
  std::vector<std::vector<use>> openings;
  std::vector<use> closings, reopenings;
  // Where there are any, the arc is entered only when one of them leaves.
  std::vector<use> departures;
  std::vector<interval<day>> there;  // days that the arc is there; empty: always
  statements there_because;

  friend bool operator==(calendar const& a, calendar const& b);

  // The times at which it can be entered, sorted and disjoint, within the horizon.
  std::vector<interval<std::int64_t>> windows() const;
  // The first time from t on, or nullopt within the horizon.
  std::optional<std::int64_t> next_open(std::int64_t t, omission const& = {}) const;
  // See metric::statements_of_entry.
  statements deciding(std::int64_t t) const;
  // Does the rule at `closings[i]` shut it that day? The day that follows its last closed one.
  bool shuts(std::size_t i, day d, omission const& = {}) const;
  day end_of_closing(std::size_t i) const;
  // Is one target's set of openings less than always open within the horizon; and never open?
  bool restricts(std::size_t group) const;
  bool never_open(std::size_t group) const;

 private:
  using hours = hours_of_day;
  bool is_shut(day d, omission const&) const;  // all day
  std::vector<bool> shut_days(day first, std::size_t count) const;
  bool is_holiday(std::size_t opening, day d, omission const&) const;
  hours open_of(std::vector<use> const& group, day d, omission const&) const;
  hours opened_on(day d, omission const&) const;  // where it is not shut
  hours leaving_on(day d, omission const&) const;
  hours open_on(day d, omission const&) const;
  std::int64_t midnight(day d, omission const&) const;  // seconds since the epoch
  bool opens_early(closing const& c, day d, omission const&) const;
};

bool contains(season const&, day) noexcept;

}  // namespace karwan::network
