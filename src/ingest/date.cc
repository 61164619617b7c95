#include <algorithm>

#include "ingest/date_read.h"

namespace karwan::ingest {
namespace {

using namespace std::chrono;

// Two dates of which one leaves open what the other states: "January to March 2025".
date_hit completed(date_hit const& hit, date_hit const& other, date_frame const& frame) {
  if (hit.fields.year != 0 || other.fields.year == 0 || hit.fields.month == 0) {
    return hit;
  }
  auto f = hit.fields;
  f.year = other.fields.year;
  return resolved(f, hit.end, frame);
}

// The end of a range without a year: the first one that begins after its start.
date_hit after(date_hit const& from, date_hit const& to, date_frame const& frame) {
  if (!from.known || to.fields.year != 0 || to.fields.month == 0 ||
      to.span.first >= from.span.first) {
    return to;
  }
  auto f = to.fields;
  f.year = static_cast<int>(year_month_day{from.span.first}.year());
  auto out = resolved(f, to.end, frame);
  if (out.known && out.span.first < from.span.first) {
    ++f.year;
    out = resolved(f, to.end, frame);
  }
  return out;
}

// "now" as an end of a range.
date_hit now_at(lexed_text const& t, std::size_t at, date_frame const& frame) {
  auto const w = t.find(at, sense_kind::day_word);
  if (!w || !frame.reference) {
    return {};
  }
  return {
      .end = w.end, .span = with_days(*frame.reference, *frame.reference + days{1}), .known = true};
}

date_hit end_of_range(lexed_text const& t, std::size_t at, date_frame const& frame) {
  auto const hit = read_one_date(t, at, frame);
  return hit ? hit : now_at(t, at, frame);
}

// "from 02 to April 07": the month of the first day stands with the last.
date_hit day_before_date(lexed_text const& t, std::size_t at, date_frame const& frame) {
  auto const d = day_at(t, at);
  if (!d || t[at].kind != token_kind::digits || !is_range_word(t, d.end)) {
    return {};
  }
  auto const last = read_calendar_date(t, d.end + 1, frame);
  if (!last.known || last.fields.day <= d.value) {
    return {};
  }
  auto out = last;
  out.span = with_days(last.span.first - days{last.fields.day - d.value}, last.span.end);
  return out;
}

// from | between A to | and B; `opened`: a word before says that a range comes.
date_hit range_of(lexed_text const& t, date_hit from, date_frame const& frame, bool opened) {
  auto const between = opened && t.is_any(from.end, "and|и|және|اور");
  if (!between && !is_range_word(t, from.end)) {
    return {};
  }
  auto to = end_of_range(t, from.end + 1, frame);
  if (!to || (from.is_weak && to.is_weak && from.fields.month == 0 && !t.glued(from.end) &&
              !opened && t.is_any(from.end, "-|–|—"))) {
    return {};
  }
  if (t.find(from.end + 1, sense_kind::day_word) && from.fields.month != 0) {
    auto until_now = frame;
    until_now.lean = leaning::past;
    from = resolved(from.fields, from.end, until_now);
  }
  from = completed(from, to, frame);
  to = after(from, to, frame);
  date_hit out{.end = to.end,
               .fields = from.fields,
               .known = from.known && to.known,
               .is_stated = from.is_stated && to.is_stated};
  if (out.known && to.span.end <= from.span.first) {
    return {};
  }
  if (out.known) {
    out.span = with_days(from.span.first, to.span.end);
  }
  return out;
}

}  // namespace

date_hit read_one_date(lexed_text const& t, std::size_t at, date_frame const& frame) {
  date_hit best;
  for (auto const read : {read_calendar_date, read_numeric_date, read_period, read_relative,
                          read_same_period, read_weekday, read_week, read_day_range}) {
    if (auto const hit = read(t, at, frame); hit.end > best.end) {
      best = hit;
    }
  }
  if (auto const y = read_year(t, at); y.end > best.end) {
    best = y;
  }
  return best;
}

date_hit read_date_or_range(lexed_text const& t, std::size_t at, date_frame const& frame) {
  auto const opened = t.is_any(at, "from|between|с|между");
  auto const from = opened ? end_of_range(t, at + 1, frame) : read_one_date(t, at, frame);
  if (!from) {
    return opened ? day_before_date(t, at + 1, frame) : date_hit{};
  }
  if (auto const range = range_of(t, from, frame, opened)) {
    return range;
  }
  if (!opened) {
    return from;
  }
  auto const days_only = read_day_range(t, at + 1, frame);  // between 4 and 22 this month
  return days_only.end >= from.end ? days_only : day_before_date(t, at + 1, frame);
}

}  // namespace karwan::ingest
