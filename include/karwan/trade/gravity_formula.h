#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "karwan/base/error.h"

// What to estimate, as people write it: "ln(dist),rta,border#i.year" and "exp#year,imp#year,pair".
namespace karwan::trade {

// How a column enters a product.
enum class column_use {
  plain,  // name: the number
  log,    // ln(name): its natural logarithm
  each    // i.name: 1 where the column has the term's value, for each value it has
};

struct factor {
  std::string column;
  column_use use{column_use::plain};
  friend bool operator==(factor const&, factor const&) = default;
};

// A product of columns: name#ln(name)#i.name.
struct term {
  std::vector<factor> factors;
  friend bool operator==(term const&, term const&) = default;
};

// Columns whose values together name a group: name#name.
struct group_key {
  std::vector<std::string> columns;
  friend bool operator==(group_key const&, group_key const&) = default;
};

struct gravity_formula {
  term outcome;  // one factor, plain or log
  std::vector<term> regressors;
  std::vector<group_key> fixed_effects, clusters;
};

std::string text_of(term const&);
std::string text_of(group_key const&);

// Lists separated by commas, blanks around names ignored; empty text: an empty list. Error
// bad_input, its place the option: an empty name, a bracket that does not close, another function
// than ln, the same term twice, more than 100 of them.
result<std::vector<term>> read_terms(std::string_view text, std::string_view option);
result<std::vector<group_key>> read_keys(std::string_view text, std::string_view option);
// Error bad_input, as above, also where it is not one column or its logarithm.
result<term> read_outcome(std::string_view text, std::string_view option);

}  // namespace karwan::trade
