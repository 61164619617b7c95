#include "impact/weights.h"

#include <map>
#include <set>
#include <string>

namespace karwan::impact {
namespace {

// What a group of flows is part of: how many share it, and how much it is in all.
struct group {
  std::set<country_pair> between;
  std::size_t flows{0};
  std::optional<double> tonnes_year, value_usd_year;
};

class groups {
 public:
  explicit groups(study const& s) : study_{s} {
    for (auto const& f : s.basket()) {
      if (f.kind == flow_kind::flow && !f.weight_group.empty()) {
        auto& g = all_[f.weight_group];
        g.between.insert(ends_of(f));
        ++g.flows;
      }
    }
    for (auto const& f : s.basket()) {
      if (f.kind == flow_kind::control_total) {
        add_total(f);
      }
    }
  }

  // nullptr: in no group, or in one whose flows go between more than two countries.
  group const* of(basket_flow const& f) const {
    auto const at = all_.find(f.weight_group);
    return at == all_.end() || at->second.between.size() != 1 ? nullptr : &at->second;
  }

 private:
  country_pair ends_of(basket_flow const& f) { return {country_of(f.from), country_of(f.to)}; }
  std::string const& country_of(std::string const& place) {
    auto const [at, fresh] = known_.try_emplace(place);
    if (fresh) {
      at->second = study_.country_of(place);
    }
    return at->second;
  }
  void add_total(basket_flow const& total) {
    auto const between = ends_of(total);
    for (auto& [name, g] : all_) {
      if (g.between.size() == 1 && *g.between.begin() == between) {
        g.tonnes_year = total.tonnes_year ? total.tonnes_year : g.tonnes_year;
        g.value_usd_year = total.value_usd_year ? total.value_usd_year : g.value_usd_year;
      }
    }
  }

  study const& study_;
  std::map<std::string, group> all_;
  std::map<std::string, std::string> known_;
};

weight weight_of(basket_flow const& f, goods const& what, group const* g) {
  using enum weight::basis;
  auto const usd_t = what.value_usd_t ? what.value_usd_t->best : 0.0;  // 0: not known
  if (f.tonnes_year) {
    return {stated, *f.tonnes_year};
  }
  if (f.value_usd_year && usd_t > 0) {
    return {stated, *f.value_usd_year / usd_t};
  }
  if (g == nullptr) {
    return {};
  }
  auto const n = static_cast<double>(g->flows);
  if (g->tonnes_year) {
    return {shared, *g->tonnes_year / n};
  }
  if (g->value_usd_year && usd_t > 0) {
    return {shared, *g->value_usd_year / n / usd_t};
  }
  return {};
}

}  // namespace

std::vector<weight> weights_of(study const& s, std::vector<studied> const& flows) {
  groups const all{s};
  std::vector<weight> out;
  for (auto const& f : flows) {
    out.push_back(weight_of(f.told.of, f.told.what, all.of(f.told.of)));
  }
  return out;
}

}  // namespace karwan::impact
