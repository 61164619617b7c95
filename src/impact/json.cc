#include <cmath>

#include "impact/write.h"
#include "karwan/impact/impact.h"
#include "karwan/plan/json_parts.h"
#include "karwan/plan/units.h"

namespace karwan::impact {
namespace {

using namespace plan;

void write_quantile(json_writer& w, std::string_view key, std::optional<std::int64_t> const& s) {
  w.key(key);
  s ? w.number(static_cast<double>(*s) / kSecondsPerHour, 1) : w.null();
}

void write_amount(json_writer& w, std::string_view key, amount const& a, double per) {
  w.key(key).open_object();
  w.key("low").number(static_cast<double>(a.value.low) / per, 2);
  w.key("best").number(static_cast<double>(a.value.best) / per, 2);
  w.key("high").number(static_cast<double>(a.value.high) / per, 2);
  w.key("assumed_share").number(a.assumed, 3).close_object();
}

void write_taken(json_writer& w, std::string_view key, std::optional<journey> const& j,
                 std::vector<std::string> const& borders, bool by_legs) {
  w.key(key);
  if (!j) {
    w.null();
    return;
  }
  w.open_object().key("journey").text(j->id);
  write_amount(w, "time_h", j->time, kSecondsPerHour);
  write_quantile(w, "p10_h", j->odds.p10_s);
  write_quantile(w, "p50_h", j->odds.p50_s);
  write_quantile(w, "p90_h", j->odds.p90_s);
  write_quantile(w, "mean_h", j->odds.mean_s);
  w.key("shut").number(j->odds.shut, 3);
  write_amount(w, "cost_usd", j->cost, kCentsPerUsd);
  write_amount(w, "co2e_kg", j->emissions, kGramsPerKg);
  w.key("borders").integer(j->borders);
  write(w, "crossings", borders);
  write(w, "countries", j->countries);
  w.key("modes").open_array();
  for (auto const m : j->modes) {
    w.text(network::name_of(m));
  }
  w.close_array();
  if (by_legs) {
    w.key("way");
    write_journey(w, *j, false);
  }
  w.close_object();
}

void write_place(json_writer& w, std::string_view key, place_ref const& p) {
  w.key(key).open_object().key("id").text(p.id).key("name").text(p.name);
  w.key("country").text(p.country).close_object();
}

void write_flow(json_writer& w, flow_change const& f, bool by_legs) {
  w.open_object().key("id").text(f.of.id).key("product").text(f.of.product);
  w.key("outcome").text(name_of(f.is));
  if (f.is == outcome::refused) {
    w.key("problem").text(f.problem).close_object();
    return;
  }
  write_place(w, "from", f.from);
  write_place(w, "to", f.to);
  w.key("unit").text(network::name_of(f.carried.unit)).key("tonnes").number(f.carried.tonnes, 3);
  w.key("goods").open_object().key("id");
  f.what.id.empty() ? w.null() : w.text(f.what.id);
  write(w, "value_usd_t", f.what.value_usd_t, 2);
  write(w, "rows", f.what.rows);
  w.close_object();
  write_taken(w, "before", f.before, f.borders_before, by_legs);
  write_taken(w, "after", f.after, f.borders_after, by_legs);
  w.key("duty_pct");
  if (f.duty_pct) {
    w.open_object().key("before");
    write(w, f.duty_pct->without, 3);
    w.key("after");
    write(w, f.duty_pct->with, 3);
    w.close_object();
  } else {
    w.null();
  }
  w.key("change").open_object();
  write(w, "days", f.days, 3);
  write(w, "usd_t", f.usd_t, 2);
  write(w, "co2e_kg_t", f.co2e_kg_t, 2);
  write(w, "delivered_pct", f.delivered_pct, 3);
  write(w, "trade_pct", f.trade_pct, 3);
  w.key("in_draws").number(f.changes_in, 3).close_object().close_object();
}

void write_pair(json_writer& w, pair_change const& p) {
  w.open_object().key("from").text(p.from).key("to").text(p.to);
  w.key("flows").integer(static_cast<std::int64_t>(p.flows));
  w.key("valued").integer(static_cast<std::int64_t>(p.valued));
  w.key("shares_assumed").boolean(p.shares_assumed).key("pct");
  write(w, p.pct, 3);
  write(w, "base_usd", p.base_usd, 0);
  write(w, "usd", p.usd, 0);
  write(w, "saved_usd", p.saved_usd, 0);
  w.key("books").open_array();
  for (auto const& b : p.books) {
    w.open_object().key("row").text(b.row_id).key("by").text(b.by).key("period").text(b.period);
    w.key("usd").number(b.usd, 0).close_object();
  }
  w.close_array().close_object();
}

void write_world(json_writer& w, impact_answer const& a) {
  if (!a.world) {
    w.key("world").null().key("no_world").text(a.no_world);
    return;
  }
  auto const& world = *a.world;
  w.key("world").open_object().key("year").integer(world.year).key("source").text(world.source);
  w.key("economies").count(world.size).key("output_ratio");
  write(w, world.output_ratio, 3);
  w.key("pairs").open_array();
  for (auto const& p : world.pairs) {
    w.open_object().key("from").text(p.from).key("to").text(p.to).key("conditional_pct");
    write(w, p.conditional_pct, 3);
    w.key("full_pct");
    write(w, p.full_pct, 3);
    w.close_object();
  }
  w.close_array().key("real_income").open_array();
  for (auto const& e : world.economies) {
    w.open_object().key("country").text(e.code).key("pct");
    write(w, e.real_income_pct, 5);
    w.key("gdp_usd").number(e.gdp_usd, 0).close_object();
  }
  // As ten to the power of this: the residuals lie far below what decimals show.
  w.close_array().key("residual_log10");
  world.residual > 0 ? w.number(std::log10(world.residual), 1) : w.null();
  w.close_object();
}

void write_parameter(json_writer& w, parameter const& p) {
  w.open_object().key("symbol").text(p.symbol).key("title").text(p.title).key("value");
  write(w, p.value, 4);
  write(w, "rows", p.rows);
  write(w, "papers", p.papers);
  w.key("checked").boolean(p.checked).close_object();
}

void write_query(json_writer& w, impact_answer const& a) {
  w.key("query").open_object().key("subjects").open_array();
  for (auto const& s : a.subjects) {
    write(w, s);
  }
  w.close_array();
  write_asked(w, a.asked);
  w.close_object();
  if (!a.asked.view.layers.empty()) {
    w.key("view").open_object();
    write(w, "private", a.asked.view.layers);
    w.close_object();
  }
}

}  // namespace

std::string to_json(impact_answer const& a) {
  json_writer w;
  w.open_object();
  write_query(w, a);
  w.key("record_version").text(a.record_version);
  if (!a.no_effect.empty()) {
    w.key("no_effect").text(a.no_effect);
  }
  w.key("summary");
  write(w, a.all);
  w.key("trade").open_array();
  for (auto const& p : a.pairs) {
    write_pair(w, p);
  }
  w.close_array();
  write_world(w, a);
  w.key("investment").open_array();
  for (auto const& c : a.costs) {
    write(w, c);
  }
  w.close_array().key("parameters").open_array();
  write_parameter(w, a.day_value);
  write_parameter(w, a.elasticity);
  w.close_array().key("tornado").open_object().key("of").text(a.tornado_of);
  w.key("best").number(a.tornado_best, 3).key("bars").open_array();
  for (auto const& m : a.tornado) {
    w.open_object().key("assumption").text(m.name).key("low").number(m.low, 3);
    w.key("high").number(m.high, 3).close_object();
  }
  w.close_array().close_object().key("flows").open_array();
  for (auto const& f : a.flows) {
    write_flow(w, f, a.asked.told_by_legs());
  }
  w.close_array().close_object();
  return std::move(w).take();
}

}  // namespace karwan::impact
