#include "impact/pairs.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "impact/books.h"
#include "karwan/base/text_hash.h"

namespace karwan::impact {
namespace {

std::uint64_t luck_of(country_pair const& p) {
  text_hash h;
  h.add(p.first);
  h.add(p.second);
  return h.value();
}

// The countries of each flow's ends, as entities.
class ends {
 public:
  explicit ends(study const& s) : study_{s} {}
  country_pair of(basket_flow const& f) { return {country_of(f.from), country_of(f.to)}; }

 private:
  std::string const& country_of(std::string const& place) {
    auto const [at, fresh] = known_.try_emplace(place);
    if (fresh) {
      at->second = study_.country_of(place);
    }
    return at->second;
  }
  study const& study_;
  std::map<std::string, std::string> known_;
};

// Weight groups all of whose flows go between the same two countries.
std::map<std::string, std::set<country_pair>> groups_of(study const& s, ends& where) {
  std::map<std::string, std::set<country_pair>> out;
  for (auto const& f : s.basket()) {
    if (f.kind == flow_kind::flow && !f.weight_group.empty()) {
      out[f.weight_group].insert(where.of(f));
    }
  }
  return out;
}

bool counts(studied const& s) {
  return s.best.log_delivered.has_value();
}

void add_books(study const& s, impact_question const& q, country_pair const& ends_of, ends& where,
               pair_basis& to) {
  auto view = q.view;
  view.as_of = q.depart;
  auto& books = to.told.books;
  books = books_of(s.record(), view, ends_of.first, ends_of.second);
  std::optional<double> best;
  for (auto const& f : s.basket()) {
    if (f.kind == flow_kind::control_total && f.value_usd_year && where.of(f) == ends_of) {
      best = *f.value_usd_year;
      books.push_back({f.row_id.empty() ? f.id : f.row_id, "basket", "", *best});
    }
  }
  if (!best) {
    return;
  }
  auto const [least, most] = std::ranges::minmax(books, {}, &pair_change::book::usd);
  to.told.base_usd = bounded<double>{least.usd, *best, most.usd};
}

}  // namespace

std::vector<pair_basis> pairs_of(study const& s, std::vector<studied> const& flows,
                                 impact_question const& q) {
  ends where{s};
  auto const groups = groups_of(s, where);
  std::map<country_pair, pair_basis> by_ends;
  std::map<country_pair, double> own_value;
  auto const grouped = [&](basket_flow const& f) {
    auto const at = groups.find(f.weight_group);
    return at != groups.end() && at->second.size() == 1;
  };
  std::set<country_pair> has_group;
  for (auto const& f : flows) {
    if (grouped(f.told.of)) {
      has_group.insert(where.of(f.told.of));
    }
  }
  for (std::size_t i = 0; i < flows.size(); ++i) {
    auto const& f = flows[i].told;
    auto const pair = where.of(f.of);
    auto const in_group = grouped(f.of);
    auto const is_trade = pair.first != pair.second;  // not within one country
    if (pair.first.empty() || pair.second.empty() || f.from.country.empty() || !is_trade ||
        (has_group.contains(pair) ? !in_group : !f.of.value_usd_year)) {
      continue;
    }
    auto& to = by_ends[pair];
    to.told.from = f.from.country;
    to.told.to = f.to.country;
    to.told.shares_assumed = to.told.shares_assumed || f.of.graded == record::grade::assumed;
    ++to.told.flows;
    own_value[pair] += in_group ? 0 : *f.of.value_usd_year;
    if (counts(flows[i])) {
      to.flows.push_back(i);
      to.weights.push_back(in_group ? 1 : *f.of.value_usd_year);
      to.goods.push_back(flows[i].ways.goods);
    }
  }
  std::vector<pair_basis> out;
  for (auto& [pair, to] : by_ends) {
    to.told.valued = to.flows.size();
    to.luck = luck_of(pair);
    to.countries = pair;
    double sum = 0;
    for (auto const w : to.weights) {
      sum += w;
    }
    for (std::size_t k = 0; k < to.weights.size(); ++k) {
      to.weights[k] /= sum;
      to.told.parts.push_back({to.flows[k], to.weights[k]});
    }
    if (has_group.contains(pair)) {
      add_books(s, q, pair, where, to);
    } else {
      auto const own = own_value[pair];
      to.told.base_usd = bounded<double>{own, own, own};
    }
    if (!to.flows.empty()) {
      out.push_back(std::move(to));
    }
  }
  return out;
}

pair_result result_of(pair_basis const& p, std::vector<studied> const& flows, stance const& at,
                      std::vector<choice> const& choices, parameter const& day_value,
                      parameter const& elasticity) {
  auto const theta = value_at(elasticity.value, at.of({assumption::elasticity}, 0));
  auto const tau = value_at(day_value.value, at.of({assumption::day_value}, 0));
  pair_result out;
  double saved_share = 0;
  for (std::size_t k = 0; k < p.flows.size(); ++k) {
    auto const& c = choices[p.flows[k]];
    auto const& f = flows[p.flows[k]];
    auto const value = value_at(*f.ways.value_usd_t, at.of({assumption::goods_value}, p.goods[k]));
    out.pct += p.weights[k] * 100 * std::expm1(-theta * *c.log_delivered);
    saved_share += p.weights[k] * ((c.taken[0]->usd_t - c.taken[1]->usd_t) / value +
                                   tau * (c.taken[0]->days - c.taken[1]->days));
  }
  if (p.told.base_usd) {
    auto const base = value_at(*p.told.base_usd, at.of({assumption::base}, p.luck));
    out.usd = base * out.pct / 100;
    out.saved_usd = base * saved_share;
  }
  return out;
}

}  // namespace karwan::impact
