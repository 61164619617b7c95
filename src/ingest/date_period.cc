#include <charconv>

#include "ingest/date_read.h"
#include "ingest/number.h"

namespace karwan::ingest {
namespace {

using namespace std::chrono;

// A part of a year: quarter 1 to 4 or half 1 to 2.
struct year_part {
  int months{0};  // how long it is
  int first{0};   // its first month, 1 to 12
  std::size_t end{0};
};

// Q3, H1, "third quarter", "first half", "III квартал".
year_part part_at(lexed_text const& t, std::size_t at) {
  if (t.is_any(at, "q|h") && at + 1 < t.size() && t.glued(at + 1) &&
      t[at + 1].kind == token_kind::digits && t[at + 1].folded.size() == 1) {
    auto const n = t[at + 1].folded.front() - '0';
    auto const quarter = t.is(at, "q");
    auto const fits = n >= 1 && n <= (quarter ? 4 : 2);
    auto const length = quarter ? 3 : 6;
    return fits ? year_part{length, (n - 1) * length + 1, at + 2} : year_part{};
  }
  auto i = at;
  i += t.is(i, "the") ? 1 : 0;
  auto n = 0;
  if (auto const o = t.find(i, sense_kind::ordinal)) {
    n = static_cast<int>(o.meaning->value);
    i = o.end;
  } else if (t.is_any(i, "i|ii|iii|iv")) {
    n = t.is(i, "iv") ? 4 : static_cast<int>(t[i].folded.size());
    i += 1;
  } else if (auto const d = day_at(t, i); d && d.value <= 4) {
    n = d.value;
    i = d.end + (t.is(d.end, "-") ? 1 : 0);
  }
  auto const unit = t.find(i, sense_kind::time_unit);
  if (!unit || n < 1) {
    return {};
  }
  auto const length = unit.meaning->code == "quarter" ? 3 : unit.meaning->code == "half" ? 6 : 0;
  return length != 0 && n <= 12 / length ? year_part{length, (n - 1) * length + 1, unit.end}
                                         : year_part{};
}

date_hit with_part(year_part const& p, int year, std::size_t end) {
  auto const first = span_of_month(year, p.first).first;
  auto const stop = span_of_month(year, p.first + p.months - 1).end;
  return {.end = end,
          .fields = {year, 0, 0},
          .span = with_days(first, stop),
          .known = true,
          .is_stated = true};
}

date_hit read_year_part(lexed_text const& t, std::size_t at, date_frame const& frame) {
  if (auto const p = part_at(t, at); p.end != 0) {
    if (auto const y = year_behind(t, p.end, frame)) {
      return with_part(p, y.value, y.end);
    }
    if (p.months == 6 || !frame.reference) {
      return {};
    }
    auto const now = *frame.reference;
    auto y = static_cast<int>(year_month_day{now}.year());
    auto const past = frame.lean.value_or(leaning::past) == leaning::past;
    auto const span = with_part(p, y, p.end).span;
    y += past && span.first > now ? -1 : !past && span.end <= now ? 1 : 0;
    return with_part(p, y, p.end);
  }
  auto const y = year_at(t, at);
  if (y) {
    if (auto const p = part_at(t, y.end + (t.is(y.end, ",") ? 1 : 0)); p.end != 0) {
      return with_part(p, y.value, p.end);
    }
  }
  return {};
}

// 2025-26, 2025/26: the two years of a fiscal one.
struct two_years {
  int last{0};
  std::size_t end{0};
};

two_years two_years_at(lexed_text const& t, std::size_t at) {
  auto const y = year_at(t, at);
  if (!y || !t.is_any(y.end, "-|/|–") || y.end + 1 >= t.size()) {
    return {};
  }
  auto const& d = t[y.end + 1];
  int v = 0;
  std::from_chars(d.folded.data(), d.folded.data() + d.folded.size(), v);
  if (d.kind != token_kind::digits || (d.folded.size() != 2 && d.folded.size() != 4) ||
      v % 100 != (y.value + 1) % 100) {
    return {};
  }
  return {y.value + 1, y.end + 2};
}

date_hit fiscal(int last_year, std::size_t end, date_frame const& frame) {
  date_hit out{.end = end, .fields = {last_year, 0, 0}, .is_stated = true};
  if (frame.fiscal_year_start) {
    auto const start = *frame.fiscal_year_start;
    auto const y = start == std::chrono::January / 1 ? last_year : last_year - 1;
    out.span = fiscal_year_of(sys_days{std::chrono::year{y} / start}, start);
    out.known = true;
  }
  return out;
}

// "... that ended last June", "... to June 2025" behind the word for it: the year up to that month.
date_hit fiscal_year_to(lexed_text const& t, std::size_t at, date_frame const& frame) {
  auto i = at + (t.is_any(at, "that|which") ? 1 : 0);
  if (!t.is_any(i, "ended|ends|ending|to")) {
    return {};
  }
  i += t.is_any(i + 1, "in|on") ? 2 : 1;
  auto m = read_calendar_date(t, i, frame);
  m = m ? m : read_relative(t, i, frame);
  constexpr days kMonth{31};
  return m.known && m.span.length() <= kMonth
             ? date_hit{.end = m.end,
                        .span = with_days(months_on(m.span.end, -12), m.span.end),
                        .known = true,
                        .is_stated = m.is_stated}
             : date_hit{};
}

// this fiscal year, the coming financial year
date_hit read_relative_fiscal(lexed_text const& t, std::size_t at, date_frame const& frame) {
  auto const r = t.find(at, sense_kind::relative);
  auto const word = r ? t.find(r.end, sense_kind::fiscal) : sense_hit{};
  if (!word || !frame.reference || !frame.fiscal_year_start) {
    return {.end = word.end};
  }
  auto const start = *frame.fiscal_year_start;
  auto const seen_from =
      r.meaning->code == "of it" && frame.spoken_of ? frame.spoken_of->first : *frame.reference;
  auto const now = fiscal_year_of(seen_from, start);
  auto const step = static_cast<int>(r.meaning->value);
  return {.end = word.end,
          .span = fiscal_year_of(step < 0   ? now.first - days{1}
                                 : step > 0 ? now.end
                                            : now.first,
                                 start),
          .known = true};
}

// FY 2025-26, FY26, fiscal year 2025, 2025-26, "2025/26 fiscal year".
date_hit read_fiscal(lexed_text const& t, std::size_t at, date_frame const& frame) {
  if (auto const word = t.find(at, sense_kind::fiscal)) {
    if (auto const ended = fiscal_year_to(t, word.end, frame)) {
      return ended;
    }
    auto const i = word.end + (t.is_any(word.end, "'|’") ? 1 : 0);
    if (auto const both = two_years_at(t, i); both.end != 0) {
      return fiscal(both.last, both.end, frame);
    }
    if (auto const y = year_at(t, i)) {
      return fiscal(y.value, y.end, frame);
    }
    int v = 0;
    if (i < t.size() && t[i].kind == token_kind::digits && t[i].folded.size() == 2) {
      std::from_chars(t[i].folded.data(), t[i].folded.data() + 2, v);
      return fiscal(2000 + v, i + 1, frame);
    }
    if (i < t.size() && t[i].kind == token_kind::digits && t[i].folded.size() == 4 &&
        t.is(at, "fy")) {
      std::from_chars(t[i].folded.data(), t[i].folded.data() + 4, v);
      return fiscal(v, i + 1, frame);
    }
    return {};
  }
  if (auto const both = two_years_at(t, at); both.end != 0) {
    auto const word = t.find(both.end, sense_kind::fiscal);
    auto const short_form = t[both.end - 1].folded.size() == 2;
    auto const year = t.is(at, "year") ? at : at - 1;
    if (at >= 2 && t.is(year, "year") &&
        t.is_any(year - 1, "academic|school|study|marketing|crop")) {
      return {.end = both.end, .fields = {both.last, 0, 0}, .is_stated = true};  // begins otherwise
    }
    if (word || short_form) {
      return fiscal(both.last, word ? word.end : both.end, frame);
    }
  }
  return {};
}

date_span span_of_season(int year, int month) {
  auto const first = std::chrono::year{year} / month;
  auto span = with_days(sys_days{first / 1}, sys_days{(first + months{3}) / 1});
  span.approximate = true;
  return span;
}

// "from the autumn", "in the spring"; not the fall of a price.
bool is_season_in_context(lexed_text const& t, std::size_t at, std::size_t end) {
  return at >= 2 && t.is(at - 1, "the") &&
         t.is_any(at - 2, "in|from|by|until|till|since|during|before|after") &&
         !t.is_any(end, "of|in");
}

// The latest one that has begun, or the first that has not ended.
int year_of_season(int month, date_frame const& frame) {
  auto const now = *frame.reference;
  auto y = static_cast<int>(year_month_day{now}.year());
  if (frame.lean.value_or(leaning::past) == leaning::past) {
    return span_of_season(y, month).first <= now ? y : y - 1;
  }
  return span_of_season(y - 1, month).end > now ? y - 1
         : span_of_season(y, month).end > now   ? y
                                                : y + 1;
}

// "summer 2025", "this winter", "весной 2024 года". The word alone is too weak: spring, fall.
date_hit read_season(lexed_text const& t, std::size_t at, date_frame const& frame) {
  auto const i = at + (t.is(at, "the") ? 1U : 0U);
  auto const r = t.find(i, sense_kind::relative);
  auto const s = t.find(r ? r.end : i, sense_kind::season);
  auto const stated = s ? year_behind(t, s.end, frame) : number_at{};
  auto const bare = s && !r && !stated && is_season_in_context(t, i, s.end);
  if (!s || (!r && !stated && !bare)) {
    return {};
  }
  if (!stated && !frame.reference) {
    return {.end = s.end};
  }
  auto const month = static_cast<int>(s.meaning->value);
  auto const y = stated ? stated.value
                 : bare ? year_of_season(month, frame)
                        : static_cast<int>(year_month_day{*frame.reference}.year()) +
                              static_cast<int>(r.meaning->value);
  auto const span = span_of_season(y, month);
  return {.end = stated ? stated.end : s.end,
          .fields = {y, 0, 0},
          .span = span,
          .known = true,
          .is_stated = static_cast<bool>(stated)};
}

// Some months of a year or up to a month: "the first nine months of 2025", "the ten months to
// April".
date_hit read_months(lexed_text const& t, std::size_t at, date_frame const& frame) {
  constexpr std::size_t kFar = 4;  // the, first, nine
  auto near = at + 1;
  while (near < at + kFar && !t.is(near, "months")) {
    ++near;
  }
  if (near == at + kFar) {
    return {};
  }
  auto i = at + (t.is(at, "the") ? 1 : 0);
  auto const last = t.is_any(i, "last|final|closing");
  i += last || t.is_any(i, "first|opening") ? 1 : 0;
  auto const n = i < t.size() ? read_number(t, i) : std::nullopt;
  if (!n || n->value < 2 || n->value > 11 || !t.is(n->end, "months")) {
    return {};
  }
  auto const count = static_cast<int>(n->value);
  auto const behind = n->end + 1;
  if (t.is_any(behind, "to|ending")) {
    auto const m = read_calendar_date(t, behind + 1, frame);
    auto const is_month = m.known && m.fields.month != 0 && m.fields.day == 0;
    return is_month ? date_hit{.end = m.end,
                               .span = with_days(months_on(m.span.end, -count), m.span.end),
                               .known = true,
                               .is_stated = m.is_stated}
                    : date_hit{};
  }
  if (!t.is(behind, "of")) {
    return {};
  }
  auto const the = behind + 1 + (t.is(behind + 1, "the") ? 1 : 0);
  auto whole = read_fiscal(t, the, frame);
  whole = whole ? whole : read_relative_fiscal(t, the, frame);
  if (auto const y = year_behind(t, behind, frame); y.end > whole.end) {
    whole = {.end = y.end, .span = span_of_year(y.value), .known = true, .is_stated = true};
  }
  if (whole.known) {
    whole.span = last ? with_days(months_on(whole.span.end, -count), whole.span.end)
                      : with_days(whole.span.first, months_on(whole.span.first, count));
  }
  return whole;
}

// The part of a span that early, mid, late, the end of and so on mean.
date_span part_of(date_span s, std::string_view part) {
  auto const third = s.length() / 3;
  if (part == "end") {
    return with_days(s.end - days{1}, s.end);
  }
  if (part == "half1" || part == "half2") {
    auto const whole_year = s.precision == date_precision::year;
    auto const y = static_cast<int>(year_month_day{s.first}.year());
    auto const middle = whole_year ? span_of_month(y, 7).first : s.first + s.length() / 2;
    return part == "half1" ? with_days(s.first, middle) : with_days(middle, s.end);
  }
  auto out = part == "early"  ? with_days(s.first, s.first + third)
             : part == "late" ? with_days(s.end - third, s.end)
                              : with_days(s.first + third, s.end - third);
  out.approximate = true;
  return out;
}

date_hit read_part_of(lexed_text const& t, std::size_t at, date_frame const& frame) {
  auto const p = t.find(at, sense_kind::part_of);
  if (!p) {
    return {};
  }
  auto i = p.end + (t.is(p.end, "-") ? 1 : 0);
  i += t.is_any(i, "of") ? 1 : 0;
  if (t.find(i, sense_kind::part_of)) {
    return {};  // one part of another is no date, and would be read over and over
  }
  auto hit = read_one_date(t, i, frame);
  if (!hit && t.is(i, "the") && frame.reference) {  // "by the end of the year"
    auto const unit = t.find(i + 1, sense_kind::time_unit);
    auto const y = static_cast<int>(year_month_day{*frame.reference}.year());
    if (unit && unit.meaning->code == "year") {
      hit = {.end = unit.end, .span = span_of_year(y), .known = true};
    } else if (unit && unit.meaning->code == "month") {
      auto const m =
          static_cast<int>(static_cast<unsigned>(year_month_day{*frame.reference}.month()));
      hit = {.end = unit.end, .span = span_of_month(y, m), .known = true};
    }
  }
  if (!hit) {
    return {};
  }
  if (hit.known && hit.span.length() > days{1}) {
    hit.span = part_of(hit.span, p.meaning->code);
  }
  hit.is_weak = false;
  return hit;
}

}  // namespace

date_hit read_period(lexed_text const& t, std::size_t at, date_frame const& frame) {
  date_hit best;
  for (auto const read : {read_year_part, read_fiscal, read_relative_fiscal, read_season,
                          read_part_of, read_months}) {
    if (auto const hit = read(t, at, frame); hit.end > best.end) {
      best = hit;
    }
  }
  return best;
}

}  // namespace karwan::ingest
