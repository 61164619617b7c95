#include "karwan/require/opportunities.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "karwan/base/quantity.h"
#include "karwan/base/text.h"
#include "karwan/plan/units.h"
#include "require/way.h"

namespace karwan::require {
namespace {

using record::row;

std::vector<row> rows_of(record::store const& from, record::view_spec const& view,
                         std::string_view table) {
  return from.rows(*record::find_table(table), view);
}

// Goods that the record describes, all rows of one entity together.
struct goods {
  std::string id{}, hs_code{}, load_unit{};
  std::vector<std::string> exporters{};
  std::optional<bounded<double>> value_usd_t{};
  bool perishable{false}, keeps{false};
  std::vector<record::statement_ix> statements{};
};

void read_value(row const& r, goods& g) {
  auto const low = r.number("value_low_usd_t"), high = r.number("value_high_usd_t");
  if (!low && !high) {
    return;
  }
  auto const a = low.value_or(*(low ? low : high)), b = high.value_or(a);
  auto& v = g.value_usd_t;
  v = v ? bounded<double>{std::min(v->low, a), 0, std::max(v->high, b)} : bounded<double>{a, 0, b};
  v->best = (v->low + v->high) / 2;
  for (auto const* column : {"value_low_usd_t", "value_high_usd_t"}) {
    if (auto const* c = r.find(column)) {
      g.statements.push_back(c->statement);
    }
  }
}

std::map<std::string, goods> read_goods(record::store const& from, record::view_spec const& view) {
  std::map<std::string, goods> out;
  for (auto const& r : rows_of(from, view, "products")) {
    auto& g = out[r.entity];
    g.id = r.entity;
    g.hs_code = g.hs_code.empty() ? std::string{r.text("hs_code")} : g.hs_code;
    g.load_unit = g.load_unit.empty() ? std::string{r.text("load_unit")} : g.load_unit;
    auto const sellers = r.items("exporter");
    g.exporters.insert(g.exporters.end(), sellers.begin(), sellers.end());
    read_value(r, g);
    if (auto const* c = r.find("perishable")) {
      (c->number > 0 ? g.perishable : g.keeps) = true;
      g.statements.push_back(c->statement);
    }
  }
  return out;
}

// The code in the data set that goods fall under.
class classifier {
 public:
  classifier(record::store const& from, record::view_spec const& view, trade::level const& of)
      : of_{of} {
    if (of_.classification == "sitc") {
      for (auto const& r : rows_of(from, view, "correspondences")) {
        sitc_.emplace(r.text("hs_code"),
                      std::pair{std::string{r.text("sitc")}, r.find("sitc")->statement});
      }
    }
  }

  struct found {
    std::string code{}, unknown{};
    std::optional<record::statement_ix> statement{};
  };

  found operator()(goods const& g) const {
    if (of_.classification == "hs") {
      return {g.hs_code.substr(0, of_.digits), {}, {}};  // a coarser one is all codes under it
    }
    // The longest code that the goods fall under.
    for (auto n = g.hs_code.size(); n >= 2; --n) {
      auto const at = sitc_.find(g.hs_code.substr(0, n));
      if (at != sitc_.end() && at->second.first.size() >= of_.digits) {
        return {at->second.first.substr(0, of_.digits), {}, at->second.second};
      }
    }
    return {{}, "no correspondence of its HS code to the SITC", {}};
  }

 private:
  trade::level of_;
  std::map<std::string, std::pair<std::string, record::statement_ix>> sitc_{};
};

// Where goods of the basket go from one country to another.
class places_of_basket {
 public:
  places_of_basket(record::store const& from, record::view_spec const& view,
                   std::string const& exporter, std::string const& importer) {
    std::map<std::string, std::string, std::less<>> country;
    for (auto const& r : rows_of(from, view, "places")) {
      country.emplace(r.entity, r.text("country"));
    }
    std::map<std::string, int> starts, ends;
    for (auto const& r : rows_of(from, view, "basket")) {
      auto const a = std::string{r.text("from")}, b = std::string{r.text("to")};
      if (r.text("kind") == "excluded" || country[a] != exporter || country[b] != importer) {
        continue;
      }
      by_code_.emplace(r.text("product_hs"), std::pair{a, b});
      ++starts[a];
      ++ends[b];
    }
    usual_ = {most(starts), most(ends)};
  }

  // Of the goods, else where most flows between the two begin and end; blank where there are none.
  std::pair<std::string, std::string> operator()(std::string const& hs_code) const {
    auto const at = by_code_.find(hs_code);
    return at == by_code_.end() ? usual_ : at->second;
  }

 private:
  static std::string most(std::map<std::string, int> const& counts) {
    auto const best = std::ranges::max_element(
        counts, [](auto const& a, auto const& b) { return a.second < b.second; });
    return best == counts.end() ? std::string{} : best->first;
  }
  std::map<std::string, std::pair<std::string, std::string>> by_code_{};
  std::pair<std::string, std::string> usual_{};
};

bounded<double> scaled(bounded<double> const& v, double by) {
  return {v.low * by, v.best * by, v.high * by};
}

bounded<double> in_usd(plan::amount const& a) {
  auto const& v = a.value;
  return {static_cast<double>(v.low) / plan::kCentsPerUsd,
          static_cast<double>(v.best) / plan::kCentsPerUsd,
          static_cast<double>(v.high) / plan::kCentsPerUsd};
}

bounded<double> in_days(plan::amount const& a) {
  auto const& v = a.value;
  return {static_cast<double>(v.low) / plan::kSecondsPerDay,
          static_cast<double>(v.best) / plan::kSecondsPerDay,
          static_cast<double>(v.high) / plan::kSecondsPerDay};
}

class opportunity_finder {
 public:
  opportunity_finder(record::store const& from, record::name_index const& names,
                     plan::planner& planner, opportunity_question const& q, day today)
      : from_{from}, names_{names}, planner_{planner}, q_{q} {
    auto const read = value_or_throw(way_of(q, today));
    out_.depart = read.depart;
    out_.today = today;
    out_.view = read.view;
    out_.potential = value_or_throw(
        trade::find_potential(from, names, {q.exporter, q.importer, q.of}, out_.view));
  }

  opportunities run() {
    auto const& p = out_.potential;
    auto const all = read_goods(from_, out_.view);
    classifier const classify{from_, out_.view, p.of.of};
    places_of_basket const places{from_, out_.view, p.exporter, p.importer};
    for (auto const& g : wanted(all)) {
      opportunity o;
      o.product = g.id;
      o.name = names_.display_name(g.id, q_.way.lang.empty() ? "en" : q_.way.lang);
      o.hs_code = g.hs_code;
      auto const code = classify(g);
      value_of(code, o);
      o.way = deliver(g, places(g.hs_code));
      if (code.statement) {
        o.way.statements.push_back(from_.id_of(*code.statement));
      }
      tidy(o.way.statements);
      if (o.potential_usd && o.way.deliverability) {
        o.score_usd = *o.potential_usd * *o.way.deliverability;
      }
      out_.products.push_back(std::move(o));
    }
    std::ranges::stable_sort(out_.products, [](opportunity const& a, opportunity const& b) {
      auto const key = [](opportunity const& o) {
        return std::tuple{o.score_usd.value_or(-1), o.potential_usd.value_or(-1),
                          o.way.deliverability.value_or(-1)};
      };
      return key(a) > key(b);
    });
    return std::move(out_);
  }

 private:
  static void tidy(std::vector<std::string>& ids) {
    std::ranges::sort(ids);
    auto const rest = std::ranges::unique(ids);
    ids.erase(rest.begin(), rest.end());
  }

  std::vector<goods> wanted(std::map<std::string, goods> const& all) const {
    std::vector<goods> out;
    constexpr std::string_view kKinds[] = {"product"};
    for (auto const& text : q_.products) {
      auto id = names_.resolve(text, kKinds);
      if (!id) {
        id.error().place = "product";
        throw failure{id.error()};
      }
      if (auto const at = all.find(*id); at != all.end()) {
        out.push_back(at->second);
      }
    }
    if (q_.products.empty()) {
      for (auto const& [_, g] : all) {
        if (std::ranges::find(g.exporters, out_.potential.exporter) != g.exporters.end()) {
          out.push_back(g);
        }
      }
    }
    return out;
  }

  void value_of(classifier::found const& code, opportunity& o) const {
    o.code = code.code;
    o.unknown = code.unknown;
    if (!o.unknown.empty()) {
      return;
    }
    // Goods with a code coarser than the data set are all the products under it.
    std::size_t n = 0;
    for (auto const& row : out_.potential.products) {
      if (!row.code.starts_with(code.code)) {
        continue;
      }
      o.group = ++n == 1 ? row.product : fmt::format("{} codes under {}", n, code.code);
      o.unknown = n == 1 ? row.unknown : o.unknown;
      if (row.potential_usd) {
        o.potential_usd = o.potential_usd.value_or(0) + *row.potential_usd;
        o.unknown.clear();
      }
      if (row.unrealised_usd) {
        o.unrealised_usd = o.unrealised_usd.value_or(0) + *row.unrealised_usd;
      }
    }
    if (n == 0) {
      o.unknown = "the data set has no trade of its code";
    }
  }

  delivery deliver(goods const& g, std::pair<std::string, std::string> const& basket) {
    delivery out;
    out.keeps = g.keeps && !g.perishable;
    for (auto const s : g.statements) {
      out.statements.push_back(from_.id_of(s));
    }
    auto asked = q_.way;
    asked.product = g.id;
    asked.from = asked.from.empty() ? basket.first : asked.from;
    asked.to = asked.to.empty() ? basket.second : asked.to;
    if (asked.from.empty() || asked.to.empty()) {
      throw failure{{error_kind::bad_input, "the basket has no flow between the two countries",
                     asked.from.empty() ? "from" : "to", "Say from where to where it goes"}};
    }
    // In what it usually goes, else in what any goods do.
    auto const usual = q_.way.unit.empty() ? g.load_unit : std::string{};
    if (!usual.empty()) {
      asked.unit = usual;
      if (travel(g, asked, out)) {
        return out;
      }
      asked.unit.clear();
    }
    travel(g, asked, out);
    return out;
  }

  // False where there is no way.
  bool travel(goods const& g, plan::asked const& asked, delivery& out) {
    auto const question = value_or_throw(plan::read_question(asked, out_.today));
    auto const answer = planner_(question);
    out.from = answer.from.id;
    out.to = answer.to.id;
    out.from_name = answer.from.name;
    out.to_name = answer.to.name;
    out.unit = network::name_of(answer.carried.unit);
    out.tonnes = answer.carried.tonnes;
    if (g.value_usd_t) {
      out.value_usd = scaled(*g.value_usd_t, out.tonnes);
    }
    if (answer.journeys.empty()) {
      out.unknown = "no way there on that day";
      return false;
    }
    out.unknown.clear();
    auto const levied = land(from_, out_.view, landed_of(g, out.tonnes));
    // Where it is not known how much of it is delivered, the journey that is usually meant.
    auto best = out;
    tell(choose_journey(answer.journeys, {}), g, levied, best);
    for (auto const& j : answer.journeys) {
      auto one = out;
      tell(j, g, levied, one);
      if (one.deliverability.value_or(-1) > best.deliverability.value_or(-1)) {
        best = std::move(one);
      }
    }
    out = std::move(best);
    return true;
  }

  landed_case landed_of(goods const& g, double tonnes) const {
    landed_case in;
    in.country = out_.potential.importer;
    in.origin = out_.potential.exporter;
    in.code = g.hs_code;
    in.tonnes = tonnes;
    return in;
  }

  void tell(plan::journey const& j, goods const& g, landed const& levied, delivery& out) const {
    out.journey = j.id;
    for (auto const m : j.modes) {
      out.modes.emplace_back(network::name_of(m));
    }
    out.countries = j.countries;
    out.days = in_days(j.time);
    out.freight_usd = in_usd(j.cost);
    out.assumed = j.cost.assumed;
    for (auto const& l : j.legs) {
      out.statements.insert(out.statements.end(), l.statements.begin(), l.statements.end());
    }
    tell_left(j, g, out);
    tell_cost(levied, out);
    if (!out.left) {
      out.unknown = "how long it keeps is not known";
    } else if (!out.value_usd) {
      out.unknown = "its value per tonne is not known";
    } else {
      auto const duty = out.duty_share ? out.duty_share->best : 0;
      out.deliverability = out.left->best / (1 + out.freight_share->best + duty);
    }
  }

  static void tell_left(plan::journey const& j, goods const& g, delivery& out) {
    if (j.shelf_life) {
      out.left = j.shelf_life->left;
      auto const& ids = j.shelf_life->statements;
      out.statements.insert(out.statements.end(), ids.begin(), ids.end());
    } else if (g.keeps && !g.perishable) {
      out.left = bounded<double>{1, 1, 1};
    }
  }

  void tell_cost(landed const& levied, delivery& out) const {
    out.duty_pct = levied.duty_pct;
    out.without_duty = !levied.duty_pct;
    for (auto const& line : levied.duties) {
      for (auto const s : line.statements) {
        out.statements.push_back(from_.id_of(s));
      }
    }
    if (!out.value_usd) {
      return;
    }
    auto const &value = *out.value_usd, &freight = *out.freight_usd;
    out.freight_share = bounded<double>{freight.low / value.high, freight.best / value.best,
                                        freight.high / value.low};
    if (out.duty_pct) {
      // Duty falls on the value with the freight to the border.
      auto const share = [](double pct, double freight_share) {
        return pct / kPercent * (1 + freight_share);
      };
      auto const &d = *out.duty_pct, &f = *out.freight_share;
      out.duty_share =
          bounded<double>{share(d.low, f.low), share(d.best, f.best), share(d.high, f.high)};
    }
  }

  record::store const& from_;
  record::name_index const& names_;
  plan::planner& planner_;
  opportunity_question const& q_;
  opportunities out_{};
};

}  // namespace

result<plan::question> way_of(opportunity_question const& q, day today) {
  auto asked = q.way;
  asked.from = asked.to = "any";  // both may be the basket's
  return plan::read_question(asked, today);
}

opportunities find_opportunities(record::store const& from, record::name_index const& names,
                                 plan::planner& planner, opportunity_question const& q, day today) {
  return opportunity_finder{from, names, planner, q, today}.run();
}

}  // namespace karwan::require
