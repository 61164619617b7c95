#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "karwan/trade/indices.h"
#include "trade/pair.h"

namespace karwan::trade {
namespace {

class finder {
 public:
  finder(data_set const& set, potential_answer& out)
      : world_{world_of(set)},
        supply_{exports_of(set, out.exporter)},
        demand_{imports_of(set, out.importer)},
        both_{set.find(out.exporter, out.importer)},
        out_{out} {}

  void run() {
    add_rows();
    find_ease();
    for (auto& row : out_.products) {
      find_potential(row);
    }
    std::ranges::stable_sort(out_.products, [](potential_row const& a, potential_row const& b) {
      return a.potential_usd.value_or(-1) > b.potential_usd.value_or(-1);
    });
    add_up();
  }

 private:
  static std::optional<product_value> value_at(product_trade const* t, std::string const& code) {
    if (t == nullptr) {
      return std::nullopt;
    }
    auto const at = t->by_code.find(code);
    return at == t->by_code.end() ? std::nullopt : std::optional{at->second};
  }

  // Everything that the exporter sells and the importer buys.
  void add_rows() {
    std::set<std::string> codes;
    for (auto const* t : {supply_, demand_}) {
      for (auto const& [code, _] : t->by_code) {
        codes.insert(code);
      }
    }
    for (auto const& code : codes) {
      potential_row row;
      row.code = code;
      row.supply_of = value_at(supply_, code);
      row.world = value_at(world_, code);
      row.demand = value_at(demand_, code);
      row.actual = value_at(both_, code);
      row.product = (row.supply_of ? row.supply_of : row.demand)->product;
      for (auto const* v : {&row.supply_of, &row.world, &row.demand, &row.actual}) {
        if (*v) {
          row.statements.push_back((*v)->statement);
        }
      }
      if (row.supply_of && row.world && row.world->usd > 0) {
        row.supply = row.supply_of->usd / row.world->usd;
      }
      row.unknown = !row.supply_of ? "no row of exports"
                    : !row.world   ? "no row of the world's trade"
                    : !row.demand  ? "no row of imports"
                    : !row.supply  ? "the world trades none"
                                   : "";
      out_.products.push_back(std::move(row));
    }
  }

  // What the two trade over what they would if the exporter had its share of each product there.
  void find_ease() {
    double expected = 0;
    for (auto const& row : out_.products) {
      if (row.unknown.empty()) {
        expected += *row.supply * row.demand->usd;
        out_.ease.statements.insert(
            out_.ease.statements.end(),
            {row.supply_of->statement, row.world->statement, row.demand->statement});
      }
    }
    if (both_ == nullptr || (both_->by_code.empty() && !both_->total)) {
      out_.ease.unknown = "no trade between the two";
    } else if (expected <= 0) {
      out_.ease.unknown = "no product that one sells and the other buys";
    } else {
      out_.ease.value = both_->all() / expected;
      auto const of = both_->total ? std::vector{both_->total->statement} : both_->statements();
      out_.ease.statements.insert(out_.ease.statements.end(), of.begin(), of.end());
      out_.traded = both_->total ? *both_->total : product_value{"",
                                                                 "all goods, summed",
                                                                 both_->sum(),
                                                                 record::figure_bound::exact,
                                                                 record::grade::computed,
                                                                 of.front()};
    }
  }

  void find_potential(potential_row& row) const {
    if (!row.unknown.empty()) {
      return;
    }
    if (!out_.ease.value) {
      row.unknown = out_.ease.unknown;
      return;
    }
    row.potential_usd = *row.supply * row.demand->usd * *out_.ease.value;
    if (row.actual) {
      row.unrealised_usd = std::max(*row.potential_usd - row.actual->usd, 0.0);
    }
  }

  void add_up() {
    for (auto const& row : out_.products) {
      if (!row.potential_usd) {
        continue;
      }
      out_.potential_usd = out_.potential_usd.value_or(0) + *row.potential_usd;
      if (row.unrealised_usd) {
        out_.unrealised_usd = out_.unrealised_usd.value_or(0) + *row.unrealised_usd;
      } else {
        ++out_.without_actual;
      }
    }
  }

  product_trade const *world_, *supply_, *demand_, *both_;
  potential_answer& out_;
};

// Of Decreux and Spies (2016); what each would need.
std::vector<correction> corrections() {
  return {
      {"growth of GDP and population", false, "the record has no projection of either"},
      {"global tariff advantage", false, "it needs the tariffs that all suppliers pay"},
      {"tariff between the two", false, "tariffs are stated for some lines of the HS only"},
      {"re-exports", false, "no data set of the record tells them from other exports"},
      {"products that travel less far", false, "the record has no mean distance by product"},
      {"several years", false, "the data set has one year"},
      {"both sides' books by reliability", false, "the books of one side are used as they are"},
  };
}

}  // namespace

result<potential_answer> find_potential(record::store const& from, record::name_index const& names,
                                        potential_question const& q,
                                        record::view_spec const& view) {
  auto const has = [](data_set const& s, std::string const& a, std::string const& b) {
    return s.key.of.digits > 0 && exports_of(s, a) != nullptr && imports_of(s, b) != nullptr &&
           world_of(s) != nullptr && !world_of(s)->by_code.empty();
  };
  auto const pair =
      choose_set(from, names, view, {q.exporter, "exporter"}, {q.importer, "importer"}, q.of, has,
                 "exports of the one, imports of the other and trade of the world by product");
  if (!pair) {
    return tl::unexpected{pair.error()};
  }
  potential_answer out;
  out.exporter = pair->first;
  out.importer = pair->second;
  out.of = pair->sets[pair->chosen].key;
  out.others = pair->others;
  out.corrections = corrections();
  finder{pair->sets[pair->chosen], out}.run();
  return out;
}

}  // namespace karwan::trade
