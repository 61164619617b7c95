#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "karwan/network/metric.h"

// How the numbers of arcs come about: the rows that they rest on, and what is done with them. Made
// by the same code that makes a metric, for those arcs alone.
namespace karwan::network {

struct term;
using derivation = std::shared_ptr<term const>;

struct term {
  enum class kind : std::uint8_t {
    row,       // what a row of the record says
    constant,  // of the question (tonnes), or of a definition (24 hours a day)
    product,
    quotient,  // the first part over the second
    sum,
    spread,  // the first part, whose low and high the second widens
  };
  kind is{kind::constant};
  std::string what, unit;  // of a row or constant: "speed without delay", "km/h"; may be empty
  bounded<double> v;
  record::grade worst{record::grade::measured};
  std::vector<record::statement_ix> from;  // of a row or constant
  std::vector<derivation> parts;           // of the others: two
};

// Of one arc; null where nothing counts (emissions at a border) or nothing is known.
struct explained_arc {
  derivation hours, usd, grams, km;
};

// Nothing of an arc that is invalid.
std::vector<explained_arc> explain(topology const&, facts const&, metric_options const&,
                                   std::span<arc_ix const>);

}  // namespace karwan::network
