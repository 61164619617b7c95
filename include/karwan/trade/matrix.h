#pragma once

#include <string>
#include <vector>

#include "karwan/base/quantity.h"
#include "karwan/trade/flows.h"

// Who sells how much to whom in one year, with what each sells at home: what general equilibrium
// starts from.
namespace karwan::trade {

// All economies that the matrix does not name, as one.
inline constexpr std::string_view kRest = "REST";

struct matrix_economy {
  std::string id{};  // the entity of a country, an area, or kRest
  double gdp_usd{0};
  record::grade gdp_grade{record::grade::assumed};  // of kRest: computed, the world less the others
  bounded<double> domestic_usd{};  // what it sells at home, by the rule; the range of the ratio
  std::vector<record::statement_ix> gdp_statements{};
};

// USD of one calendar year. Rows sell, columns buy; both in the order of `economies`, which is that
// of their ids with kRest last. The diagonal holds domestic sales.
struct flow_matrix {
  int year{0};
  std::string source{};
  std::vector<matrix_economy> economies{};
  std::vector<double> usd{};                       // economies * economies, by rows
  std::vector<record::statement_ix> statements{};  // of cells that are stated, 0 of others; as usd
  // Cells without a row in the data set: it counted none; they are 0.
  std::size_t blank{0};
  bounded<double> output_ratio{};  // gross output over GDP: assumed, the same for all
  record::statement_ix output_ratio_statement{};
  std::string output_ratio_reason{};

  std::size_t size() const noexcept { return economies.size(); }
  double at(std::size_t seller, std::size_t buyer) const { return usd[seller * size() + buyer]; }
};

// Calendar years of which one source states what every economy of a set sells to every other and to
// the world, in order.
std::vector<int> matrix_years(record::store const&, record::view_spec const&);

// The matrix of that year. Domestic sales X_ii = GDP * gross output ratio - exports to others
// (docs/trade.md): no source states them, so they are assumed and carry the ratio's range. Trade
// within an area is domestic to it. kRest sells and buys what the world totals leave.
// Errors: not_found (no matrix of that year: the years that there are), bad_data (no GDP of an
// economy, no ratio, or exports above gross output: named).
result<flow_matrix> closed_matrix(record::store const&, record::view_spec const&, int year);

}  // namespace karwan::trade
