#include "ingest/date_read.h"

namespace karwan::ingest {
namespace {

using namespace std::chrono;

date_span week_of(day d) {
  auto const monday = d - days{weekday_of(d)};
  return with_days(monday, monday + weeks{1});
}

// "week of 4 February", "the week starting on February 4", "w/c 4 Feb".
date_hit week_with_date(lexed_text const& t, std::size_t at, date_frame const& frame) {
  auto i = at + (t.is(at, "the") ? 1U : 0U);
  if (t.is(i, "w") && t.is(i + 1, "/") && t.is(i + 2, "c")) {
    i += 3;
  } else if (t.is(i, "week") && t.is_any(i + 1, "of|starting|beginning|commencing")) {
    i += 2;
    i += t.is(i, "on") ? 1 : 0;
  } else {
    return {};
  }
  auto hit = read_calendar_date(t, i, frame);
  if (!hit || hit.fields.day == 0) {
    return {};
  }
  if (hit.known) {
    hit.span = week_of(hit.span.first);
  }
  return hit;
}

struct unit_behind {
  std::optional<date_span> span;
  std::size_t end{0};
};

// "this month", "the year", "my week", "week": the one that holds the reference.
unit_behind current_unit(lexed_text const& t, std::size_t at, day reference) {
  auto i = at;
  i += t.is_any(i, "the|this|my|current") ? 1 : 0;
  auto const unit = t.find(i, sense_kind::time_unit);
  year_month_day const now{reference};
  auto const y = static_cast<int>(now.year());
  if (!unit) {
    return {};
  }
  auto const code = unit.meaning->code;
  if (code == "week") {
    return {week_of(reference), unit.end};
  }
  if (code == "month") {
    return {span_of_month(y, static_cast<int>(static_cast<unsigned>(now.month()))), unit.end};
  }
  return code == "year" ? unit_behind{span_of_year(y), unit.end} : unit_behind{};
}

// "earlier this year", "later in the month", "rest of the week": a side of the running unit.
date_hit side_of_unit(lexed_text const& t, std::size_t at, date_frame const& frame) {
  auto const earlier = t.is(at, "earlier");
  if (!frame.reference || !(earlier || t.is_any(at, "later|rest|remainder"))) {
    return {};
  }
  auto const i = at + 1 + (t.is_any(at + 1, "of|in") ? 1 : 0);
  auto const unit = current_unit(t, i, *frame.reference);
  if (!unit.span) {
    return {};
  }
  auto const now = *frame.reference;
  auto const span = earlier ? with_days(unit.span->first, now) : with_days(now, unit.span->end);
  return {.end = unit.end, .span = span, .known = span.first < span.end};
}

// "first week of October": the first that begins in it.
date_hit nth_week(lexed_text const& t, std::size_t at, date_frame const& frame) {
  auto const i = at + (t.is(at, "the") ? 1U : 0U);
  auto const o = t.find(i, sense_kind::ordinal);
  if (!o || o.meaning->value > 5 || !t.is(o.end, "week") || !t.is_any(o.end + 1, "of|in") ||
      !frame.reference) {
    return {};
  }
  auto const month = calendar_month_behind(t, o.end + 1, frame);
  if (month.end == o.end + 1) {
    return {};
  }
  auto const first = month.span.first +
                     days{(7 - static_cast<int>(weekday_of(month.span.first))) % 7} +
                     weeks{static_cast<int>(o.meaning->value) - 1};
  return {
      .end = month.end, .fields = {}, .span = with_days(first, first + weeks{1}), .known = true};
}

}  // namespace

date_hit read_week(lexed_text const& t, std::size_t at, date_frame const& frame) {
  for (auto const read : {week_with_date, side_of_unit, nth_week}) {
    if (auto const hit = read(t, at, frame)) {
      return hit;
    }
  }
  return {};
}

}  // namespace karwan::ingest
