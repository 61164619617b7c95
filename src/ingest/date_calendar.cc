#include "ingest/date_read.h"

namespace karwan::ingest {
namespace {

// "22 January", "second of Aug", "13-е сентября"; the month's end, 0 where there is none.
struct day_month {
  int day{0}, month{0};
  std::size_t end{0};
};

day_month day_then_month(lexed_text const& t, std::size_t at) {
  auto const d = day_at(t, at);
  if (!d) {
    return {};
  }
  auto i = d.end;
  i += t.is_any(i, "of|-|/|.") && (t.is(i, "of") || t.glued(i) || t.is(i, ".")) ? 1 : 0;
  auto const m = month_at(t, i);
  if (!m || t[i].line_start) {
    return {};
  }
  return {d.value, m.value, m.end};
}

// "January 12", "Oct-2", "Oct2", "May twenty-first".
day_month month_then_day(lexed_text const& t, std::size_t at) {
  auto const m = month_at(t, at);
  if (!m) {
    return {};
  }
  auto i = m.end;
  i += t.is_any(i, ".|-|/") && t.glued(i) ? 1 : 0;
  i += t.is(i, "the") ? 1 : 0;
  auto const d = day_at(t, i);
  if (!d || (t[i].kind == token_kind::word && !t.find(i, sense_kind::ordinal) &&
             t[i].folded.size() < 4)) {
    return {};
  }
  // "May 200 million": the day is digits of a greater number
  auto const more = d.end < t.size() && t[d.end].kind == token_kind::digits && !year_at(t, d.end) &&
                    !t[d.end].line_start && t[d.end].folded.size() >= 3;
  auto const decimal = t.glued(d.end) && t.is_any(d.end, ".|,") && t.glued(d.end + 1) &&
                       t[d.end + 1].kind == token_kind::digits;
  return more || decimal ? day_month{} : day_month{d.value, m.value, d.end};
}

date_hit with_year(lexed_text const& t, day_month const& dm, int year, date_frame const& frame) {
  if (year != 0) {
    return resolved({year, dm.month, dm.day}, dm.end, frame);
  }
  if (auto const y = year_behind(t, dm.end, frame)) {
    return resolved({y.value, dm.month, dm.day}, y.end, frame);
  }
  return resolved({0, dm.month, dm.day}, dm.end, frame);
}

// "2016, nov", "2023 жылғы 13 қыркүйек", "2019-sep-1".
date_hit year_first(lexed_text const& t, std::size_t at, date_frame const& frame) {
  auto const y = year_at(t, at);
  if (!y || t.is(at, "the")) {
    return {};
  }
  auto i = y.end;
  i += t.is_any(i, ",|-|/") ? 1 : 0;
  if (i < t.size() && t[i].line_start) {
    return {};
  }
  if (auto const dm = day_then_month(t, i); dm.end != 0) {
    return with_year(t, dm, y.value, frame);
  }
  if (auto const dm = month_then_day(t, i); dm.end != 0) {
    return with_year(t, dm, y.value, frame);
  }
  auto const m = month_at(t, i);
  return m ? resolved({y.value, m.value, 0}, m.end, frame) : date_hit{};
}

date_hit month_alone(lexed_text const& t, std::size_t at, date_frame const& frame) {
  auto const m = month_at(t, at);
  if (!m) {
    return {};
  }
  auto const dotted =
      m.end + (t.is(m.end, ".") && t.glued(m.end) && t[at].folded.size() <= 4 ? 1 : 0);
  if (auto const y = year_behind(t, dotted, frame)) {
    return resolved({y.value, m.value, 0}, y.end, frame);
  }
  if (!is_sure_month(t, at)) {
    return {};
  }
  auto out = resolved({0, m.value, 0}, m.end, frame);
  out.is_weak = true;
  return out;
}

// "Wed, 22 of Jan", "monday january 12th": the weekday before a date belongs to it.
std::size_t past_weekday(lexed_text const& t, std::size_t at) {
  auto const w = t.find(at, sense_kind::weekday);
  return w ? w.end + (t.is_any(w.end, ",|.") ? 1 : 0) : at;
}

// "4 to 22 | of January", "| this month": where the month ends; 0: none stands there.
std::size_t take_month_behind(lexed_text const& t, std::size_t at, date_frame const& frame,
                              date_fields& f) {
  at += t.is_any(at, "of|in") ? 1 : 0;
  auto const r = t.find(at, sense_kind::relative);
  auto const unit = r ? t.find(r.end, sense_kind::time_unit) : sense_hit{};
  if (unit && unit.meaning->code == "month" && frame.reference) {
    auto const month = read_relative(t, at, frame);
    std::chrono::year_month_day const ymd{month.span.first};
    f.year = static_cast<int>(ymd.year());
    f.month = static_cast<int>(static_cast<unsigned>(ymd.month()));
    return month.end;
  }
  auto const behind = month_at(t, at);
  f.month = behind.value;
  return behind.end;
}

}  // namespace

date_hit read_calendar_date(lexed_text const& t, std::size_t at, date_frame const& frame) {
  auto const i = past_weekday(t, at);
  if (auto const dm = day_then_month(t, i); dm.end != 0) {
    return with_year(t, dm, 0, frame);
  }
  if (auto const dm = month_then_day(t, i); dm.end != 0) {
    return with_year(t, dm, 0, frame);
  }
  if (i != at) {
    return {};
  }
  if (auto const hit = year_first(t, at, frame)) {
    return hit;
  }
  return month_alone(t, at, frame);
}

date_hit read_day_range(lexed_text const& t, std::size_t at, date_frame const& frame) {
  auto const year = year_at(t, at);  // 2026 жылғы 3-5 ақпан
  auto const m = year ? number_at{} : month_at(t, at);
  auto i = year ? year.end : m ? m.end : at;
  i += m && t.is(i, ".") ? 1 : 0;
  i += m && t.is(i, "between") ? 1 : 0;
  auto const from = day_at(t, i);
  if (!from || t[i].kind != token_kind::digits ||
      (!is_range_word(t, from.end) && !(t.is_any(from.end, "and|и")))) {
    return {};
  }
  auto const to = day_at(t, from.end + 1);
  if (!to || to.value < from.value || t[from.end + 1].kind != token_kind::digits) {
    return {};
  }
  date_fields f{year.value, m.value, to.value};
  auto end = to.end;
  if (!m) {
    end = take_month_behind(t, end, frame, f);
    if (end == 0) {
      return {};
    }
  }
  if (auto const y = f.year == 0 ? year_behind(t, end, frame) : number_at{}) {
    f.year = y.value;
    end = y.end;
  }
  auto const last = resolved(f, end, frame);
  auto out = resolved(
      {last.known ? static_cast<int>(std::chrono::year_month_day{last.span.first}.year()) : f.year,
       f.month, from.value},
      end, frame);
  out.known = out.known && last.known;
  if (out.known) {
    out.span = with_days(out.span.first, last.span.end);
  }
  return out;
}

}  // namespace karwan::ingest
