#pragma once

#include <vector>

#include "karwan/record/search.h"
#include "karwan/record/sqlite.h"

// BM25 with document frequencies from the vocabulary. (FTS5's own would read every text that holds
// a word in order to count them.)
namespace karwan::record {

struct ranked_phrase {
  std::size_t clause{0};
  likeness how{likeness::exact};
  double weight{0};      // inverse document frequency
  std::size_t words{1};  // of the phrase
};

struct rank_plan {
  std::vector<ranked_phrase> phrases;  // in the order of the FTS5 expression; others are ignored
  std::size_t clauses{0};
  double average_length{0};  // set by the first row; 0: not yet
};

struct row_rank {
  likeness how{likeness::exact};  // of the least alike clause
  bool whole{false};              // the text has no other words
  double score{0};                // BM25, higher is better
};

// ln(1 + (all - used + 1/2) / (used + 1/2)), of Robertson and Spärck Jones, never negative.
double inverse_frequency(std::int64_t used, std::int64_t all);

// Makes karwan_rank(TABLE, PLAN) known to the connection. Once per connection.
void add_rank_function(database&);

// What karwan_rank gave.
row_rank read_rank(double packed);

}  // namespace karwan::record
