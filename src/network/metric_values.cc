#include "network/metric_values.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "network/border_values.h"
#include "network/shutting.h"

namespace karwan::network {
namespace {

bounded<std::int64_t> rounded(bounded<double> const& v, double unit) {
  return {std::llround(v.low * unit), std::llround(v.best * unit), std::llround(v.high * unit)};
}

arc_value value_of(std::optional<estimate> const& e, double unit) {
  return e ? arc_value{rounded(e->v, unit), e->worst, static_cast<float>(e->assumed)} : arc_value{};
}

class value_adder {
 public:
  value_adder(metric& m, topology const& t, facts const& f, lookup const& l,
              metric_options const& o)
      : m_{m},
        t_{t},
        f_{f},
        lookup_{l},
        links_{f, t, l, o.carried, o.drivers},
        borders_{f, t, l, o},
        arc_of_link_(t.links.size(), kNone) {}

  void add_all() {
    note_served();
    shuttings const by_chance{f_, lookup_};
    for (auto const& c : t_.crossings) {
      auto const on_land = c.by == mode::road || c.by == mode::rail;
      m_.shut.add(on_land ? by_chance.of(c.entity) : shutting{});
    }
    set_change(borders_.change_of_truck());
    // At sea every unit stays what it is.
    if (auto const units = links_.loading_by(mode::sea)) {
      m_.vehicles = static_cast<std::int64_t>(units->vehicles);
    }
    if (auto const* trips = lookup_.assumption("trip_dispersion", {})) {
      m_.trip_dispersion = trips->value;
      m_.trip_statements = trips->cells;
    }
    m_.first_statement.push_back(0);
    for (auto i = std::uint32_t{0}; i < t_.arcs.size(); ++i) {
      add(arc_ix{i});
    }
  }

 private:
  static constexpr auto kNone = std::numeric_limits<std::uint32_t>::max();

  arc_estimates estimates(arc const& a) const {
    switch (a.kind) {
      case arc_kind::link:
        return links_.value(a.on, a.reversed);
      case arc_kind::crossing:
        return borders_.crossing(a.on, a.reversed);
      default:
        return borders_.transfer(t_.nodes[a.tail], t_.nodes[a.head]);
    }
  }

  void add(arc_ix ix) {
    auto const& a = t_.arcs[ix];
    auto const same = other_way(ix, a);
    same == kNone ? add_anew(ix, a) : repeat(ix, arc_ix{same});
    add_boarding(ix, a);
  }

  // The arc that goes the other way, where it came before and takes the same: on land only services
  // know which way they go.
  std::uint32_t other_way(arc_ix ix, arc const& a) {
    if (a.kind != arc_kind::link) {
      return kNone;
    }
    auto const by = t_.links[a.on].by;
    return by == mode::road || by == mode::rail ? std::exchange(arc_of_link_[*a.on], *ix) : kNone;
  }

  void add_anew(arc_ix ix, arc const& a) {
    auto const e = estimates(a);
    m_.time.push_back(value_of(e.hours, 3600));
    m_.cost.push_back(value_of(e.usd, 100));
    m_.emissions.push_back(value_of(e.grams, 1));
    m_.cost_cents.push_back(m_.cost[ix].amount.best);
    m_.emissions_g.push_back(m_.emissions[ix].amount.best);
    m_.length_km.push_back(e.length_km.v.best);
    add_parts(ix, e);
    m_.exchanges.push_back(e.exchanges);
    m_.wheel_s.push_back(std::llround(e.wheel_h * 3600));
    m_.borders.push_back(changes_country(a) ? 1 : 0);
    add_evidence(ix, e);
    if (!e.hours || !e.usd || !e.grams) {
      add_missing(ix, a, e);
    }
  }

  void repeat(arc_ix ix, arc_ix other) {
    auto const again = [&](auto& each) {
      auto const value = each[other];
      each.push_back(value);
    };
    again(m_.time);
    again(m_.cost);
    again(m_.emissions);
    again(m_.length_km);
    again(m_.wheel_s);
    m_.cost_cents.push_back(m_.cost_cents[*other]);
    m_.emissions_g.push_back(m_.emissions_g[*other]);
    m_.exchanges.push_back(m_.exchanges[*other]);
    m_.borders.push_back(m_.borders[*other]);
    repeat_of(m_.cost_parts, ix, other);
    repeat_of(m_.measurements, ix, other);
    repeat_of(m_.barriers, ix, other);
    std::vector<record::statement_ix> const same{
        m_.statements.begin() + m_.first_statement[*other],
        m_.statements.begin() + m_.first_statement[*other + 1]};
    join(m_.statements, same);
    m_.first_statement.push_back(static_cast<std::uint32_t>(m_.statements.size()));
  }

  template <typename T>
  static void repeat_of(std::vector<T>& all, arc_ix ix, arc_ix other) {
    auto const [from, to] = std::ranges::equal_range(all, other, {}, &T::on);
    std::vector<T> same{from, to};
    for (auto& each : same) {
      each.on = ix;
      all.push_back(std::move(each));
    }
  }

  void add_evidence(arc_ix ix, arc_estimates const& e) {
    auto all = e.others;
    for (auto const* part : {&e.hours, &e.usd, &e.grams}) {
      if (*part) {
        join(all, (*part)->from);
      }
    }
    join(all, e.length_km.from);
    std::ranges::sort(all);
    all.erase(std::unique(all.begin(), all.end()), all.end());
    join(m_.statements, all);
    m_.first_statement.push_back(static_cast<std::uint32_t>(m_.statements.size()));
    for (auto const& x : e.measured) {
      m_.measurements.push_back({ix, x.what, x.value, x.row->observed});
    }
  }

  void set_change(arc_estimates const& e) {
    for (auto const& [from, to, unit] :
         {std::tuple{&e.hours, &m_.change.time, 3600.0}, {&e.usd, &m_.change.cost, 100.0}}) {
      if (*from) {
        *to = value_of(*from, unit);
        join(m_.change.statements, (*from)->from);
      }
    }
    std::ranges::sort(m_.change.statements);
  }

  // One of each kind; what rounding leaves over goes to the largest.
  void add_parts(arc_ix ix, arc_estimates const& e) {
    auto const first = m_.cost_parts.size();
    auto left = e.usd ? m_.cost[ix].amount.best : 0;
    for (auto const& [kind, usd] : e.usd_parts) {
      auto const cents = std::llround(usd * 100);
      if (cents == 0 || !e.usd) {
        continue;
      }
      auto const same =
          std::find_if(m_.cost_parts.begin() + static_cast<std::ptrdiff_t>(first),
                       m_.cost_parts.end(), [&](auto const& p) { return p.of == kind; });
      if (same == m_.cost_parts.end()) {
        m_.cost_parts.push_back({ix, kind, cents});
      } else {
        same->cents += cents;
      }
      left -= cents;
    }
    if (first < m_.cost_parts.size()) {
      std::max_element(m_.cost_parts.begin() + static_cast<std::ptrdiff_t>(first),
                       m_.cost_parts.end(),
                       [](auto const& a, auto const& b) { return a.cents < b.cents; })
          ->cents += left;
    }
  }

  // Where services are known to leave from a node, each link from it is waited for by itself; else
  // what comes to it waits for whatever leaves.
  void note_served() {
    served_.assign(t_.nodes.size(), false);
    for (auto const& a : t_.arcs) {
      if (a.kind == arc_kind::link) {
        auto const leaving = departures_of(f_, t_, lookup_.from(), a.on, a.reversed);
        auto const any = !leaving.by_timetable.empty() || !leaving.by_frequency.empty();
        served_[*a.tail] = served_[*a.tail] || any;
      }
    }
  }

  void add_boarding(arc_ix ix, arc const& a) {
    if (a.kind == arc_kind::transfer && !served_[*a.head]) {
      add_wait(ix, borders_.boarding(t_.nodes[a.tail], t_.nodes[a.head]), {});
    } else if (a.kind == arc_kind::link && served_[*a.tail]) {
      auto const leaving = departures_of(f_, t_, lookup_.from(), a.on, a.reversed);
      auto const alone = leaving.by_frequency.size() == 1;
      add_wait(ix, borders_.boarding(a.on, a.reversed, leaving),
               alone ? leaving.by_frequency.front()->is->entity : "");
    }
  }

  void add_wait(arc_ix ix, std::optional<estimate> const& wait, std::string service) {
    if (!wait) {
      return;
    }
    auto& b = m_.boardings.emplace_back(
        boarding{ix, value_of(wait, 3600), std::move(service), wait->from});
    std::ranges::sort(b.statements);
    b.statements.erase(std::unique(b.statements.begin(), b.statements.end()), b.statements.end());
  }

  void add_missing(arc_ix ix, arc const& a, arc_estimates const& e) {
    auto& b = m_.barriers.emplace_back();
    b.on = ix;
    b.target = a.kind == arc_kind::link       ? t_.links[a.on].entity
               : a.kind == arc_kind::crossing ? t_.crossings[a.over].entity
                                              : t_.places[t_.nodes[a.tail].at].entity;
    b.entity = b.target;
    b.for_good = true;
    b.missing = e.missing;
  }

  // A border post; a ship or aircraft that lands in another country.
  bool changes_country(arc const& a) const {
    if (a.kind == arc_kind::crossing) {
      return true;
    }
    auto const in = [&](node_ix n) { return t_.places[t_.nodes[n].at].in; };
    return a.kind == arc_kind::link && !t_.links[a.on].crossing.valid() && in(a.tail) != in(a.head);
  }

  metric& m_;
  topology const& t_;
  facts const& f_;
  lookup const& lookup_;
  link_valuer links_;
  border_valuer borders_;
  std::vector<bool> served_;                // per node
  std::vector<std::uint32_t> arc_of_link_;  // the last, or kNone
};

}  // namespace

void add_values(metric& m, topology const& t, facts const& f, lookup const& l,
                metric_options const& o) {
  value_adder{m, t, f, l, o}.add_all();
}

}  // namespace karwan::network
