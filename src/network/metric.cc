#include "karwan/network/metric.h"

#include <limits>

#include "network/border_values.h"
#include "network/cuts.h"

namespace karwan::network {
namespace {

// As in route/search.h, which this module does not know.
constexpr auto kBarred = std::numeric_limits<std::int64_t>::max();
constexpr auto kAlwaysOpen = std::numeric_limits<std::uint32_t>::max();

bounded<std::int64_t> rounded(bounded<double> const& v, double unit) {
  return {std::llround(v.low * unit), std::llround(v.best * unit), std::llround(v.high * unit)};
}

arc_value value_of(std::optional<estimate> const& e, double unit) {
  return e ? arc_value{rounded(e->v, unit), e->worst, static_cast<float>(e->assumed)} : arc_value{};
}

class builder {
 public:
  builder(topology const& t, facts const& f, metric_options const& o)
      : t_{t},
        options_{o},
        lookup_{f, {o.view.as_of, o.view.worlds}, o.carried.unit},
        links_{f, t, lookup_, o.carried},
        borders_{f, t, lookup_, o.carried},
        cuts_{f, t, lookup_.from(), o.who, o.depart} {}

  metric build() && {
    m_.epoch = options_.depart;
    // At sea every unit stays what it is.
    if (auto const units = links_.loading_by(mode::sea)) {
      m_.vehicles = static_cast<std::int64_t>(units->vehicles);
    }
    if (auto const* trips = lookup_.assumption("trip_dispersion", {})) {
      m_.trip_dispersion = trips->value;
      m_.trip_statements = trips->cells;
    }
    m_.first_statement.push_back(0);
    m_.first_window.push_back(0);
    for (auto i = std::uint32_t{0}; i < t_.arcs.size(); ++i) {
      add(arc_ix{i});
    }
    return std::move(m_);
  }

 private:
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
    auto const e = estimates(a);
    m_.time.push_back(value_of(e.hours, 3600));
    m_.cost.push_back(value_of(e.usd, 100));
    m_.emissions.push_back(value_of(e.grams, 1));
    m_.length_km.push_back(e.length_km.v.best);
    m_.borders.push_back(changes_country(a) ? 1 : 0);
    add_evidence(ix, e);
    auto const known = e.hours && e.usd && e.grams;
    if (!known) {
      add_missing(ix, a, e);
    }
    auto const open = add_times(ix);
    auto const usable = known && open && !is_avoided(a);
    m_.duration_s.push_back(usable ? m_.time[ix].amount.best : kBarred);
    m_.cost_cents.push_back(m_.cost[ix].amount.best);
    m_.emissions_g.push_back(m_.emissions[ix].amount.best);
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

  // When it can be entered, and what bars it. False: never.
  bool add_times(arc_ix ix) {
    m_.opens.push_back(kAlwaysOpen);
    m_.calendar_of.push_back(kAlwaysOpen);
    if (auto absent = cuts_.absence(ix)) {
      m_.barriers.push_back(std::move(*absent));
      return false;
    }
    auto const c = cuts_.calendar_of(ix);
    if (c == nullptr) {
      return true;
    }
    std::ranges::move(cuts_.barriers(ix, *c), std::back_inserter(m_.barriers));
    auto const known = std::ranges::find(m_.calendars, c);
    auto const at = static_cast<std::uint32_t>(known - m_.calendars.begin());
    if (known == m_.calendars.end()) {
      m_.calendars.push_back(c);
      add_windows(*c);
    }
    m_.calendar_of.back() = at;
    m_.opens.back() = set_of_[at];
    return set_of_[at] == kAlwaysOpen ||
           m_.first_window[set_of_[at]] != m_.first_window[set_of_[at] + 1];
  }

  void add_windows(calendar const& c) {
    auto const windows = c.windows();
    auto const all = interval<std::int64_t>{0, std::int64_t{kHorizonDays} * 86400};
    if (windows.size() == 1 && windows.front() == all) {
      set_of_.push_back(kAlwaysOpen);
      return;
    }
    set_of_.push_back(static_cast<std::uint32_t>(m_.first_window.size() - 1));
    m_.windows.insert(m_.windows.end(), windows.begin(), windows.end());
    m_.first_window.push_back(static_cast<std::uint32_t>(m_.windows.size()));
  }

  // A border post; a ship or aircraft that lands in another country.
  bool changes_country(arc const& a) const {
    if (a.kind == arc_kind::crossing) {
      return true;
    }
    auto const in = [&](node_ix n) { return t_.places[t_.nodes[n].at].in; };
    return a.kind == arc_kind::link && !t_.links[a.on].crossing.valid() && in(a.tail) != in(a.head);
  }

  bool is_avoided(arc const& a) const {
    auto const avoided = [&](node_ix n) {
      auto const& node = t_.nodes[n];
      return (options_.modes >> static_cast<unsigned>(node.on) & 1U) == 0 ||
             std::ranges::find(options_.avoid_places, node.at) != options_.avoid_places.end() ||
             std::ranges::find(options_.avoid_countries, t_.places[node.at].in) !=
                 options_.avoid_countries.end();
    };
    return avoided(a.tail) || avoided(a.head);
  }

  topology const& t_;
  metric_options const& options_;
  lookup lookup_;
  link_valuer links_;
  border_valuer borders_;
  cuts cuts_;
  metric m_;
  std::vector<std::uint32_t> set_of_;  // window set per calendar
};

template <typename T>
std::span<T const> of_arc(std::vector<T> const& all, arc_ix a) {
  auto const [from, to] = std::ranges::equal_range(all, a, {}, &T::on);
  return {from, to};
}

}  // namespace

std::span<record::statement_ix const> metric::statements_of(arc_ix a) const {
  return std::span{statements}.subspan(first_statement[*a],
                                       first_statement[*a + 1] - first_statement[*a]);
}

std::span<barrier const> metric::barriers_of(arc_ix a) const {
  return of_arc(barriers, a);
}

std::span<measurement const> metric::measurements_of(arc_ix a) const {
  return of_arc(measurements, a);
}

std::vector<record::statement_ix> metric::statements_of_entry(arc_ix a, std::int64_t t) const {
  auto const c = calendar_of[*a];
  if (c == kAlwaysOpen) {
    return {};
  }
  return calendars[c]->deciding(t);
}

metric build_metric(topology const& t, facts const& f, metric_options const& o) {
  return builder{t, f, o}.build();
}

metric build_metric(topology const& t, record::store const& s, metric_options const& o) {
  return build_metric(t, *read_facts(s, o.view), o);
}

}  // namespace karwan::network
