#include "impact/equilibrium.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <thread>

#include <fmt/format.h>

#include "karwan/trade/equilibrium.h"
#include "karwan/trade/matrix.h"

namespace karwan::impact {
namespace {

// What one solution says, in percent: of each pair, and of the real income of each economy.
struct solved {
  std::vector<double> conditional, full;
  std::vector<double> real_income;
  double residual{0};
};

// A pair of countries that trade in the matrix: from nothing no factor makes something.
struct shocked_pair {
  std::size_t of;  // into the pairs
  std::size_t seller, buyer;
};

class world {
 public:
  world(trade::flow_matrix const& matrix, std::vector<pair_basis> const& pairs,
        parameter const& elasticity)
      : matrix_{matrix}, elasticity_{elasticity} {
    std::map<std::string, std::size_t> at;
    for (std::size_t i = 0; i < matrix.size(); ++i) {
      at[matrix.economies[i].id] = i;
      base_.countries.push_back(matrix.economies[i].id);
    }
    base_.flow = matrix.usd;
    for (std::size_t p = 0; p < pairs.size(); ++p) {
      auto const seller = at.find(pairs[p].countries.first);
      auto const buyer = at.find(pairs[p].countries.second);
      if (seller != at.end() && buyer != at.end() && matrix.at(seller->second, buyer->second) > 0) {
        shocked_.push_back({p, seller->second, buyer->second});
      }
    }
  }

  std::vector<shocked_pair> const& shocked() const { return shocked_; }

  // `partial` has the percent by which each pair's trade would change if nobody else responded.
  template <typename Partial>
  result<solved> solve(stance const& at, Partial const& partial) const {
    auto const n = matrix_.size();
    auto base = base_;
    auto const sales = at.of({assumption::domestic_sales}, 0);
    for (std::size_t i = 0; i < n; ++i) {
      base.flow[i * n + i] = value_at(matrix_.economies[i].domestic_usd, sales);
    }
    std::vector<double> ratio(n * n, 1);
    for (auto const& s : shocked_) {
      ratio[s.seller * n + s.buyer] = 1 + partial(s.of) / 100;
    }
    auto const theta = value_at(elasticity_.value, at.of({assumption::elasticity}, 0));
    auto const held = trade::solve_conditional(base, ratio, theta);
    if (!held) {
      return tl::unexpected{held.error()};
    }
    auto const free = trade::solve_full(base, ratio, {.theta = theta});
    if (!free) {
      return tl::unexpected{free.error()};
    }
    solved out;
    auto const change = [&](std::vector<double> const& after, shocked_pair const& s) {
      auto const cell = s.seller * n + s.buyer;
      return 100 * (after[cell] / base.flow[cell] - 1);
    };
    for (auto const& s : shocked_) {
      out.conditional.push_back(change(held->flow, s));
      out.full.push_back(change(free->flow, s));
    }
    for (auto const w : free->real_income) {
      out.real_income.push_back(100 * (w - 1));
    }
    out.residual = std::max(held->residual, free->residual);
    return out;
  }

 private:
  trade::flow_matrix const& matrix_;
  parameter const& elasticity_;
  trade::trade_matrix base_;
  std::vector<shocked_pair> shocked_;
};

// One solution per draw; threads take every n-th, so the result does not depend on how many.
std::vector<result<solved>> solve_draws(world const& over, impact_question const& q,
                                        drawn_pairs const& drawn, watch const& by) {
  std::vector<result<solved>> out(q.draws);
  auto const threads = std::max(q.jobs, 1U);
  auto const work = [&](unsigned first) {
    for (auto n = first; n < q.draws && !by.stop.stop_requested(); n += threads) {
      out[n] = over.solve(stance::draw(q.seed, n), [&](std::size_t p) { return drawn[p][n].pct; });
    }
  };
  std::vector<std::jthread> others;
  for (unsigned t = 1; t < threads; ++t) {
    others.emplace_back(work, t);
  }
  work(0);
  others.clear();
  by.check();
  return out;
}

// Best, and P10 and P90 of what `of` says of each draw.
template <typename Of>
interval spread(solved const& best, std::vector<result<solved>> const& drawn, Of const& of) {
  std::vector<double> all;
  all.reserve(drawn.size());
  for (auto const& d : drawn) {
    all.push_back(of(*d));
  }
  return *interval_of(of(best), std::move(all));
}

void tell(world const& over, trade::flow_matrix const& matrix,
          std::vector<pair_change> const& pairs, solved const& best,
          std::vector<result<solved>> const& drawn, world_change& to) {
  to.residual = best.residual;
  for (auto const& d : drawn) {
    to.residual = std::max(to.residual, d->residual);
  }
  std::map<std::size_t, std::string> concerned;  // by place in the matrix, ISO code
  for (std::size_t s = 0; s < over.shocked().size(); ++s) {
    auto const& shocked = over.shocked()[s];
    auto const& told = pairs[shocked.of];
    to.pairs.push_back({told.from, told.to,
                        spread(best, drawn, [&](solved const& x) { return x.conditional[s]; }),
                        spread(best, drawn, [&](solved const& x) { return x.full[s]; })});
    concerned[shocked.seller] = told.from;
    concerned[shocked.buyer] = told.to;
  }
  for (auto const& [i, code] : concerned) {
    to.economies.push_back({code,
                            spread(best, drawn, [&](solved const& x) { return x.real_income[i]; }),
                            matrix.economies[i].gdp_usd});
  }
}

bool changes(std::vector<pair_change> const& pairs, world const& over) {
  return std::ranges::any_of(over.shocked(), [&](shocked_pair const& s) {
    auto const& pct = pairs[s.of].pct;
    return pct.low != 0 || pct.high != 0;
  });
}

}  // namespace

void add_equilibrium(study const& s, std::vector<pair_basis> const& pairs, drawn_pairs const& drawn,
                     watch const& by, impact_answer& a) {
  auto view = a.asked.view;
  view.as_of = a.asked.depart;
  auto const years = trade::matrix_years(s.record(), view);
  if (years.empty()) {
    a.no_world = "the record has no matrix of who sells to whom";
    return;
  }
  auto const matrix = trade::closed_matrix(s.record(), view, years.back());
  if (!matrix) {
    a.no_world = matrix.error().sentence();
    return;
  }
  world const over{*matrix, pairs, a.elasticity};
  if (!changes(a.pairs, over)) {
    a.no_world =
        fmt::format("no trade between economies of the matrix of {} changes", matrix->year);
    return;
  }
  auto const best = over.solve(stance::best(), [&](std::size_t p) { return a.pairs[p].pct.best; });
  auto const all = solve_draws(over, a.asked, drawn, by);
  auto const fault = std::ranges::find_if(all, [](auto const& d) { return !d.has_value(); });
  if (!best || fault != all.end()) {
    a.no_world = (best ? fault->error() : best.error()).sentence();
    return;
  }
  a.world =
      world_change{matrix->year, matrix->source, matrix->size(), matrix->output_ratio, {}, {}, 0};
  tell(over, *matrix, a.pairs, *best, all, *a.world);
}

}  // namespace karwan::impact
