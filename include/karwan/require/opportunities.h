#pragma once

#include <optional>
#include <string>
#include <vector>

#include "karwan/plan/planner.h"
#include "karwan/record/answers.h"
#include "karwan/record/names.h"
#include "karwan/require/landed.h"
#include "karwan/trade/indices.h"

// What one country could sell to another, by trade potential and by whether it arrives: fresh, and
// at what share of its value in freight and duty (docs/trade.md).
namespace karwan::require {

struct opportunity_question {
  std::string exporter{}, importer{};  // countries, as people write them
  trade::set_wish of{};
  std::vector<std::string> products{};  // of the record; empty: all that it says the exporter sells
  // How it goes: from and to may be blank, then the basket's places for the goods are taken.
  plan::asked way{};
};

// How all goods go, whatever their ends: its view, dates and language. Error bad_input.
result<plan::question> way_of(opportunity_question const&, day today);

// How a product gets there, if it does.
struct delivery {
  std::string from{}, to{};            // places
  std::string from_name{}, to_name{};  // as they are shown
  std::string unit{};
  double tonnes{0};
  std::string journey{};                  // its id; empty: there is none
  std::vector<std::string> modes{};       // in order of first use
  std::vector<std::string> countries{};   // in order
  std::optional<bounded<double>> days{};  // expected, with its bounds
  // Of its shelf life, what is left on arrival; 1 of goods that keep. nullopt: not known.
  std::optional<bounded<double>> left{};
  bool keeps{false};  // the record says that it does not perish
  std::optional<bounded<double>> value_usd{}, freight_usd{}, freight_share{};
  std::optional<bounded<double>> duty_pct{}, duty_share{};  // of the value of the goods
  std::optional<double> assumed{};  // share of the freight that rests on assumed inputs
  // left * value / (value + freight + duty), best values: the part of what is paid at the border
  // that is goods still fit for sale.
  std::optional<double> deliverability{};
  bool without_duty{false};  // the duty is not known: it is left out, so it is at most that
  std::string unknown{};     // why there is no deliverability
  std::vector<std::string> statements{};  // ids, sorted
};

struct opportunity {
  std::string product{}, name{}, hs_code{};  // as the record has them
  std::string code{}, group{};               // of the data set, that the potential is of
  std::optional<double> potential_usd{}, unrealised_usd{};
  std::string unknown{};  // why there is no potential
  delivery way{};
  std::optional<double> score_usd{};  // potential_usd * deliverability
};

struct opportunities {
  trade::potential_answer potential{};
  std::vector<opportunity> products{};  // by score; those without one after, by potential
  day depart{}, today{};
  record::view_spec view{};
};

// Throws failure: bad_input (an unknown country, product, place), not_found (no trade by product).
opportunities find_opportunities(record::store const&, record::name_index const&, plan::planner&,
                                 opportunity_question const&, day today);

// The schema `TradeOpportunities` of openapi.yaml on one line, without a line end.
std::string to_json(opportunities const&, record::store const&, record::answer_writer&);
// For a terminal of 100 columns. Ends with a line end.
std::string to_text(opportunities const&, record::answer_writer&);

}  // namespace karwan::require
