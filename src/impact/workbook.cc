#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "impact/xlsx.h"
#include "karwan/impact/impact.h"
#include "karwan/plan/units.h"

namespace karwan::impact {
namespace {

using namespace plan;
using row = std::vector<cell>;

constexpr auto kBlank = std::monostate{};
constexpr std::size_t kDayValueRow = 1, kElasticityRow = 2;  // of the parameters

cell text_of(std::vector<std::string> const& all) {
  std::string out;
  for (auto const& one : all) {
    out += (out.empty() ? "" : "; ") + one;
  }
  return out;
}

sheet_page notes_page(impact_answer const& a) {
  sheet_page p{"Read me", {110}, {{std::string{"What this is"}}}};
  std::string names;
  for (auto const& s : a.subjects) {
    names += (names.empty() ? "" : " and ") + s.name;
  }
  for (auto const& line :
       {fmt::format("{}: what it would change if it were kept. Goods leave on {}.", names,
                    to_string(a.asked.depart)),
        std::string{"Legs: what each journey is the sum of, without and with. A wait for a "
                    "departure or an opening is a leg of its own."},
        std::string{"Flows: hours and dollars are summed from Legs; delivered = (1 + freight / "
                    "value) * (1 + value of a day * days) * (1 + duty), equation (2); trade = "
                    "ratio ^ (-elasticity) - 1, equation (3)."},
        std::string{"Trade: the weighed mean of its flows, times what goes in a year by each of "
                    "the books."},
        std::string{"World: trade once everybody responds, solved by the program."},
        std::string{"Change a value on Parameters, a leg or the value of goods: everything else "
                    "follows, but which way is taken, and P10 and P90, which are drawn."},
        fmt::format("Drawn with {} draws, seed {}. State of the record: {}.", a.asked.draws,
                    a.asked.seed, a.record_version)}) {
    p.rows.push_back({line});
  }
  return p;
}

sheet_page parameters_page(impact_answer const& a) {
  sheet_page p{"Parameters", {10, 50, 10, 10, 10, 60, 60}, {}};
  p.rows.push_back({std::string{"symbol"}, std::string{"what"}, std::string{"low"},
                    std::string{"best"}, std::string{"high"}, std::string{"rows"},
                    std::string{"papers"}});
  for (auto const* v : {&a.day_value, &a.elasticity}) {
    p.rows.push_back({v->symbol, v->title, v->value.low, v->value.best, v->value.high,
                      text_of(v->rows), text_of(v->papers)});
  }
  return p;
}

bool is_told(flow_change const& f) {
  return f.before && f.after && f.is != outcome::refused;
}

void add_legs(sheet_page& p, flow_change const& f, std::string const& side, journey const& j) {
  for (std::size_t i = 0; i < j.legs.size(); ++i) {
    auto const& l = j.legs[i];
    auto const hours = [](std::int64_t s) { return static_cast<double>(s) / kSecondsPerHour; };
    auto const usd = [](std::int64_t c) { return static_cast<double>(c) / kCentsPerUsd; };
    p.rows.push_back({f.of.id, side, static_cast<double>(i + 1), std::string{plan::name_of(l.kind)},
                      std::string{network::name_of(l.by)}, l.entity, l.from.name, l.to.name,
                      static_cast<double>(l.metres) / kMetresPerKm, hours(l.time.value.low),
                      hours(l.time.value.best), hours(l.time.value.high), usd(l.cost.value.low),
                      usd(l.cost.value.best), usd(l.cost.value.high), l.time.assumed,
                      l.cost.assumed, std::string{record::name_of(l.worst)},
                      text_of(l.statements.all())});
  }
}

sheet_page legs_page(impact_answer const& a) {
  sheet_page p{"Legs", {28, 9, 5, 10, 8, 34, 20, 20}, {}};
  row head;
  for (auto const* name :
       {"flow", "side", "leg", "kind", "by", "entity", "from", "to", "km", "h low", "h", "h high",
        "USD low", "USD", "USD high", "h assumed", "USD assumed", "worst grade", "statements"}) {
    head.emplace_back(std::string{name});
  }
  p.rows.push_back(std::move(head));
  for (auto const& f : a.flows) {
    if (is_told(f)) {
      add_legs(p, f, "without", *f.before);
      add_legs(p, f, "with", *f.after);
    }
  }
  return p;
}

// Columns of the page of flows.
enum column : std::size_t {
  kId,
  kFrom,
  kTo,
  kProduct,
  kOutcome,
  kTonnes,
  kValueLow,
  kValueHigh,
  kValue,
  kHours0,
  kHours1,
  kUsd0,
  kUsd1,
  kDays,
  kUsdT,
  kDuty0,
  kDuty1,
  kDelivered0,
  kDelivered1,
  kDeliveredPct,
  kTradePct,
  kDaysP10,
  kDaysP90,
  kUsdP10,
  kUsdP90,
  kTradeP10,
  kTradeP90
};

double sum_h(journey const& j) {
  return static_cast<double>(j.time.value.best) / kSecondsPerHour;
}
double sum_usd(journey const& j) {
  return static_cast<double>(j.cost.value.best) / kCentsPerUsd;
}

std::string from_legs(std::size_t r, char leg_column, std::string_view side) {
  return fmt::format("SUMIFS(Legs!{0}:{0},Legs!A:A,{1},Legs!B:B,\"{2}\")", leg_column,
                     cell_name(kId, r), side);
}

struct side_columns {
  std::size_t usd, hours, duty;
};

formula delivered(std::size_t r, side_columns const& in, flow_change const& f, journey const& j,
                  double duty_pct, impact_answer const& a) {
  auto const value = f.what.value_usd_t->best;
  return {fmt::format("(1+{}/{}/{})*(1+Parameters!{}*{}/24)*(1+{}/100)", cell_name(in.usd, r),
                      cell_name(kTonnes, r), cell_name(kValue, r), cell_name(3, kDayValueRow),
                      cell_name(in.hours, r), cell_name(in.duty, r)),
          (1 + sum_usd(j) / f.carried.tonnes / value) *
              (1 + a.day_value.value.best * sum_h(j) / 24) * (1 + duty_pct / kPercent)};
}

row flow_row(flow_change const& f, std::size_t r, impact_answer const& a) {
  row out(kTradeP90 + 1);
  out[kId] = f.of.id;
  out[kFrom] = f.from.name;
  out[kTo] = f.to.name;
  out[kProduct] = f.of.product;
  out[kOutcome] = std::string{name_of(f.is)};
  if (!is_told(f)) {
    return out;
  }
  out[kTonnes] = f.carried.tonnes;
  out[kHours0] = formula{from_legs(r, 'K', "without"), sum_h(*f.before)};
  out[kHours1] = formula{from_legs(r, 'K', "with"), sum_h(*f.after)};
  out[kUsd0] = formula{from_legs(r, 'N', "without"), sum_usd(*f.before)};
  out[kUsd1] = formula{from_legs(r, 'N', "with"), sum_usd(*f.after)};
  auto const minus = [&](column x, column y, std::string_view per, double v) {
    return formula{fmt::format("({}-{})/{}", cell_name(y, r), cell_name(x, r), per), v};
  };
  out[kDays] = minus(kHours0, kHours1, "24", (sum_h(*f.after) - sum_h(*f.before)) / 24);
  out[kUsdT] = minus(kUsd0, kUsd1, cell_name(kTonnes, r),
                     (sum_usd(*f.after) - sum_usd(*f.before)) / f.carried.tonnes);
  out[kDaysP10] = f.days->low;
  out[kDaysP90] = f.days->high;
  out[kUsdP10] = f.usd_t->low;
  out[kUsdP90] = f.usd_t->high;
  if (!f.delivered_pct) {
    return out;
  }
  out[kValueLow] = f.what.value_usd_t->low;
  out[kValueHigh] = f.what.value_usd_t->high;
  out[kValue] = f.what.value_usd_t->best;
  auto const duty = f.duty_pct.value_or(duty_change{});
  if (f.duty_pct) {  // else it is the same on both sides: blank, which counts as nothing
    out[kDuty0] = duty.without.best;
    out[kDuty1] = duty.with.best;
  }
  auto const d0 = delivered(r, {kUsd0, kHours0, kDuty0}, f, *f.before, duty.without.best, a);
  auto const d1 = delivered(r, {kUsd1, kHours1, kDuty1}, f, *f.after, duty.with.best, a);
  out[kDelivered0] = d0;
  out[kDelivered1] = d1;
  auto const ratio = fmt::format("{}/{}", cell_name(kDelivered1, r), cell_name(kDelivered0, r));
  out[kDeliveredPct] = formula{fmt::format("100*({}-1)", ratio), 100 * (d1.value / d0.value - 1)};
  out[kTradePct] =
      formula{fmt::format("100*(({})^(-Parameters!{})-1)", ratio, cell_name(3, kElasticityRow)),
              100 * (std::pow(d1.value / d0.value, -a.elasticity.value.best) - 1)};
  out[kTradeP10] = f.trade_pct->low;
  out[kTradeP90] = f.trade_pct->high;
  return out;
}

sheet_page flows_page(impact_answer const& a) {
  sheet_page p{"Flows", {28, 14, 14, 26, 10}, {}};
  row head;
  for (auto const* name : {"flow",           "from",        "to",
                           "goods",          "outcome",     "t a unit",
                           "USD/t low",      "USD/t high",  "USD/t",
                           "h without",      "h with",      "USD without",
                           "USD with",       "days",        "USD/t carriage",
                           "duty % without", "duty % with", "delivered without",
                           "delivered with", "delivered %", "trade %",
                           "days P10",       "days P90",    "USD/t P10",
                           "USD/t P90",      "trade % P10", "trade % P90"}) {
    head.emplace_back(std::string{name});
  }
  p.rows.push_back(std::move(head));
  for (auto const& f : a.flows) {
    p.rows.push_back(flow_row(f, p.rows.size(), a));
  }
  return p;
}

// A row per flow of a pair, then one of the pair: its columns are the same.
void add_pair(sheet_page& p, pair_change const& pair) {
  auto const first = p.rows.size();
  auto const name = pair.from + "→" + pair.to;
  for (auto const& part : pair.parts) {
    p.rows.push_back({name,
                      formula{"Flows!" + cell_name(kId, part.flow + 1),
                              std::numeric_limits<double>::quiet_NaN()},
                      part.weight,
                      formula{"Flows!" + cell_name(kTradePct, part.flow + 1),
                              std::numeric_limits<double>::quiet_NaN()}});
  }
  auto const last = p.rows.size() - 1;
  auto const r = p.rows.size();
  row sum{name, std::string{"all"}, kBlank,
          formula{fmt::format("SUMPRODUCT({}:{},{}:{})", cell_name(2, first), cell_name(2, last),
                              cell_name(3, first), cell_name(3, last)),
                  pair.pct.best}};
  if (pair.base_usd) {
    sum.insert(sum.end(),
               {pair.base_usd->low, pair.base_usd->best, pair.base_usd->high,
                formula{fmt::format("{}*{}/100", cell_name(5, r), cell_name(3, r)), pair.usd->best},
                pair.usd->low, pair.usd->high});
  }
  p.rows.push_back(std::move(sum));
  for (auto const& b : pair.books) {
    p.rows.push_back({name, fmt::format("books: {} {} ({})", b.by, b.period, b.row_id), kBlank,
                      kBlank, kBlank, b.usd});
  }
}

sheet_page trade_page(impact_answer const& a) {
  sheet_page p{"Trade", {12, 34, 10, 12, 14, 14, 14, 16, 16, 16}, {}};
  row head;
  for (auto const* name : {"pair", "flow", "weight", "trade %", "base low", "base USD/year",
                           "base high", "USD/year", "USD/year P10", "USD/year P90"}) {
    head.emplace_back(std::string{name});
  }
  p.rows.push_back(std::move(head));
  for (auto const& pair : a.pairs) {
    if (!pair.parts.empty()) {
      add_pair(p, pair);
    }
  }
  return p;
}

// Solved, not computed by formulas: a cell cannot hold the fixed point of every economy's prices.
sheet_page world_page(impact_answer const& a) {
  sheet_page p{"World", {12, 16, 14, 14, 16, 14, 14, 18}, {}};
  if (!a.world) {
    p.rows.push_back({"No general equilibrium: " + a.no_world});
    return p;
  }
  auto const& w = *a.world;
  p.rows.push_back(
      {fmt::format("Who sold to whom in {} ({}), {} economies; what each sells at home "
                   "is assumed, gross output being GDP times",
                   w.year, w.source, w.size),
       kBlank, kBlank, kBlank, kBlank, w.output_ratio.low, w.output_ratio.best,
       w.output_ratio.high});
  row head;
  for (auto const* name :
       {"pair", "incomes held, P10", "best, %", "P90", "incomes free, P10", "best, %", "P90"}) {
    head.emplace_back(std::string{name});
  }
  p.rows.push_back(std::move(head));
  for (auto const& pair : w.pairs) {
    auto const& c = pair.conditional_pct;
    auto const& f = pair.full_pct;
    p.rows.push_back({pair.from + "→" + pair.to, c.low, c.best, c.high, f.low, f.best, f.high});
  }
  p.rows.push_back({std::string{"economy"}, std::string{"real income, P10"}, std::string{"best, %"},
                    std::string{"P90"}, fmt::format("GDP {}, USD", w.year),
                    std::string{"real income, USD"}});
  for (auto const& e : w.economies) {
    auto const r = p.rows.size();
    auto const& pct = e.real_income_pct;
    p.rows.push_back({e.code, pct.low, pct.best, pct.high, e.gdp_usd,
                      formula{fmt::format("{}/100*{}", cell_name(2, r), cell_name(4, r)),
                              pct.best / kPercent * e.gdp_usd}});
  }
  return p;
}

sheet_page tornado_page(impact_answer const& a) {
  sheet_page p{"Tornado", {44, 16, 16, 16}, {}};
  p.rows.push_back({"assumption; the result is " + a.tornado_of, std::string{"at low"},
                    std::string{"best"}, std::string{"at high"}});
  for (auto const& m : a.tornado) {
    p.rows.push_back({m.name, m.low, a.tornado_best, m.high});
  }
  return p;
}

}  // namespace

std::string to_workbook(impact_answer const& a) {
  return to_xlsx({notes_page(a), parameters_page(a), flows_page(a), trade_page(a), world_page(a),
                  legs_page(a), tornado_page(a)});
}

}  // namespace karwan::impact
