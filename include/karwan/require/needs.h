#pragma once

#include <optional>
#include <string>
#include <vector>

#include "karwan/plan/planner.h"
#include "karwan/record/names.h"
#include "karwan/require/landed.h"
#include "karwan/require/question.h"
#include "karwan/rules/finding.h"

// What a journey or a person needs: the schema `Needs` of openapi.yaml as structs.
namespace karwan::require {

struct named {
  std::string id, name;
};

// A paper that a step needs, and the steps of the list that yield it, any of them; none: no rule
// says who gives it.
struct input {
  std::string paper;
  std::vector<std::size_t> from;
};

struct fee_line {
  rules::fee of;
  int times{1};
};

// One thing to get, keep or pay: rows of one entity and title, as several sources state it.
struct step {
  std::string id;  // of its first row
  std::string entity, title, kind, subject;
  std::vector<std::string> countries;  // where a rule asks for it, in the order of the way
  rules::stage due{rules::stage::before};
  bool taken{true};    // false: another step of the list does as well
  bool direct{true};   // a rule asks for it; false: another step needs what it yields
  bool barred{false};  // it is a ban
  // Calendar days; nullopt: not stated, or (takes_time false) it takes none.
  std::optional<bounded<double>> days;
  bool takes_time{true};
  std::optional<double> begins_before;  // days before departure at which it must begin, at least
  bool critical{false};
  std::vector<fee_line> fees;
  bool may_cost{true};
  std::vector<input> needs;
  std::string gives;
  std::vector<std::size_t> instead;  // steps that do as well
  std::vector<rules::field> open;    // it applies only where these, not known here, fit
  std::vector<std::string> text;     // conditions in words
  std::vector<rules::limit> limits;
  std::string issued_by, confidence;
  std::vector<named> issuers;
  std::vector<std::string> legal_basis;
  record::grade worst{record::grade::measured};
  std::vector<std::string> rows, sources;
  std::vector<record::statement_ix> statements;
};

struct bearing {  // of a rule on a question
  std::string row_id, title, text;
  rules::effect does{rules::effect::none};
  rules::truth holds{rules::truth::no};
  std::optional<day> ended;  // the last day it was in force
  std::vector<rules::field> open;
  std::string source;
};

struct finding {
  std::string question, title, subject, kind;
  std::optional<std::string> country;  // nullopt: of the journey as a whole
  std::vector<std::string> legs;       // ids of the journey's legs in that country and into it
  rules::outcome is{rules::outcome::unknown};
  rules::reason why{rules::reason::no_rule};
  std::vector<bearing> rules;
  std::string ask;            // of an unknown: whom to ask, in words
  std::vector<named> bodies;  // and by name, as far as the record knows them
  std::string source;         // of the question
};

struct fee_sum {
  std::string currency;
  bounded<double> amount;
};

// What an index unit that fees are counted in is worth.
struct unit_value {
  std::string unit, currency, row_id;
  double amount{0};
  std::optional<day> ended;  // the last day it was, where it is no more
};

// Papers and journey one after the other, begun today.
struct door_to_door {
  day leaves{};          // the departure asked for, or when the papers are there, if that is later
  instant arrives{};     // expected
  bool replanned{true};  // the plan of that day holds the journey; else its time is taken as it was
  bounded<double> days;  // from today to the arrival; at least, where steps state no time
  bounded<double> usd;   // carriage, and fees of papers in USD
};

struct needs {
  // the question as it was understood
  question asked;
  day depart{}, today{};
  named from, to;  // places, or countries of a person
  std::vector<named> via;
  std::optional<plan::product_ref> product;
  double tonnes{0};
  int vehicles{0};
  named carrier, nationality;  // of a person the carrier is blank
  bool carrier_taken{false};   // it was not said: the country of origin
  std::vector<named> under;
  record::view_spec view;
  std::vector<named> way;  // countries in order
  std::optional<plan::journey> journey;
  std::optional<std::vector<plan::blocker>> no_route;

  // Before departure in the order of beginning, then on the way, then after arrival; those that
  // are not taken at the end.
  std::vector<step> steps;
  std::vector<finding> findings;
  std::vector<fee_sum> fees;      // of taken steps, by currency
  std::vector<unit_value> units;  // of the sums, where the record knows
  int fees_unstated{0};           // taken steps that may cost and say nothing
  bounded<double> days;           // of the critical chain, before departure
  int days_unstated{0};  // taken steps before departure that say nothing: days are at least
  day ready{};           // if begun today: the first day on which what states its time is there
  std::vector<std::string> circular;  // steps that wait for each other: the rules contradict
  std::optional<landed> landed_cost;  // of goods
  std::optional<door_to_door> total;  // of goods
};

// Determined by the record and the question. Throws failure: as planner; bad_input where a country,
// instrument or journey is unknown; bad_data where the record has no questions to ask.
needs find_needs(record::store const&, record::name_index const&, plan::planner&, question const&);

// The day on which to begin so that it is done at departure: whole days, rounded up.
day start_by(day depart, double days_before);

}  // namespace karwan::require
