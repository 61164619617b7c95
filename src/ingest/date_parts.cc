#include <array>

#include "ingest/date_read.h"
#include "ingest/number.h"

namespace karwan::ingest {
namespace {

using namespace std::chrono;

constexpr int kFirstYear = 1000;
constexpr int kLastYear = 2999;
constexpr int kLikelyFirst = 1900;  // a lone number below this is no year
constexpr int kLikelyLast = 2100;

bool is_day_suffix(lexed_text const& t, std::size_t i) {
  return t.glued(i) && t.is_any(i, "st|nd|rd|th|го|е|ое|шi|ши");
}

// Digits that are a number of their own: no part of 5.2, 1,234 or 192.168.1.2.
bool stands_alone(lexed_text const& t, std::size_t i) {
  auto const joined_before = i >= 2 && t.glued(i) && t.is_any(i - 1, ",|.") && t.glued(i - 1) &&
                             t[i - 2].kind == token_kind::digits;
  auto const joined_behind = i + 2 < t.size() && t.glued(i + 1) && t.is_any(i + 1, ",|.") &&
                             t.glued(i + 2) && t[i + 2].kind == token_kind::digits;
  return !joined_before && !joined_behind;
}

std::optional<day> day_of(int y, int m, int d) {
  year_month_day const ymd{std::chrono::year{y}, std::chrono::month(static_cast<unsigned>(m)),
                           std::chrono::day(static_cast<unsigned>(d))};
  return ymd.ok() ? std::optional{day{sys_days{ymd}}} : std::nullopt;
}

std::optional<date_span> span_in_year(date_fields f, int y) {
  if (f.day == 0) {
    return span_of_month(y, f.month);
  }
  auto const d = day_of(y, f.month, f.day);
  return d ? std::optional{with_days(*d, *d + days{1})} : std::nullopt;
}

int value_of(std::string_view digits) {
  int out = 0;
  for (auto const c : digits.substr(0, 9)) {
    out = out * 10 + (c - '0');
  }
  return out;
}

}  // namespace

number_at day_at(lexed_text const& t, std::size_t at) {
  if (at >= t.size()) {
    return {};
  }
  if (t[at].kind == token_kind::digits) {
    auto const v = value_of(t[at].folded);
    if (t[at].folded.size() > 2 || v < 1 || v > 31) {
      return {};
    }
    auto end = at + 1;
    if (t.is(end, "-") && t.glued(end) && is_day_suffix(t, end + 1)) {
      ++end;
    }
    return {v, end + (is_day_suffix(t, end) ? 1 : 0)};
  }
  if (auto const o = t.find(at, sense_kind::ordinal); o && o.meaning->value <= 31) {
    return {static_cast<int>(o.meaning->value), o.end};
  }
  if (auto const n = t.find(at, sense_kind::number); n && n.meaning->value >= 1) {
    auto const next = n.end + (t.is(n.end, "-") ? 1 : 0);
    auto const o = t.find(next, sense_kind::ordinal);
    auto const u = t.find(next, sense_kind::number);
    auto const ten = static_cast<int>(n.meaning->value);
    if ((ten == 20 || ten == 30) &&
        ((o && o.meaning->value < 10) || (u && u.meaning->value < 10))) {
      auto const& unit = o ? o : u;
      return {ten + static_cast<int>(unit.meaning->value), unit.end};
    }
    return ten <= 31 ? number_at{ten, n.end} : number_at{};
  }
  return {};
}

number_at year_at(lexed_text const& t, std::size_t at) {
  auto i = at;
  if (t.is(i, "the") && t.is(i + 1, "year")) {
    i += 2;
  } else if (t.is(i, "year")) {
    i += 1;
  }
  if (i >= t.size() || t[i].kind != token_kind::digits || t[i].folded.size() != 4 ||
      !stands_alone(t, i) ||
      (t.glued(i) && t[i - 1].kind == token_kind::word && !t.is(i - 1, "fy"))) {
    return {};
  }
  auto const v = value_of(t[i].folded);
  if (v < kFirstYear || v > kLastYear) {
    return {};
  }
  auto end = i + 1;
  if (t.glued(end) && t[end].kind == token_kind::word && !t.is_any(end, "ء|г|жылы|h|q")) {
    return {};
  }
  if (t.is(end, "ء")) {
    ++end;
  } else if (t.is_any(end, "г|гг")) {
    end += t.is(end + 1, ".") && t.glued(end + 1) ? 2 : 1;
  } else if (auto const unit = t.find(end, sense_kind::time_unit);
             unit && unit.meaning->code == "year" && !t.is_any(end, "year|years|yr|yrs|سال")) {
    end = unit.end;
  }
  return {v, end};
}

number_at month_at(lexed_text const& t, std::size_t at) {
  auto const m = t.find(at, sense_kind::month);
  return m ? number_at{static_cast<int>(m.meaning->value), m.end} : number_at{};
}

bool is_sure_month(lexed_text const& t, std::size_t at) {
  auto const m = t.find(at, sense_kind::month);
  if (!m || m.meaning->code != "?") {
    return static_cast<bool>(m) && (t[at].folded.size() >= 4 || t[at].capital);
  }
  return t[at].capital && at > 0 && !t[at].line_start && t[at - 1].kind == token_kind::word;
}

number_at year_behind(lexed_text const& t, std::size_t at, date_frame const& frame) {
  auto i = at;
  i += t.is_any(i, ",|.") ? 1 : 0;
  i += t.is_any(i, "of|in") ? 1 : 0;
  if (auto const y = year_at(t, i)) {
    return y;
  }
  auto const r = t.find(i, sense_kind::relative);
  auto const unit = r ? t.find(r.end, sense_kind::time_unit) : sense_hit{};
  if (r && unit && unit.meaning->code == "year" && frame.reference) {
    auto const now = year_month_day{*frame.reference}.year();
    return {static_cast<int>(now) + static_cast<int>(r.meaning->value), unit.end};
  }
  return {};
}

bool is_range_word(lexed_text const& t, std::size_t at) {
  return t.is_any(at, "-|–|—|to|until|till|through|по|до|سے|تا");
}

date_hit resolved(date_fields f, std::size_t end, date_frame const& frame) {
  date_hit out{.end = end, .fields = f, .is_stated = true};
  if (f.year != 0) {
    auto const span = f.month == 0 ? std::optional{span_of_year(f.year)} : span_in_year(f, f.year);
    out.known = span.has_value();
    out.span = span.value_or(date_span{});
    return out;
  }
  out.is_stated = f.month != 0;
  if (!frame.reference || f.month == 0) {
    return out;
  }
  auto const now = static_cast<int>(year_month_day{*frame.reference}.year());
  auto const past = frame.lean.value_or(leaning::past) == leaning::past;
  for (int step = -1; step <= 9; ++step) {  // up to the next leap year
    auto const span = span_in_year(f, past ? now - step : now + step);
    if (span && (past ? span->first <= *frame.reference : span->end > *frame.reference)) {
      out.span = *span;
      out.known = true;
      break;
    }
  }
  return out;
}

date_span span_of_year(int y) {
  return {sys_days{std::chrono::year{y} / 1 / 1}, sys_days{std::chrono::year{y + 1} / 1 / 1},
          date_precision::year};
}

date_span span_of_month(int y, int m) {
  auto const month = std::chrono::year{y} / m;
  return {sys_days{month / 1}, sys_days{(month + months{1}) / 1}, date_precision::month};
}

date_span with_days(day first, day end) {
  return with_precision({first, end, date_precision::interval});
}

}  // namespace karwan::ingest
