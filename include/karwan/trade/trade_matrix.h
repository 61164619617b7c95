#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "karwan/base/error.h"

namespace karwan::trade {

// What each of n countries sells to each, itself included: domestic sales are the diagonal. One
// currency, one year.
struct trade_matrix {
  std::vector<std::string> countries;
  std::vector<double> flow;  // from i to j at i * n + j

  std::size_t size() const noexcept { return countries.size(); }
  std::vector<double> output() const;       // Y: sums of rows
  std::vector<double> expenditure() const;  // E: sums of columns
};

// A flow with what happens to it: `ratio` is (t'/t)^-theta, the factor on the pair's trade before
// anyone responds; 1 where nothing changes.
struct trade_row {
  std::size_t line{0};  // of the list it comes from, for errors
  std::string exporter, importer;
  double trade{0};
  double ratio{1};
};

struct shocked_trade {
  trade_matrix base;          // countries by name
  std::vector<double> ratio;  // laid out as base.flow
};

// Rows in any order to a matrix. Error bad_data, with the line: a pair that is there twice or is
// missing (a missing flow is not zero), and all that check() refuses.
result<shocked_trade> make_trade(std::span<trade_row const>);

// Error bad_data, naming the country or pair: no or one country, values that do not fill the
// matrix, a flow or ratio that is negative or not finite, a country that sells or buys nothing.
status check(trade_matrix const&, std::span<double const> ratio);

}  // namespace karwan::trade
