#include "impact/tornado.h"

#include <algorithm>
#include <cmath>

namespace karwan::impact {
namespace {

// The one number whose assumptions are moved: dollars of trade where a base is known, else percent
// of trade, else dollars of carriage a tonne.
class measure {
 public:
  measure(std::vector<pair_basis> const& pairs, std::vector<studied> const& flows,
          impact_answer const& a)
      : pairs_{pairs}, flows_{flows}, a_{a} {
    in_usd_ = std::ranges::any_of(pairs, [](auto const& p) { return p.told.base_usd.has_value(); });
    in_pct_ = std::ranges::any_of(
        flows, [](studied const& f) { return f.changes() && f.best.log_delivered; });
  }

  std::string name() const {
    return in_usd_   ? "trade, USD a year"
           : in_pct_ ? "trade, % (median of flows that change)"
                     : "carriage, USD a tonne (median of flows that change)";
  }

  double operator()(stance const& at) const {
    auto const choices = choices_at(flows_, at, a_.day_value);
    if (in_usd_) {
      double sum = 0;
      for (auto const& p : pairs_) {
        sum += result_of(p, flows_, at, choices, a_.day_value, a_.elasticity).usd;
      }
      return sum;
    }
    auto const theta = value_at(a_.elasticity.value, at.of({assumption::elasticity}, 0));
    std::vector<double> all;
    for (std::size_t i = 0; i < flows_.size(); ++i) {
      if (!flows_[i].changes()) {
        continue;
      }
      auto const& c = choices[i];
      if (!in_pct_) {
        all.push_back(c.taken[1]->usd_t - c.taken[0]->usd_t);
      } else if (c.log_delivered) {
        all.push_back(100 * std::expm1(-theta * *c.log_delivered));
      }
    }
    return all.empty() ? 0 : median_of(std::move(all));
  }

 private:
  std::vector<pair_basis> const& pairs_;
  std::vector<studied> const& flows_;
  impact_answer const& a_;
  bool in_usd_{false}, in_pct_{false};
};

}  // namespace

void add_tornado(std::vector<pair_basis> const& pairs, std::vector<studied> const& flows,
                 watch const& by, impact_answer& a) {
  measure const of{pairs, flows, a};
  a.tornado_of = of.name();
  a.tornado_best = of(stance::best());
  std::vector<factor> all{{assumption::day_value},
                          {assumption::elasticity},
                          {assumption::goods_value},
                          {assumption::base}};
  for (auto const& f : flows) {
    if (f.choose && f.changes()) {
      all.insert(all.end(), f.choose->factors().begin(), f.choose->factors().end());
    }
  }
  std::ranges::sort(all);
  all.erase(std::unique(all.begin(), all.end()), all.end());
  for (auto const& f : all) {
    by.check();
    moved m{name_of(f), of(stance::moved(f, 0)), of(stance::moved(f, 1))};
    if (std::abs(m.high - m.low) > 1e-9 || std::abs(m.high - a.tornado_best) > 1e-9) {
      a.tornado.push_back(std::move(m));
    }
  }
  std::ranges::stable_sort(a.tornado, std::greater{}, [&](moved const& m) {
    auto const [least, most] = std::minmax({m.low, m.high, a.tornado_best});
    return most - least;
  });
}

}  // namespace karwan::impact
