#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "impact/choice.h"
#include "impact/duties.h"
#include "impact/goods.h"
#include "impact/workers.h"
#include "karwan/impact/impact.h"
#include "karwan/record/effects.h"
#include "karwan/record/names.h"

// The flows of a basket under two views: searched once per view, then scored for many stances.
namespace karwan::impact {

// What the draws of one flow give, each with minus without; NaN where a side has no way.
struct drawn {
  std::vector<double> days, usd_t, co2e_kg_t, log_delivered;
};

struct studied {
  flow_change told;
  offered ways;
  std::optional<chooser> choose;  // blank where the network cannot be asked
  choice best;
  bool unmoved{false};  // every way is the same on both sides: nothing changes in any draw
  drawn draws;          // empty where it is unmoved or has no way

  // Has it a way on both sides, and is something of it another?
  bool changes() const { return told.is == outcome::changed || told.is == outcome::rerouted; }
  // Its choice for a stance.
  choice at(stance const&, parameter const& day_value) const;
  double assumed() const;  // part of the time and cost of the way then taken; 0 without one
};

using country_pair = std::pair<std::string, std::string>;  // as entities

// How much is asked of a study: with the journeys told, or the changes alone.
enum class telling : std::uint8_t { journeys, changes };

// The basket as the record has it or the user gave it, made ready to be asked of the network.
class study {
 public:
  // Question and watch outlive it; all of it throws where the watch is left.
  study(std::function<record::store()> const& open, impact_question const&, watch const&);

  // All flows with these worlds kept, and without; each is a step where steps are counted. Threads
  // share the work; the result does not depend on how many they are.
  std::vector<studied> against(std::vector<record::world_choice> const&, telling,
                               steps* counted = nullptr);
  // Some of the flows, by their place among all, where nothing passes there, and as it is.
  std::vector<studied> shut(plan::passed const&, std::vector<std::size_t> const& flows);

  void check() const { by_.check(); }
  std::size_t flows() const { return flows_.size(); }
  record::store const& record() const { return workers_.first().store; }
  record::name_index const& names() const { return *names_; }
  std::vector<basket_flow> const& basket() const { return basket_; }
  parameter const& day_value() const { return day_value_; }
  parameter const& elasticity() const { return elasticity_; }
  // The entity of the country in which a place lies; empty: not known.
  std::string country_of(std::string const& place) const;

 private:
  struct flow {
    basket_flow const* of;
    goods what;
    plan::question without;
    std::string problem;                    // why it cannot be asked
    std::optional<plan::front_ways> front;  // without, found once
    std::vector<std::optional<plan::weighed_way>> front_weighed;
  };

  void prepare(flow&);
  void add_duties(std::vector<record::world_choice> const&, std::vector<studied>& to) const;
  void look(worker&, flow&, plan::question with, telling, studied&) const;
  void offer(worker&, flow&, plan::question const& with, studied&) const;
  void tell(worker&, flow const&, plan::question const& with, studied&) const;
  void draw(studied&) const;

  impact_question const& asked_;
  watch const& by_;
  workers workers_;
  std::optional<record::name_index> names_;
  std::optional<duties> duties_;
  std::vector<record::effect> effects_;
  std::vector<basket_flow> basket_;
  parameter day_value_, elasticity_;
  std::vector<flow> flows_;
  std::vector<std::size_t> order_;  // in which they are looked at: alike ones side by side
};

// Of a leg of kind crossing: its name, else its posts.
std::string border_name(plan::leg const&);

// The choice of every flow.
std::vector<choice> choices_at(std::vector<studied> const&, stance const&,
                               parameter const& day_value);
// The same for a draw that the study has made; of the ways that change only by how much they do.
std::vector<choice> choices_drawn(std::vector<studied> const&, std::uint32_t number);

// Least and greatest of the middle four fifths of draws (P10 and P90, nearest rank), NaN left out,
// widened to hold best. Blank where all are NaN.
std::optional<interval> interval_of(double best, std::vector<double> draws);
double median_of(std::vector<double> values);  // of one at least

}  // namespace karwan::impact
