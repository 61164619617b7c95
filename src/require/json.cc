#include "karwan/require/json.h"

#include <algorithm>
#include <set>

#include "karwan/network/topology.h"
#include "karwan/plan/units.h"
#include "require/write.h"

namespace karwan::require {
namespace {

void write_query(json_writer& w, needs const& n) {
  auto const& q = n.asked;
  w.key("query").open_object();
  w.key("kind").text(q.person ? "person" : "goods");
  w.key("from");
  write(w, n.from);
  w.key("to");
  write(w, n.to);
  write(w, "via", n.via);
  if (n.product) {
    w.key("product");
    write(w, named{n.product->id, n.product->name});
    w.key("hs_code").text(n.product->hs_code);
  }
  if (!q.person) {
    w.key("tonnes").number(n.tonnes, kMoneyDecimals);
    w.key("vehicles").integer(n.vehicles);
    if (q.way.value_usd) {
      w.key("value_usd").number(*q.way.value_usd, kMoneyDecimals);
    }
    if (!n.carrier.id.empty()) {
      w.key("carrier");
      write(w, n.carrier);
      w.key("carrier_taken").boolean(n.carrier_taken);
    }
    write(w, "under", n.under);
  }
  if (!n.nationality.id.empty()) {
    w.key("nationality");
    write(w, n.nationality);
  }
  if (q.person) {
    w.key("purpose").text(q.purpose);
    write(w, "by", q.by);
  }
  w.key("depart").text(to_string(n.depart));
  w.key("as_of").text(to_string(n.view.as_of));
  if (n.view.known_at) {
    w.key("known_at").text(to_string(*n.view.known_at));
  }
  if (n.view.published_by) {
    w.key("published_by").text(to_string(*n.view.published_by));
  }
  w.key("today").text(to_string(n.today));
  w.close_object();
}

void write_journey(json_writer& w, plan::journey const& j) {
  w.key("journey").open_object();
  w.key("id").text(j.id);
  w.key("labels").open_array();
  for (auto const l : j.labels) {
    w.text(plan::name_of(l));
  }
  w.close_array();
  w.key("modes").open_array();
  for (auto const m : j.modes) {
    w.text(network::name_of(m));
  }
  w.close_array();
  write(w, "countries", j.countries);
  auto const scaled = [](bounded<std::int64_t> const& v, double by) {
    return bounded<double>{static_cast<double>(v.low) / by, static_cast<double>(v.best) / by,
                           static_cast<double>(v.high) / by};
  };
  w.key("days");
  write(w, scaled(j.time.value, plan::kSecondsPerDay), kDayDecimals);
  w.key("cost_usd");
  write(w, scaled(j.cost.value, plan::kCentsPerUsd), kMoneyDecimals);
  w.close_object();
}

void write_no_route(json_writer& w, std::vector<plan::blocker> const& by) {
  w.key("no_route").open_array();
  for (auto const& b : by) {
    w.open_object();
    w.key("entity").text(b.entity);
    w.key("name").text(b.name);
    w.close_object();
  }
  w.close_array();
}

void write_summary(json_writer& w, needs const& n) {
  auto const count = [&](rules::outcome o) {
    return std::ranges::count(n.findings, o, &finding::is);
  };
  w.key("summary").open_object();
  for (auto const o :
       {rules::outcome::required, rules::outcome::not_required, rules::outcome::unknown}) {
    w.key(rules::name_of(o)).integer(count(o));
  }
  w.key("barred").integer(std::ranges::count(n.steps, true, &step::barred));
  w.close_object();
}

void write_days(json_writer& w, needs const& n) {
  if (n.total) {
    w.key("total").open_object().key("leaves").text(to_string(n.total->leaves));
    w.key("arrives").text(to_string(n.total->arrives)).key("days");
    write(w, n.total->days, kDayDecimals);
    w.key("usd");
    write(w, n.total->usd, kMoneyDecimals);
    w.key("replanned").boolean(n.total->replanned).close_object();
  }
  w.key("critical_path").open_object();
  w.key("days");
  write(w, n.days, kDayDecimals);
  w.key("at_least").boolean(n.days_unstated > 0);
  w.key("unstated").integer(n.days_unstated);
  w.key("start_by").text(to_string(start_by(n.depart, n.days.best)));
  w.key("ready").text(to_string(n.ready));
  w.key("in_time").boolean(n.ready <= n.depart);
  w.key("steps").open_array();
  for (auto const& s : n.steps) {
    if (s.critical) {
      w.text(s.id);
    }
  }
  w.close_array();
  write(w, "circular", n.circular);
  w.close_object();
}

void write_fees(json_writer& w, needs const& n) {
  w.key("fees").open_object();
  w.key("sums").open_array();
  for (auto const& f : n.fees) {
    w.open_object();
    w.key("currency").text(f.currency);
    w.key("amount");
    write(w, f.amount, kMoneyDecimals);
    w.close_object();
  }
  w.close_array();
  w.key("units").open_array();
  for (auto const& u : n.units) {
    w.open_object();
    w.key("unit").text(u.unit);
    w.key("currency").text(u.currency);
    w.key("amount").number(u.amount, kMoneyDecimals);
    if (u.ended) {
      w.key("ended").text(to_string(*u.ended));
    }
    w.key("row_id").text(u.row_id);
    w.close_object();
  }
  w.close_array();
  w.key("unstated").integer(n.fees_unstated);
  w.close_object();
}

// Every source that is named, by id.
std::set<std::string> sources_of(needs const& n) {
  std::set<std::string> out;
  for (auto const& s : n.steps) {
    out.insert(s.sources.begin(), s.sources.end());
  }
  for (auto const& f : n.findings) {
    for (auto const& r : f.rules) {
      out.insert(r.source);
    }
  }
  if (n.landed_cost) {
    for (auto const* lines : {&n.landed_cost->duties, &n.landed_cost->taxes, &n.landed_cost->lower,
                              &n.landed_cost->others}) {
      for (auto const& l : *lines) {
        out.insert(l.source);
      }
    }
  }
  return out;
}

}  // namespace

std::string to_json(needs const& n, record::store const& from, record::answer_writer& answers) {
  json_writer w;
  w.open_object();
  answers.write_layers(w);
  write_query(w, n);
  write(w, "way", n.way);
  if (n.journey) {
    write_journey(w, *n.journey);
  }
  if (n.no_route) {
    write_no_route(w, *n.no_route);
  }
  write_summary(w, n);
  w.key("steps").open_array();
  for (std::size_t i = 0; i < n.steps.size(); ++i) {
    write(w, n.steps[i], i, n, from);
  }
  w.close_array();
  write_days(w, n);
  write_fees(w, n);
  w.key("findings").open_array();
  for (auto const& f : n.findings) {
    write(w, f);
  }
  w.close_array();
  if (n.landed_cost) {
    w.key("landed");
    write(w, *n.landed_cost, from);
  }
  w.key("sources").open_array();
  for (auto const& id : sources_of(n)) {
    answers.write(w, record::read_source(from, id));
  }
  w.close_array();
  w.close_object();
  return std::move(w).take();
}

}  // namespace karwan::require
