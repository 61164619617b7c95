#include "ingest/date_read.h"

// Dates that count from another one of the text, or make up a part of it.
namespace karwan::ingest {
namespace {

using namespace std::chrono;

date_span shifted(date_span const& s, int n) {
  return with_days(months_on(s.first, n), months_on(s.end, n));
}

}  // namespace

std::optional<date_span> units_from(date_span const& from, std::string_view unit, int n) {
  if (from.first == day::min() || from.end == day::max()) {
    return std::nullopt;
  }
  if (unit == "year" && (n == 1 || n == -1)) {
    return shifted(from, 12 * n);
  }
  if (unit == "year" || unit == "decade") {
    return calendar_unit("year", from.first, unit == "year" ? n : 10 * n);
  }
  constexpr days kMonth{31};
  if (unit == "month" && from.length() <= kMonth) {
    return calendar_unit("month", from.first, n);
  }
  auto const step = unit == "week" ? weeks{n} : unit == "day" ? days{n} : days{0};
  return step != days{0} && from.length() == days{1}
             ? std::optional{with_days(from.first + step, from.end + step)}
             : std::nullopt;
}

date_hit read_same_period(lexed_text const& t, std::size_t at, date_frame const& frame) {
  auto i = at + (t.is(at, "the") ? 1 : 0);
  if (!t.is(i, "same") || !t.is_any(i + 1, "period|months|month|quarter|time|half") ||
      !frame.spoken_of || frame.spoken_of->first == day::min() ||
      frame.spoken_of->end == day::max()) {
    return {};
  }
  i += 2;
  i += t.is_any(i, "of|in") ? 1 : 0;
  auto const first = year_month_day{frame.spoken_of->first}.year();
  if (auto const y = year_at(t, i)) {
    return {.end = y.end,
            .span = shifted(*frame.spoken_of, 12 * (y.value - static_cast<int>(first))),
            .known = true,
            .is_stated = true};
  }
  auto const r = t.find(i + (t.is(i, "the") ? 1 : 0), sense_kind::relative);
  auto const year = r ? t.find(r.end, sense_kind::fiscal) : sense_hit{};
  auto const unit = r && !year ? t.find(r.end, sense_kind::time_unit) : year;
  auto const n = r ? number_at{} : count_at(t, i);
  auto const ago = n ? t.find(n.end + 1, sense_kind::ago) : sense_hit{};
  auto const before =
      (r && r.meaning->value < 0 && unit && (year || unit.meaning->code == "year")) ||
      (n && n.value == 1 && t.is(n.end, "year") && ago);
  return before ? date_hit{.end = r ? unit.end : ago.end,
                           .span = shifted(*frame.spoken_of, -12),
                           .known = true}
                : date_hit{};
}

}  // namespace karwan::ingest
