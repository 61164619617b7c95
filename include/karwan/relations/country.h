#pragma once

#include <optional>
#include <string>
#include <vector>

#include "karwan/record/names.h"
#include "karwan/record/store.h"
#include "karwan/relations/directory.h"
#include "karwan/relations/document.h"

// One country for somebody from another: how many, how rich, who to call, how to get there, what
// the two do together (docs/relations.md). Goods are in trade products, visas in needs.
namespace karwan::relations {

struct country_question {
  std::string country, reader;  // ids, codes or names
  record::view_spec view;
};

// What one source says for one time.
struct country_point {
  double value{0};
  date_span period{};
  std::string grade, source;
  record::statement_ix statement{};
};

// A column of the table economies: the latest year, and the one nearest to ten years before.
struct country_number {
  std::string measure, unit;
  country_point latest;
  std::optional<country_point> before;
};

// A row of figures about the country as a whole.
struct country_value {
  std::optional<double> value, low, high;
  std::string words, unit, bound, qualifier;
  date_span period{};
  std::string grade, source;
  std::vector<record::statement_ix> statements;
};

struct country_figure {
  std::string entity, indicator, sector;
  std::vector<country_value> values;  // the latest first; sources that differ stand side by side
};

struct country_practice {
  std::string what;  // currency | utc_offset_min | weekend | unions | holiday
  std::string value;
  date_span on{};  // of a holiday
  std::string grade, source;
  std::vector<record::statement_ix> statements;
};

struct country_office {
  std::string person, role;  // who was last seen in it
  date_span seen{};
  std::vector<record::statement_ix> statements;
};

struct country_body {
  std::string id, name, kind, sector, role, website;
  bool between{false};  // a mission of one in the other, or a body of both
  bool tied{false};     // the record knows a tie with the other country
  std::vector<contact> contacts;
  std::vector<country_office> offices;
  std::vector<record::statement_ix> statements;
};

// A service that takes passengers or goods: between the two, or one of two that meet at `via`.
struct country_connection {
  std::string id, mode, from, to, via, carries, operator_name, status, weekdays, currency;
  std::optional<double> per_week, hours, price;
  date_span evidence{};
  std::string grade, source;
  std::vector<record::statement_ix> statements;
};

struct country_fact {
  std::string topic;  // study | together | safety
  std::string kind;   // of the rows: agreement, event, procedure, ...
  date_span on{};     // when it was, or was last seen
  sentence said;
};

struct country_page {
  std::string country, reader;
  std::vector<country_number> numbers;
  std::vector<country_figure> figures;
  std::vector<country_practice> practice;
  std::vector<country_body> bodies;  // between both first, then tied ones, then by sector and name
  std::vector<country_connection> connections;
  std::vector<country_fact> facts;
  // Topics that people ask for, of which the record says nothing: it is told, not padded.
  std::vector<std::string> missing;
};

// Error bad_input, whose place is the member of the question: no such country, or twice the same.
result<country_page> read_country(record::store const&, record::name_index const&,
                                  country_question const&);

// Schema Country of openapi.yaml.
std::string country_json(record::store const&, record::name_index const&, country_page const&);

}  // namespace karwan::relations
