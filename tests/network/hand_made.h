#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "karwan/network/metric.h"

// A record written into the test. One row per line:
//   table row_id entity column=value ... @valid=A/B @observed=2022 @grade=measured @world=w
// Blanks in values are written "_". Lines that start with # are comments.
namespace karwan::network::testing {

inline constexpr std::int64_t kHour = 3600, kDay = 24 * kHour;

class hand_made {
 public:
  explicit hand_made(std::string_view rows);
  // Adds rows; later ones may repeat an entity.
  hand_made& operator+=(std::string_view rows);

  // The record without some statements ("row_id.column"), as after their retraction.
  std::shared_ptr<facts const> read(std::set<std::string> const& retracted = {}) const;
  std::set<std::string> statement_ids() const;
  std::string id_of(record::statement_ix) const;
  std::set<std::string> ids_of(std::span<record::statement_ix const>) const;

 private:
  void add_line(std::string_view line);

  std::map<record::table_ix, std::vector<record::row>> rows_;
  std::vector<std::string> ids_;  // by statement
};

// Assumptions that every metric needs, with round numbers (hand_made.cc).
extern std::string_view const kAssumptions;

// A topology and a metric on it, with ways to point at arcs.
struct built {
  topology t;
  metric m;

  // The first link, crossing or transfer arc from one place to another by a mode (transfers: the
  // mode left and joined); fails the test where there is none.
  arc_ix link(std::string_view entity, bool reversed = false) const;
  arc_ix crossing(std::string_view entity, bool reversed = false) const;
  arc_ix transfer(std::string_view place, mode from, mode to) const;

  double hours(arc_ix a) const { return static_cast<double>(m.time[a].amount.best) / 3600; }
  double usd(arc_ix a) const { return static_cast<double>(m.cost[a].amount.best) / 100; }
  double kg(arc_ix a) const { return static_cast<double>(m.emissions[a].amount.best) / 1000; }
  bool barred(arc_ix a) const;
  // From the epoch on; empty: always open.
  std::vector<interval<std::int64_t>> windows(arc_ix a) const;
};

metric_options at(std::string_view as_of_and_departure);
built build(hand_made const&, metric_options const&, std::set<std::string> const& retracted = {});

}  // namespace karwan::network::testing
