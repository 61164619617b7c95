#include "plan/crew.h"

#include <fmt/format.h>

#include <algorithm>

#include "karwan/plan/units.h"

namespace karwan::plan {
namespace {

using namespace network;

// One of the record's assumptions by key, in seconds.
class assumed_hours {
 public:
  assumed_hours(record::store const& store, record::view_spec const& view)
      : rows_{store.rows(*record::find_table("assumptions"), view)}, as_of_{view.as_of} {}

  std::int64_t take(std::string const& key, std::vector<record::statement_ix>& statements) const {
    record::row const* best = nullptr;
    for (auto const& r : rows_) {
      auto const counts = r.text("key") == key && r.number("best");
      if (counts && (best == nullptr || record::preferred(r, *best, as_of_))) {
        best = &r;
      }
    }
    if (best == nullptr) {
      throw failure{{error_kind::bad_data,
                     fmt::format("the record does not say {}, which a crew keeps to", key),
                     "assumptions.key", "State it, or plan without a crew"}};
    }
    statements.push_back(best->find("best")->statement);
    return static_cast<std::int64_t>(*best->number("best") * kSecondsPerHour);
  }

 private:
  std::vector<record::row> rows_;
  day as_of_;
};

// The clock of a crew on its way.
class driven {
 public:
  driven(crew_hours const& hours, std::int64_t now) : hours_{hours}, now_{now} {}

  std::int64_t now() const { return now_; }
  kept_hours const& counted() const { return counted_; }

  void idle(std::int64_t s) {
    now_ += s;
    if (s >= hours_.week_rest_s) {
      week_ = 0;
    }
    if (s >= hours_.rest_s) {
      since_rest_ = since_break_ = 0;
    } else if (s >= hours_.break_s) {
      since_break_ = 0;
    }
  }

  void drive(std::int64_t s) {
    while (s > 0) {
      auto const may =
          std::min({s, hours_.drive_before_break_s - since_break_,
                    hours_.drive_before_rest_s - since_rest_, hours_.drive_a_week_s - week_});
      if (may <= 0) {
        stop();
        continue;
      }
      now_ += may;
      since_break_ += may;
      since_rest_ += may;
      week_ += may;
      s -= may;
    }
  }

 private:
  // The longest stop that is due.
  void stop() {
    if (week_ >= hours_.drive_a_week_s) {
      ++counted_.week_rests;
      idle(hours_.week_rest_s);
    } else if (since_rest_ >= hours_.drive_before_rest_s) {
      ++counted_.rests;
      idle(hours_.rest_s);
    } else {
      ++counted_.breaks;
      idle(hours_.break_s);
    }
  }

  crew_hours const& hours_;
  std::int64_t now_, since_break_{0}, since_rest_{0}, week_{0};
  kept_hours counted_;
};

}  // namespace

crew_hours read_crew_hours(record::store const& store, record::view_spec const& view, crew c) {
  assumed_hours const of{store, view};
  crew_hours out{};
  auto& from = out.statements;
  auto const two = c == crew::two;
  auto const who = std::string{name_of(c)};
  out.drive_before_rest_s = of.take(who + "_drive_before_rest_h", from);
  out.rest_s = of.take(who + "_rest_h", from);
  out.drive_a_week_s = of.take(who + "_drive_week_h", from);
  out.week_rest_s = of.take("week_rest_h", from);
  out.break_s = two ? out.rest_s : of.take("break_h", from);
  out.drive_before_break_s = two ? out.drive_before_rest_s : of.take("drive_before_break_h", from);
  return out;
}

std::optional<kept_hours> keep_hours(metric const& m, trace const& way, crew_hours const& hours) {
  auto const windows = searchable(m);
  driven clock{hours, m.leaves_s};
  for (auto const& s : way.steps) {
    auto const left = route::arrival(windows, *s.on, clock.now());
    if (left == route::kBarred) {
      return std::nullopt;
    }
    auto const wait = left - windows.duration_s[*s.on] - clock.now();
    auto const wheel = m.wheel_s[s.on];
    auto const rest = m.time[s.on].amount.best;
    auto const changed = s.changed_by == kNoRule ? 0 : m.change.time->amount.best;
    if (wheel > 0) {
      clock.idle(wait + s.boarding.best + changed);
      clock.drive(wheel);
    } else {
      clock.idle(wait + s.boarding.best + changed + rest);
    }
  }
  auto out = clock.counted();
  out.took_s = clock.now() - m.leaves_s;
  return out;
}

}  // namespace karwan::plan
