#pragma once

#include <optional>
#include <string>
#include <vector>

#include "karwan/plan/answer.h"

// What stands behind the numbers of a journey: how each is made, and of what statements.
namespace karwan::plan {

enum class figure : std::uint8_t { time, cost, co2e, borders };
std::string_view name_of(figure) noexcept;

// Which numbers to explain. Text: [JOURNEY:]all, [JOURNEY:][LEG.]FIGURE; a journey by its number or
// label (1), a leg by its number or `total`, a figure as above or all: "3.cost", "cheapest:total".
struct explain_wish {
  std::string journey{"1"};
  std::optional<std::size_t> leg;  // from 1; nullopt with all_legs unset: the total
  bool all_legs{false};            // every leg, and the totals
  std::optional<figure> of;        // nullopt: all
};
// Error bad_input, with `explain` as its place.
result<explain_wish> read_explain(std::string const&);

// One row of the record, or a number of the question, that goes into a number.
struct operand {
  std::string what, unit;
  bounded<double> value;
  bool spreads{false};                  // only makes low and high wider
  std::string row, entity, table;       // empty: of the question or a definition
  std::vector<std::string> statements;  // ids, that of the value first
  std::string source, title, publisher, url, locator;
  std::string on;  // the period that it speaks of, else when its source was published
  record::grade graded{record::grade::measured};
  std::string says;  // note or reason of the row
};

struct explained {
  std::string leg;  // id; empty: the journey as a whole
  std::size_t number{0};
  std::string title;  // what the leg is, in words
  figure of{figure::time};
  bounded<double> value;  // h, usd, kg, or borders
  std::string formula;    // in words
  std::vector<operand> operands;
  // Legs that a total sums up, by id, with their part of it.
  std::vector<std::pair<std::string, double>> parts;
};

struct explanation {
  answer asked;  // the question as it was understood; no journeys
  std::string journey;
  std::vector<label> labels;
  std::vector<explained> numbers;
};

// The schema `Explanation` of openapi.yaml on one line.
std::string to_json(explanation const&);
// For a terminal of 100 columns. Ends with a line end.
std::string to_text(explanation const&, bool colour);

}  // namespace karwan::plan
