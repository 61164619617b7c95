#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/base/watch.h"
#include "karwan/impact/basket.h"
#include "karwan/impact/parameters.h"
#include "karwan/plan/planner.h"

// What a kept promise would change: journeys of a basket of flows, what the goods cost delivered,
// trade. Two views of one record are compared, with the promises and without (docs/impact.md).
namespace karwan::impact {

struct impact_question {
  std::vector<std::string> subjects;  // projects or commitments, as written; ID or ID@DATE
  std::optional<day> from;            // when they hold, where a subject has no date of its own
  day depart{};                       // of every flow, in both views
  day today{};
  record::view_spec view;
  std::optional<std::vector<basket_flow>> basket;  // nullopt: the record's
  std::optional<own_flow> own;                     // this alone, in place of any basket
  std::vector<std::string> flows;                  // only these of the basket, by id; empty: all
  std::vector<std::string> lifted;  // closures that end with the promises, not before
  std::uint32_t draws{plan::kDefaultDraws};
  std::uint64_t seed{1};
  unsigned jobs{1};

  // Few flows are named one by one: their ways are told leg by leg.
  bool told_by_legs() const { return own || !flows.empty(); }
};

// The day on which goods leave where nobody says: today, or when the promises hold if that is
// later.
day usual_departure(impact_question const&);

// What is, at best values, and the P10 and P90 of draws of all assumptions at once.
using interval = bounded<double>;

enum class outcome : std::uint8_t {
  same,      // nothing changes
  changed,   // the same way takes another time or cost
  rerouted,  // another way is taken
  opened,    // there was no way, and now there is
  lost,      // there was a way, and now there is none
  no_route,  // no way in either view
  refused    // it cannot be asked of the network: `problem` says why
};
std::string_view name_of(outcome) noexcept;

struct goods {
  std::string id, name;                           // empty: the record knows no such product
  std::string code;                               // HS; may be empty
  std::optional<network::load_unit> unit;         // in which they usually go
  std::optional<bounded<double>> value_usd_t;     // nullopt: not known
  record::grade graded{record::grade::measured};  // of the value
  std::vector<std::string> rows;                  // ids of the rows that give the value
};

// Duty where the goods go, percent of their value with carriage to the border.
struct duty_change {
  bounded<double> without, with;
};

struct flow_change {
  basket_flow of;
  goods what;
  plan::place_ref from, to;
  network::load carried;  // one full unit
  outcome is{outcome::refused};
  std::string problem;
  std::optional<plan::journey> before, after;              // the ways taken
  std::vector<std::string> borders_before, borders_after;  // crossings passed, by name, in order

  std::optional<duty_change> duty_pct;  // where the promise changes it

  // With minus without; blank where a side has no way.
  std::optional<interval> days, usd_t, co2e_kg_t;
  // Of what the goods cost delivered, and of their trade; blank too where their value is not known.
  std::optional<interval> delivered_pct, trade_pct;
  // In which part of the draws the change is not nothing.
  double changes_in{0};
};

struct moved {
  std::string name;        // of the assumption
  double low{0}, high{0};  // the result with it at its low and high, all others at their best
};

// Trade from one country to another, by equation (3) of docs/impact.md.
struct pair_change {
  std::string from, to;             // ISO alpha-2
  std::size_t flows{0}, valued{0};  // of its group; of them with known value and ways
  struct part {
    std::size_t flow;  // of impact_answer::flows
    double weight;     // they sum to 1
  };
  std::vector<part> parts;  // its valued flows
  interval pct;             // of their trade, weighed so
  struct book {
    std::string row_id, by, period;
    double usd{0};
  };
  std::vector<book> books;  // what is said of its trade a year; those that disagree too
  std::optional<bounded<double>> base_usd;  // a year
  std::optional<interval> usd;              // change a year
  std::optional<interval> saved_usd;        // on today's trade, a year: carriage and days
  bool shares_assumed{false};
};

// Trade once everybody responds, by the equations of docs/gravity.md.
struct world_change {
  int year{0};                     // of the matrix of who sells to whom
  std::string source;              // of the matrix
  std::size_t size{0};             // economies in it, the rest of the world as one
  bounded<double> output_ratio{};  // assumed: gross output over GDP, from which domestic sales are
  struct pair {
    std::string from, to;                // ISO alpha-2
    interval conditional_pct, full_pct;  // of their trade: with incomes held, and free
  };
  std::vector<pair> pairs;  // of impact_answer::pairs those that trade in the matrix
  struct economy {
    std::string code;  // ISO alpha-2
    interval real_income_pct;
    double gdp_usd{0};  // of that year
  };
  std::vector<economy> economies;  // of these pairs
  double residual{0};              // the largest of all solutions, relative
};

struct investment {
  std::string subject;
  std::optional<bounded<double>> usd;  // as sources state it
  std::vector<std::string> rows;
  record::grade worst{record::grade::measured};
};

struct subject_ref {
  std::string id, name;
  std::optional<day> from;
};

struct summary {
  std::size_t flows{0}, changing{0}, opened{0}, lost{0}, no_route{0}, refused{0};
  std::size_t duties{0};                // flows that change whose duty does
  std::optional<interval> days, usd_t;  // the median of those that change
  double assumed{0};  // part of the time and cost of the ways then taken that is assumed, median
};

struct impact_answer {
  impact_question asked;
  std::vector<subject_ref> subjects;
  std::string record_version;
  std::string no_effect;  // why nothing can change; empty: something could
  summary all;
  std::vector<flow_change> flows;  // in the order of the basket
  std::vector<pair_change> pairs;
  std::optional<world_change> world;
  std::string no_world;  // why there is none
  std::vector<investment> costs;
  parameter day_value, elasticity;
  std::string tornado_of;  // what result the bars are of, with its unit
  double tornado_best{0};
  std::vector<moved> tornado;  // the widest first
};

// Throws failure: bad_input (an unknown subject, with suggestions; an unknown flow, place or goods
// of its own flow), bad_data (parameters are missing), what `open` throws, unavailable where the
// watch is left. Its steps are the flows. Determined by the record and the question, whatever
// `jobs` is.
impact_answer find_impact(std::function<record::store()> const& open, impact_question const&,
                          watch const& = {});

// The schema `Impact` of openapi.yaml on one line.
std::string to_json(impact_answer const&);
// At most 100 columns wide. Of the flows that change `most`, those with ways found or lost and with
// the most days first; flows that do not change are only counted. Ends with a line end.
std::string to_text(impact_answer const&, std::size_t most, bool colour);

// A workbook (xlsx) in which every number at best values is computed by formulas from the legs, the
// parameters and the values of the goods; intervals stand beside as they were drawn.
std::string to_workbook(impact_answer const&);

}  // namespace karwan::impact
