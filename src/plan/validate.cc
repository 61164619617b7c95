#include "karwan/plan/validate.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "karwan/plan/units.h"
#include "plan/assumed_values.h"

namespace karwan::plan {
namespace {

using network::load_unit;
using network::mode;

constexpr double kHoursPerDay = 24;
constexpr int kMostLifted = 4;  // times that what blocks is lifted before giving up

load_unit unit_of(observed_trip const& t) {
  if (t.paid) {
    return t.paid->per;
  }
  auto const only = [&](mode m) { return t.modes == 1U << static_cast<unsigned>(m); };
  if (only(mode::air)) {
    return load_unit::air;
  }
  return t.boxed || !has_mode(t.modes, mode::road) ? load_unit::feu : load_unit::truck;
}

// What may be given up for a plan.
struct concessions {
  std::string from, to;  // in place of the ends themselves: a port or terminal beside them
  bool any_country{false}, no_waypoints{false};
};

class tester {
 public:
  tester(record::store const& store, validation_options const& o)
      : options_{o}, store_{store}, plan_{store}, assumed_{store, o.view} {
    for (auto const& r : store.rows(*record::find_table("countries"), o.view)) {
      countries_.insert(r.entity);
    }
    for (auto const& r : store.rows(*record::find_table("places"), o.view)) {
      country_of_.emplace(r.entity, r.text("country"));
    }
  }

  tried_trip run(observed_trip const& trip) {
    tried_trip out;
    out.trip = trip;
    for (auto const* end : {&trip.way.front(), &trip.way.back()}) {
      if (!end->problem.empty()) {
        out.problem = end->problem;
        return out;
      }
    }
    if (trip.way.front().place == trip.way.back().place) {
      out.problem = "starts and ends at one place of the network";
    } else if (trip.modes == 0) {
      out.problem = "no mode that we know is named";
    } else {
      plan(out);
    }
    return out;
  }

 private:
  // Assumed hours driven in 24, for trips of which only the moving hours are told.
  double driven_h(std::string const& country) const {
    auto const hours = assumed_.find("driving_h_day", name_of(mode::road), country);
    return hours ? hours->best : kHoursPerDay;
  }

  question base(observed_trip const& t, concessions const& given) const {
    question q;
    q.from = given.from;
    q.to = given.to;
    q.unit = unit_of(t);
    q.modes = t.modes;
    q.depart = t.on.value_or(options_.today);
    q.view = options_.view;
    q.view.as_of = q.depart;
    q.today = options_.today;
    q.draws = options_.draws;
    q.seed = options_.seed;
    return q;
  }

  question narrowed(observed_trip const& t, concessions const& given) const {
    auto q = base(t, given);
    std::set<std::string> passed{country_of_.at(given.from), country_of_.at(given.to)};
    for (auto const& w : t.way) {
      if (!w.country.empty()) {
        passed.insert(w.country);
      }
      auto const& last = q.via.empty() ? q.from : q.via.back();
      auto const inner = w.place != t.way.front().place && w.place != t.way.back().place;
      if (!given.no_waypoints && !w.place.empty() && inner && w.place != last && w.place != q.to) {
        q.via.push_back(w.place);
      }
    }
    if (!given.any_country) {
      std::ranges::set_difference(countries_, passed, std::back_inserter(q.avoid));
    }
    return q;
  }

  // What shuts the way is lifted until it opens or nothing more can be.
  answer planned(question q, std::vector<std::string>& lifted) {
    auto a = plan_(q);
    for (int n = 0; n < kMostLifted && a.journeys.empty() && a.no_route; ++n) {
      std::vector<std::string> more;
      for (auto const& b : *a.no_route) {
        more.push_back(b.entity);
      }
      if (more.empty()) {
        break;
      }
      std::ranges::copy(more, std::back_inserter(q.view.without));
      try {
        a = plan_(q);
      } catch (failure const&) {  // what blocks is no closure: it cannot be lifted
        break;
      }
      std::ranges::move(more, std::back_inserter(lifted));
    }
    return a;
  }

  // The ends themselves, then each with what lies beside it; the nearest first.
  static std::vector<std::pair<std::string, std::string>> ends_of(observed_trip const& t) {
    auto const places = [](waypoint const& w) {
      std::vector<std::string> out{w.place};
      out.insert(out.end(), w.beside.begin(), w.beside.end());
      return out;
    };
    std::vector<std::pair<std::string, std::string>> out;
    auto const from = places(t.way.front()), to = places(t.way.back());
    for (std::size_t both = 0; both + 1 < from.size() + to.size(); ++both) {
      for (std::size_t i = 0; i <= both; ++i) {
        if (i < from.size() && both - i < to.size() && from[i] != to[both - i]) {
          out.emplace_back(from[i], to[both - i]);
        }
      }
    }
    return out;
  }

  // The trip went: what shut its way on that day is lifted before it is sent another way.
  void plan(tried_trip& out) {
    for (auto const no_waypoints : {false, true}) {
      for (auto const any_country : {false, true}) {
        for (auto const lift : {false, true}) {
          for (auto const& [from, to] : ends_of(out.trip)) {
            std::vector<std::string> lifted;
            concessions const given{from, to, any_country, no_waypoints};
            auto const q = narrowed(out.trip, given);
            auto const a = lift ? planned(q, lifted) : plan_(q);
            if (!a.journeys.empty() && a.journeys.front().odds.p90_s) {
              take(a.journeys.front(), given, lifted, out);
              out.cost_usd = cost_of_one(a);
              return;
            }
          }
        }
      }
    }
    out.problem = "no route by these modes on that day";
  }

  void take(journey const& j, concessions const& given, std::vector<std::string> const& lifted,
            tried_trip& out) const {
    if (given.any_country) {
      out.notes.emplace_back("through countries that it does not name");
    }
    if (given.no_waypoints) {
      out.notes.emplace_back("waypoints left out");
    }
    for (auto const& each : lifted) {
      out.notes.push_back("with " + each + " lifted");
    }
    note_end(out.trip.way.front(), given.from, out);
    note_end(out.trip.way.back(), given.to, out);
    out.way_as_told = !given.any_country && !given.no_waypoints;
    out.own_length = !has_length_from(j, out.trip.sources);
    out.countries = j.countries;
    out.modes = j.modes;
    out.km = static_cast<double>(j.metres) / 1000;
    add_up(j, out);
  }

  static double cost_of_one(answer const& a) {
    return static_cast<double>(a.journeys.front().cost.value.best) / kCentsPerUsd / a.vehicles;
  }

  // Has a link on the way its length from where the trip is told?
  bool has_length_from(journey const& j, std::vector<std::string> const& sources) const {
    std::vector<record::statement_ix> lengths;
    for (auto const& l : j.legs) {
      for (auto const& id : l.statements) {
        if (auto const s = store_.find_statement(id);
            l.kind == leg_kind::link && id.find(".length_km") != std::string::npos && s) {
          lengths.push_back(*s);
        }
      }
    }
    return std::ranges::any_of(store_.rows_with(lengths, options_.view), [&](auto const& r) {
      return std::ranges::find(sources, r.source) != sources.end();
    });
  }

  static void note_end(waypoint const& w, std::string const& taken, tried_trip& out) {
    if (w.place != taken) {
      out.notes.push_back(fmt::format("{} for {}", taken, w.place));
    } else if (w.off_km > 0) {
      out.notes.push_back(fmt::format("{} for {}, {:.0f} km off", w.place, w.text, w.off_km));
    }
  }

  // Of a trip told in moving hours only those are compared: no borders, changes, nights.
  void add_up(journey const& j, tried_trip& out) const {
    auto& p = out.parts;
    auto const moving = out.trip.counted == days_basis::moving;
    for (auto const& l : j.legs) {
      auto const h = static_cast<double>(l.time.value.best) / kSecondsPerHour;
      auto const by = static_cast<std::size_t>(l.by);
      if (l.kind == leg_kind::link) {
        auto const nights = moving && l.by == mode::road;
        p.travel_h[by] += nights ? h * driven_h(lower(l.from.country)) / kHoursPerDay : h;
        p.km[by] += static_cast<double>(l.metres) / 1000;
      } else if (!moving) {
        (l.kind == leg_kind::crossing                                       ? p.dwell_h
         : l.kind == leg_kind::transfer || l.waits_for == waiting::boarding ? p.exchange_h
                                                                            : p.closed_h) += h;
      }
    }
    auto const whole_s = static_cast<double>(j.time.value.best);
    auto const share = p.hours() * kSecondsPerHour / whole_s;
    auto const days = [&](double seconds) { return seconds / kSecondsPerDay * share; };
    out.mean_days = days(whole_s);
    out.p10_days = days(static_cast<double>(*j.odds.p10_s));
    out.p50_days = days(static_cast<double>(*j.odds.p50_s));
    out.p90_days = days(static_cast<double>(*j.odds.p90_s));
  }

  static std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
  }

  validation_options const& options_;
  record::store const& store_;
  planner plan_;
  assumed_values assumed_;
  std::set<std::string> countries_;
  std::map<std::string, std::string> country_of_;  // of a place
};

}  // namespace

std::vector<tried_trip> try_trips(record::store const& store, std::span<observed_trip const> trips,
                                  validation_options const& o,
                                  std::function<void(std::size_t)> const& progress) {
  record::reading const one_state{store};
  tester each{store, o};
  std::vector<tried_trip> out;
  out.reserve(trips.size());
  for (auto const& t : trips) {
    out.push_back(each.run(t));
    if (progress) {
      progress(out.size());
    }
  }
  return out;
}

}  // namespace karwan::plan
