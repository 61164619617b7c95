#include "karwan/trade/indices.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "karwan/base/quantity.h"
#include "trade/pair.h"

namespace karwan::trade {
namespace {

using record::statement_ix;

void add(std::vector<statement_ix>& to, std::vector<statement_ix> const& more) {
  to.insert(to.end(), more.begin(), more.end());
}

advantages advantages_of(data_set const& set, std::string const& country) {
  advantages out{country, {}, {}};
  auto const* ours = exports_of(set, country);
  auto const* world = world_of(set);
  if (ours == nullptr || world == nullptr || world->by_code.empty()) {
    out.unknown = ours == nullptr ? "the data set has no exports of it by product"
                                  : "the data set has no exports of the world by product";
    return out;
  }
  auto const all = ours->sum(), all_world = world->sum();
  for (auto const& [code, sold_by_all] : world->by_code) {
    advantage row{code, sold_by_all.product, {}, {}};
    auto const at = ours->by_code.find(code);
    if (at == ours->by_code.end()) {
      row.rca.unknown = "no row: whether it sells none is not said";
    } else if (all <= 0 || sold_by_all.usd <= 0) {
      row.rca.unknown = "nothing is traded";
    } else {
      row.sold = at->second;
      row.rca.value = at->second.usd / all / (sold_by_all.usd / all_world);
      row.rca.statements = {at->second.statement, sold_by_all.statement};
    }
    out.products.push_back(std::move(row));
  }
  return out;
}

index_value complementarity(data_set const& set, std::string const& exporter,
                            std::string const& importer) {
  index_value out;
  auto const* x = exports_of(set, exporter);
  auto const* m = imports_of(set, importer);
  if (x == nullptr || m == nullptr || x->sum() <= 0 || m->sum() <= 0) {
    out.unknown = x == nullptr ? "no exports by product of the exporter"
                               : "no imports by product of the importer";
    return out;
  }
  std::set<std::string> codes;
  for (auto const* t : {x, m}) {
    for (auto const& [code, v] : t->by_code) {
      codes.insert(code);
      out.statements.push_back(v.statement);
    }
  }
  double apart = 0;
  for (auto const& code : codes) {
    auto const share = [&](product_trade const& t) {
      auto const at = t.by_code.find(code);
      return at == t.by_code.end() ? 0 : at->second.usd / t.sum();
    };
    apart += std::abs(share(*m) - share(*x));
  }
  out.value = kPercent * (1 - apart / 2);
  return out;
}

index_value intensity(data_set const& set, std::string const& exporter,
                      std::string const& importer) {
  index_value out;
  std::string const world{kWorld};
  auto const *both = set.find(exporter, importer), *sold = set.find(exporter, world),
             *bought = set.find(world, importer), *all = set.find(world, world);
  for (auto [t, what] :
       {std::pair{both, "no trade between the two"}, std::pair{sold, "no exports of the exporter"},
        std::pair{bought, "no imports of the importer"}, std::pair{all, "no trade of the world"}}) {
    if (t == nullptr || t->all() <= 0) {
      out.unknown = what;
      return out;
    }
    add(out.statements, t->total ? std::vector{t->total->statement} : t->statements());
  }
  out.value = both->all() / sold->all() / (bought->all() / all->all());
  return out;
}

}  // namespace

result<indices_answer> find_indices(record::store const& from, record::name_index const& names,
                                    indices_question const& q, record::view_spec const& view) {
  auto const has = [](data_set const& s, std::string const& a, std::string const& b) {
    return s.key.of.digits > 0 && exports_of(s, a) != nullptr && imports_of(s, b) != nullptr;
  };
  auto const pair = choose_set(from, names, view, {q.country, "COUNTRY"}, {q.partner, "PARTNER"},
                               q.of, has, "exports of the one and imports of the other by product");
  if (!pair) {
    return tl::unexpected{pair.error()};
  }
  auto const& set = pair->sets[pair->chosen];
  indices_answer out{pair->first, pair->second, set.key, {}, {}, pair->others};
  for (auto const& [a, b] : {std::pair{pair->first, pair->second}, {pair->second, pair->first}}) {
    out.rca.push_back(advantages_of(set, a));
    out.fit.push_back({a, b, complementarity(set, a, b), intensity(set, a, b)});
  }
  return out;
}

}  // namespace karwan::trade
