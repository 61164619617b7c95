#pragma once

#include <unordered_map>

#include "network/calendar.h"
#include "network/standpoint.h"

namespace karwan::network {

// When each arc can be entered, and what bars it. Refers to its arguments.
class cuts {
 public:
  cuts(facts const&, topology const&, standpoint const&, traffic who, day epoch);

  // Minutes that the clocks of a country are before UTC; nullopt where no row says.
  std::optional<stated<double>> offset_of(country_ix) const;
  // nullptr: at any time, as far as any row says.
  std::shared_ptr<calendar const> calendar_of(arc_ix);
  // Why the arc is not there at all: its world is not chosen, or its days are over.
  std::optional<barrier> absence(arc_ix) const;
  // What bars it at some time of the horizon, one per rule.
  std::vector<barrier> barriers(arc_ix, calendar const&) const;

 private:
  struct target;
  struct rules_of_target {
    std::vector<std::size_t> openings, closings, reopenings;
  };
  struct presence {
    std::vector<interval<day>> days;  // empty: none, in this view
    bool always{false};
    statements because;
    std::string world;  // that the link waits for
  };

  void read_openings(traffic who);
  void read_closures(traffic who);
  void add_departures(arc const&, calendar&);
  bool concerns(std::string_view traffic_cell, std::string_view of, traffic who) const;
  interval<day> days_of(record::row const&) const;
  std::vector<target> targets_of(arc const&) const;
  void add_places(arc const&, std::vector<target>&) const;
  std::optional<stated<double>> offset_of(arc const&) const;
  presence const& presence_of(link_ix) const;
  presence read_presence(link_ix) const;
  interval<day> horizon() const;
  interval<day> reach() const;
  struct shut_days;
  shut_days shut_by(calendar const&, std::size_t closing) const;
  void add_closings(arc_ix, calendar const&, std::vector<barrier>&) const;
  void add_openings(arc_ix, calendar const&, std::vector<barrier>&) const;
  void add_beginning(arc_ix, calendar const&, std::vector<barrier>&) const;

  facts const& facts_;
  topology const& topology_;
  standpoint const& from_;
  day epoch_;
  std::shared_ptr<rule_book> book_;
  std::unordered_map<std::string_view, rules_of_target> by_target_;
  std::vector<std::shared_ptr<calendar const>> made_;
  mutable std::vector<std::optional<presence>> presences_;  // per link, once asked for
};

}  // namespace karwan::network
