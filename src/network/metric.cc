#include "karwan/network/metric.h"

#include <algorithm>
#include <tuple>

#include "network/calendar.h"
#include "network/metric_times.h"
#include "network/metric_values.h"

namespace karwan::network {
namespace {

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

std::span<cost_part const> metric::cost_parts_of(arc_ix a) const {
  return of_arc(cost_parts, a);
}

boarding const* metric::boarding_of(arc_ix a) const {
  auto const at = std::ranges::lower_bound(boardings, a, {}, &boarding::on);
  return at != boardings.end() && at->on == a ? &*at : nullptr;
}

bool metric::leaves_by_timetable(arc_ix a) const {
  auto const c = calendar_of[*a];
  return c != kAlwaysOpen && !calendars[c]->departures.empty();
}

std::int64_t metric::expected_s(arc_ix a) const {
  auto const* board = boarding_of(a);
  return time[a].amount.best + (board == nullptr ? 0 : board->wait.amount.best);
}

std::vector<record::statement_ix> metric::statements_of_entry(arc_ix a, std::int64_t t) const {
  auto const c = calendar_of[*a];
  if (c == kAlwaysOpen) {
    return {};
  }
  return calendars[c]->deciding(t);
}

bool same_values(metric_options const& a, metric_options const& b) {
  auto const load = [](network::load const& l) { return std::tuple{l.unit, l.tonnes, l.cold}; };
  return a.view.as_of == b.view.as_of && a.view.worlds == b.view.worlds && a.drivers == b.drivers &&
         load(a.carried) == load(b.carried) && a.trucks_through == b.trucks_through;
}

metric build_metric(topology const& t, facts const& f, metric_options const& o) {
  metric m;
  lookup const found{f, {o.view.as_of, o.view.worlds}, o.carried.unit};
  add_values(m, t, f, found, o);
  set_times(m, t, f, found.from(), o);
  return m;
}

metric build_metric(topology const& t, facts const& f, metric_options const& o,
                    metric const& values) {
  auto m = values;
  set_times(m, t, f, {o.view.as_of, o.view.worlds}, o);
  return m;
}

metric build_metric(topology const& t, record::store const& s, metric_options const& o) {
  return build_metric(t, *read_facts(s, o.view), o);
}

}  // namespace karwan::network
