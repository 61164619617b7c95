#include "impact/shapley.h"

#include <bit>
#include <cmath>

namespace karwan::impact {
namespace {

void add(totals& to, totals const& t, double times) {
  to.days += times * t.days;
  to.usd_t += times * t.usd_t;
  to.saved_usd += times * t.saved_usd;
  to.trade_usd += times * t.trade_usd;
  to.opened += times * t.opened;
}

// |S|! (n - |S| - 1)! / n!: the part of all orders in which just the set S comes before a member.
double part_of_orders(int size, int n) {
  return std::tgamma(size + 1) * std::tgamma(n - size) / std::tgamma(n + 1);
}

}  // namespace

std::vector<totals> shapley(std::vector<totals> const& of_subset) {
  auto const n = static_cast<std::size_t>(std::bit_width(of_subset.size()) - 1);
  std::vector<totals> out(n);
  for (std::size_t i = 0; i < n; ++i) {
    auto const member = std::size_t{1} << i;
    for (std::size_t set = 0; set < of_subset.size(); ++set) {
      if ((set & member) == 0) {
        auto const part = part_of_orders(std::popcount(set), static_cast<int>(n));
        add(out[i], of_subset[set | member], part);
        add(out[i], of_subset[set], -part);
      }
    }
  }
  return out;
}

}  // namespace karwan::impact
