#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "karwan/base/error.h"
#include "karwan/trade/trade_matrix.h"

// What a change of trade costs does once others respond: structural gravity with multilateral
// resistance, and full equilibrium by exact hat algebra. Equations and papers: docs/gravity.md.
// x^ stands for x'/x, the value after the change over the value before. Pure, one thread, the same
// bits for the same input.
namespace karwan::trade {

// Above this relative residual nothing is returned.
inline constexpr double kLargestResidual = 1e-8;

// Factors a, b with a_i * T_ij * b_j summing to `output` over rows and `expenditure` over columns
// (iterative proportional fitting); b of `reference` is 1. With T = t^-theta these are exporter and
// importer terms of gravity: a_i = Y_i / Y_w * Pi_i^theta up to scale, b_j likewise.
struct balanced {
  std::vector<double> a, b;
  double residual{0};  // largest |sum - margin| / margin
  std::size_t iterations{0};
};
// `t` by row, n * n. Error bad_data: sizes that differ, values negative or not finite, margins that
// are not positive or sum to different totals, countries that no trade connects, no convergence.
result<balanced> balance(std::span<double const> t, std::span<double const> output,
                         std::span<double const> expenditure, std::size_t reference);

// Output and expenditure of every country held.
struct conditional_equilibrium {
  std::vector<double> flow;                // X', laid out as the base
  std::vector<double> outward_resistance;  // Pi^, of exporters
  std::vector<double> price_index;         // P^, of importers; 1 for the reference
  std::size_t reference{0};
  double theta{0};
  double residual{0};  // of the margins, relative
  std::size_t iterations{0};
};
// `ratio` is B_ij = (t'_ij / t_ij)^-theta. Errors as check() and balance(); bad_input: theta not
// positive.
result<conditional_equilibrium> solve_conditional(trade_matrix const&,
                                                  std::span<double const> ratio, double theta,
                                                  std::size_t reference = 0);

// What a country spends after the change, given what it earns.
enum class closure {
  additive,       // E' = Y Y^ + D: the trade balance stays as it is, in units of world output
  universal,      // E' = Xi E Y^: spending over earnings changes by one factor for all
  multiplicative  // E' = E Y^: clears only where trade is balanced
};
std::string_view name_of(closure) noexcept;
result<closure> read_closure(std::string_view);  // error bad_input

struct equilibrium_options {
  double theta{0};  // trade elasticity, sigma - 1; > 0
  double psi{0};    // elasticity of supply; >= 0
  closure closes{closure::additive};
  double tolerance{1e-12};  // of the largest relative step of a price
  std::size_t most_iterations{100'000};
};

// Numeraire: output of the world in value, sum Y Y^ = sum Y. One value per country, hats but where
// said.
struct equilibrium {
  std::vector<double> flow;                                         // X', laid out as the base
  std::vector<double> price;                                        // p^, of what the country makes
  std::vector<double> price_index;                                  // P^, of what it buys
  std::vector<double> output;                                       // Y^ = p^ (p^ / P^)^psi
  std::vector<double> expenditure;                                  // E^
  std::vector<double> real_income;                                  // W^ = E^ / P^
  std::vector<double> domestic_share_before, domestic_share_after;  // of expenditure, not hats
  // Real income by the formula of Arkolakis, Costinot and Rodriguez-Clare: the change of the
  // domestic share to the power -(1 + psi) / theta. Equal to real_income where trade is balanced
  // and domestic costs do not change; NaN where the country sells nothing at home.
  std::vector<double> real_income_acr;
  double acr_gap{0};   // largest relative difference of the two
  double xi{1};        // of the universal closure
  double residual{0};  // of market clearing, largest relative to a country's output
  std::size_t iterations{0};
  equilibrium_options options;
};

// Error bad_input: theta or psi out of range. Error bad_data: all that check() refuses, countries
// that no trade connects, expenditure that would be negative, no convergence, a residual above
// kLargestResidual (as the multiplicative closure has where deficits differ).
result<equilibrium> solve_full(trade_matrix const&, std::span<double const> ratio,
                               equilibrium_options const&);

}  // namespace karwan::trade
