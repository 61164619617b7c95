#pragma once

#include <optional>
#include <string>
#include <vector>

#include "karwan/base/quantity.h"
#include "karwan/record/store.h"
#include "karwan/rules/condition.h"

// Rules and questions, compiled once from the rows of a view: tables `procedures` and `questions`.
namespace karwan::rules {

enum class effect : std::uint8_t {
  none,  // it informs, or yields a paper that another rule requires
  required,
  not_required,  // a source says so
  barred,        // what is asked about may not be done
  unsettled,     // the source says that it matters, not whether
};

enum class stage : std::uint8_t { before, border, after };  // departure, on the way, arrival
std::string_view name_of(stage) noexcept;

// How often a fee falls due.
enum class fee_unit : std::uint8_t { once, vehicle, person };

struct fee {
  bounded<double> amount;
  std::string currency;  // ISO 4217, or the index unit of the law
  std::string per;       // as the source says
  fee_unit unit{fee_unit::once};
};

// What a row limits: axle load at most 10 t.
struct limit {
  std::string of, unit;
  std::optional<double> least, most;
};

struct rule {
  std::string row_id, entity, title, kind, text;  // text: the condition in words
  std::vector<std::string> questions;
  effect does{effect::none};
  std::vector<clause> when;
  std::vector<std::string> unreadable;  // columns; the rule is then unknown wherever it may apply
  date_span valid;
  std::optional<std::pair<int, int>> season;  // MMDD, both included; may run over new year
  stage due{stage::before};
  std::vector<std::string> requires_, issuers, legal_basis;
  std::string gives, issued_by, confidence, days_basis;
  std::optional<bounded<double>> days;  // calendar days
  std::optional<fee> costs;
  std::optional<limit> limits;
  record::grade worst{record::grade::assumed};
  std::string source;
  std::vector<record::statement_ix> statements;
};

enum class arising : std::uint8_t { journey, origin, transit, destination, entered, each };

struct question {
  std::string row_id, entity, title, subject, kind, ask, source;
  std::vector<std::string> ask_kinds;
  arising at{arising::journey};
  bool foreign{false};  // not in the country of the carrier (of vehicles), else of the nationality
  std::vector<clause> when;
};

struct rule_book {
  std::vector<question> questions;  // by subject (goods, company, vehicle, driver, traveller)
  std::vector<rule> rules;          // by row_id
};

// Questions are those of today whatever the view knows; rules are the view's, with those of chosen
// worlds in the place of the actual ones of the same procedure. Working days become
// calendar days by 7/5. Never fails for a row: what cannot be read is noted in
// it. Throws failure where the record cannot be read.
rule_book read_rules(record::store const&, record::view_spec const&);
// The same from rows, for tests.
rule read_rule(record::row const&);
question read_question(record::row const&);

}  // namespace karwan::rules
