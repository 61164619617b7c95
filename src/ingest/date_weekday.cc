#include "ingest/date_read.h"

namespace karwan::ingest {
namespace {

using namespace std::chrono;

date_hit one_day(day d, std::size_t end) {
  return {.end = end, .span = with_days(d, d + days{1}), .known = true};
}

int weekday_number(sense const& s) {
  return static_cast<int>(s.value);
}

day weekday_of_week(day reference, int weekday, int weeks_on) {
  return reference - days{weekday_of(reference)} + weeks{weeks_on} + days{weekday};
}

// "next week Sunday", "Friday next week", "on Sunday of next week".
date_hit with_week(lexed_text const& t, std::size_t at, day reference) {
  auto const r = t.find(at, sense_kind::relative);
  auto const week = r ? t.find(r.end, sense_kind::time_unit) : sense_hit{};
  if (week && week.meaning->code == "week") {
    auto const w = t.find(week.end + (t.is(week.end, "on") ? 1 : 0), sense_kind::weekday);
    return w ? one_day(weekday_of_week(reference, weekday_number(*w.meaning),
                                       static_cast<int>(r.meaning->value)),
                       w.end)
             : date_hit{};
  }
  auto const w = t.find(at + (t.is(at, "on") ? 1 : 0), sense_kind::weekday);
  auto const i = w ? w.end + (t.is(w.end, "of") ? 1 : 0) : 0;
  auto const later = w ? t.find(i, sense_kind::relative) : sense_hit{};
  auto const unit = later ? t.find(later.end, sense_kind::time_unit) : sense_hit{};
  return unit && unit.meaning->code == "week"
             ? one_day(weekday_of_week(reference, weekday_number(*w.meaning),
                                       static_cast<int>(later.meaning->value)),
                       unit.end)
             : date_hit{};
}

// "the first Friday of July", "second Sunday".
date_hit nth_of_month(lexed_text const& t, std::size_t at, date_frame const& frame) {
  auto const i = at + (t.is(at, "the") ? 1U : 0U);
  auto const o = t.find(i, sense_kind::ordinal);
  auto const w = o && o.meaning->value <= 4 ? t.find(o.end, sense_kind::weekday) : sense_hit{};
  if (!w) {
    return {};
  }
  auto month = calendar_month_behind(t, w.end, frame);
  auto const first = month.span.first;
  auto const skip = (weekday_number(*w.meaning) - static_cast<int>(weekday_of(first)) + 7) % 7;
  auto const d = first + days{skip} + weeks{static_cast<int>(o.meaning->value) - 1};
  return one_day(d, month.end);
}

}  // namespace

date_hit calendar_month_behind(lexed_text const& t, std::size_t at, date_frame const& frame) {
  auto const i = at + (t.is_any(at, "of|in") ? 1U : 0U);
  auto const relative = read_relative(t, i, frame);
  if (i != at && relative.known && relative.span.precision == date_precision::month) {
    return relative;
  }
  auto const named = i != at ? read_calendar_date(t, i, frame) : date_hit{};
  if (named.known && named.span.precision == date_precision::month) {
    return named;
  }
  year_month_day const now{*frame.reference};
  return {.end = at,
          .span = span_of_month(static_cast<int>(now.year()),
                                static_cast<int>(static_cast<unsigned>(now.month()))),
          .known = true};
}

date_hit read_weekday(lexed_text const& t, std::size_t at, date_frame const& frame) {
  if (!frame.reference) {
    auto const w = t.find(at, sense_kind::weekday);
    return w && w.meaning->code != "?" ? date_hit{.end = w.end} : date_hit{};
  }
  auto const now = *frame.reference;
  if (auto const hit = with_week(t, at, now)) {
    return hit;
  }
  if (auto const hit = nth_of_month(t, at, frame)) {
    return hit;
  }
  auto const r = t.find(at, sense_kind::relative);
  auto const w = t.find(r ? r.end : at, sense_kind::weekday);
  if (!w || (w.meaning->code == "?" && !r && !t[at].capital)) {
    return {};
  }
  auto const wanted = weekday_number(*w.meaning);
  if (r) {
    return one_day(weekday_of_week(now, wanted, static_cast<int>(r.meaning->value)), w.end);
  }
  auto const i = w.end + (t.is(w.end, "the") ? 1 : 0);
  if (auto const d = day_at(t, i); i != w.end && d && d.end > i) {  // Thursday the 21st
    year_month_day const ymd{now};
    auto const named = resolved({static_cast<int>(ymd.year()),
                                 static_cast<int>(static_cast<unsigned>(ymd.month())), d.value},
                                d.end, frame);
    if (named.known) {
      return {.end = d.end, .span = named.span, .known = true};
    }
  }
  auto const ahead = (wanted - static_cast<int>(weekday_of(now)) + 7) % 7;
  auto const past = frame.lean.value_or(leaning::past) == leaning::past;
  return one_day(now + days{past ? (ahead == 0 ? 0 : ahead - 7) : ahead == 0 ? 7 : ahead}, w.end);
}

}  // namespace karwan::ingest
