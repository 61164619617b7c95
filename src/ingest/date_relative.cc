#include <cmath>

#include "ingest/date_read.h"
#include "ingest/number.h"

namespace karwan::ingest {
namespace {

using namespace std::chrono;

date_hit hit_of(std::optional<date_span> span, std::size_t end) {
  date_hit out{.end = end};
  if (span) {
    out.span = *span;
    out.known = true;
  }
  return out;
}

day monday_of(day d) {
  return d - days{weekday_of(d)};
}

day month_start(day d, int months_on) {
  year_month_day const ymd{d};
  return sys_days{(ymd.year() / ymd.month() + months{months_on}) / 1};
}

}  // namespace

std::optional<date_span> calendar_unit(std::string_view unit, day reference, int step) {
  year_month_day const ymd{reference};
  auto const y = static_cast<int>(ymd.year());
  auto const m = static_cast<int>(static_cast<unsigned>(ymd.month()));
  if (unit == "day") {
    return with_days(reference + days{step}, reference + days{step + 1});
  }
  if (unit == "week") {
    auto const first = monday_of(reference) + weeks{step};
    return with_days(first, first + weeks{1});
  }
  if (unit == "weekend") {
    auto const first = monday_of(reference) + weeks{step} + days{5};
    return with_days(first, first + days{2});
  }
  if (unit == "month") {
    return with_days(month_start(reference, step), month_start(reference, step + 1));
  }
  if (unit == "quarter") {
    auto const back = (m - 1) % 3;
    return with_days(month_start(reference, step * 3 - back),
                     month_start(reference, step * 3 - back + 3));
  }
  if (unit == "year") {
    return span_of_year(y + step);
  }
  if (unit == "decade") {
    auto const first = y - y % 10 + 10 * step;
    return with_days(span_of_year(first).first, span_of_year(first + 10).first);
  }
  return std::nullopt;
}

day months_on(day d, int n) {
  year_month_day const ymd{d};
  auto const month = ymd.year() / ymd.month() + months{n};
  year_month_day const same{month.year(), month.month(), ymd.day()};
  return same.ok() ? sys_days{same} : sys_days{month / last};
}

namespace {

day units_on(std::string_view unit, day from, int n) {
  return unit == "day"       ? from + days{n}
         : unit == "week"    ? from + weeks{n}
         : unit == "month"   ? months_on(from, n)
         : unit == "quarter" ? months_on(from, 3 * n)
         : unit == "year"    ? months_on(from, 12 * n)
         : unit == "decade"  ? months_on(from, 120 * n)
                             : from;
}

bool counts_days(std::string_view unit) {
  return unit == "day" || unit == "week" || unit == "month" || unit == "quarter" ||
         unit == "year" || unit == "decade";
}

}  // namespace

number_at count_at(lexed_text const& t, std::size_t at) {
  if (t.is(at, "few") || (t.is(at, "a") && t.is(at + 1, "few"))) {
    return {3, at + (t.is(at, "a") ? 2U : 1U)};
  }
  if (t.is_any(at, "a|an")) {
    return {1, at + 1};
  }
  if (t.is_any(at + 1, ",|.|-|/")) {
    return {};  // no time unit follows at once
  }
  auto const n = read_number(t, at);
  return n && n->value >= 1 && n->value <= 1000 && n->value == std::floor(n->value)
             ? number_at{static_cast<int>(n->value), n->end}
             : number_at{};
}

namespace {

// "ten years ago", "two weeks from now", "two days from tomorrow".
date_hit counted_from(lexed_text const& t, std::size_t at, date_frame const& frame) {
  auto const n = count_at(t, at);
  auto const unit = n.end != 0 ? t.find(n.end, sense_kind::time_unit) : sense_hit{};
  if (!unit || !counts_days(unit.meaning->code)) {
    return {};
  }
  auto const code = unit.meaning->code;
  auto end = unit.end;
  auto from = frame.reference;
  auto direction = 1;
  if (auto const ago = t.find(end, sense_kind::ago)) {
    direction = ago.meaning->code == "back" || ago.meaning->value < 0 ? -1 : 1;
    end = ago.end;
    if (ago.meaning->code == "of it" && frame.spoken_of) {
      return hit_of(units_from(*frame.spoken_of, code, direction * n.value), end);
    }
  } else if (auto const w = t.find(end + 1, sense_kind::day_word); t.is(end, "from") && w) {
    end = w.end;
    from = from ? std::optional{*from + days{static_cast<int>(w.meaning->value)}} : from;
  } else {
    return {};
  }
  if (!from) {
    return {.end = end};
  }
  auto const d = units_on(code, *from, direction * n.value);
  if (code == "year" || code == "decade" || (code == "month" && n.value > 1)) {
    return hit_of(calendar_unit(code == "month" ? code : "year", d, 0), end);
  }
  return hit_of(with_days(d, d + days{1}), end);
}

// "past 3 weeks", "next two days": a time that ends or begins at the reference.
date_hit counted_span(lexed_text const& t, std::size_t at, sense const& relative,
                      std::size_t behind, date_frame const& frame) {
  auto const n = t.is_any(behind, "a|an") ? number_at{} : count_at(t, behind);
  auto const unit = n.end != 0 ? t.find(n.end, sense_kind::time_unit) : sense_hit{};
  if (!unit || !counts_days(unit.meaning->code) || relative.value == 0 || at == behind) {
    return {};
  }
  date_hit out{.end = unit.end};
  if (frame.reference) {
    auto const r = *frame.reference;
    auto const next = r + days{1};
    out = relative.value < 0
              ? hit_of(with_days(units_on(unit.meaning->code, r, -n.value), r), unit.end)
              : hit_of(with_days(next, units_on(unit.meaning->code, next, n.value)), unit.end);
  }
  out.is_counted = true;
  return out;
}

// "last month", "this week", "next year", "the coming week".
date_hit relative_unit(lexed_text const& t, std::size_t at, date_frame const& frame) {
  auto const r = t.find(at, sense_kind::relative);
  if (!r) {
    return {};
  }
  if (auto const counted = counted_span(t, at, *r.meaning, r.end, frame)) {
    return counted;
  }
  auto const unit = t.find(r.end, sense_kind::time_unit);
  if (!unit || (unit.meaning->code == "day" && t.is(at, "last")) ||
      (t[r.end].folded.ends_with('s') && unit.meaning->code != "weekend")) {
    return {};  // the last day is one of many, and so are the coming weeks
  }
  if (r.meaning->code == "of it" && frame.spoken_of) {
    return hit_of(calendar_unit(unit.meaning->code, frame.spoken_of->first,
                                static_cast<int>(r.meaning->value)),
                  unit.end);
  }
  if (!frame.reference) {
    return {.end = unit.end};
  }
  auto const span =
      calendar_unit(unit.meaning->code, *frame.reference, static_cast<int>(r.meaning->value));
  return span ? hit_of(span, unit.end) : date_hit{};
}

// "June next year" is read with the month; here "next June", "last sept".
date_hit relative_month(lexed_text const& t, std::size_t at, date_frame const& frame) {
  auto const r = t.find(at, sense_kind::relative);
  auto const m = r ? month_at(t, r.end) : number_at{};
  if (!m || (m.end < t.size() && day_at(t, m.end) && t[m.end].kind == token_kind::digits)) {
    return {};
  }
  if (!frame.reference) {
    return {.end = m.end};
  }
  year_month_day const now{*frame.reference};
  auto y = static_cast<int>(now.year());
  auto const this_month = static_cast<int>(static_cast<unsigned>(now.month()));
  if (r.meaning->value < 0) {
    y -= m.value >= this_month || this_month - m.value < 3 ? 1 : 0;
  } else if (r.meaning->value > 0) {
    y += m.value <= this_month ? 1 : 0;
  }
  return hit_of(span_of_month(y, m.value), m.end);
}

}  // namespace

date_hit read_relative(lexed_text const& t, std::size_t at, date_frame const& frame) {
  date_hit best;
  auto const keep = [&](date_hit const& hit) {
    if (hit.end > best.end) {
      best = hit;
    }
  };
  auto const our_times = at > 0 && t.is(at, "today") && t.is(at - 1, "of");
  if (auto const w = t.find(at, sense_kind::day_word);
      w && w.meaning->code != "now" && !our_times) {
    auto const on = static_cast<int>(w.meaning->value);
    keep(
        frame.reference
            ? hit_of(with_days(*frame.reference + days{on}, *frame.reference + days{on + 1}), w.end)
            : date_hit{.end = w.end});
  }
  keep(counted_from(t, at, frame));
  keep(relative_unit(t, at, frame));
  keep(relative_month(t, at, frame));
  return best;
}

}  // namespace karwan::ingest
