#include <algorithm>
#include <string>

#include "base/date_reader.h"

namespace karwan::date_parts {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year;

std::optional<stretch> reader::period() {
  in_.word("the");
  if (auto s = iso()) {
    return s;
  }
  if (month_named(in_.letters())) {
    return by_month();
  }
  auto const before = in_.rest();
  using alternative = std::optional<stretch> (reader::*)();
  for (alternative const next : {&reader::divided, &reader::season, &reader::relative,
                                 &reader::whole_year, &reader::by_number}) {
    if (auto s = (this->*next)()) {
      return s;
    }
    in_.rewind(before);
  }
  return std::nullopt;
}

// Q2 2022, quarter 2 of 2022, second quarter of 2022, 2nd quarter; halves alike.
std::optional<stretch> reader::divided() {
  auto ordinal = ordinal_named(in_.letters());
  if (ordinal) {
    in_.skip(in_.letters().size());
  } else if (auto const n = in_.number(1); n && in_.any({"st", "nd", "rd", "th"})) {
    ordinal = static_cast<unsigned>(*n);
  }
  auto const count = in_.any({"q", "quarter"}) ? 4 : in_.any({"h", "half"}) ? 2 : 0;
  if (!ordinal && count != 0) {
    if (auto const n = in_.number(1)) {
      ordinal = static_cast<unsigned>(*n);
    }
  }
  if (!ordinal || *ordinal < 1 || static_cast<int>(*ordinal) > count) {
    return std::nullopt;
  }
  return part(static_cast<int>(*ordinal) - 1, count);
}

// A date of parse_date_span as one word, in either case.
std::optional<stretch> reader::iso() {
  auto const run = in_.run();
  std::string upper{run};
  std::ranges::replace(upper, 'q', 'Q');
  auto const span = parse_date_span(upper);
  if (!span || run.size() <= 4) {  // a year may be followed by more: see whole_year
    return std::nullopt;
  }
  in_.skip(run.size());
  return known(*span);
}

// What follows "Q2" or "second half of": a year, a fiscal one, or none.
std::optional<stretch> reader::part(int index, int count) {
  in_.word("of");
  in_.symbol('-');
  if (in_.at_end()) {
    return stretch{{}, [=](int y) { return part_of(months_of(y, 1, 12), index, count); }};
  }
  auto const whole = whole_year();
  return whole ? known(part_of(whole->span, index, count)) : std::nullopt;
}

// 2025, 2025-q2, 2025 h1, 2025/26, fy2025-26, fiscal year 2026.
std::optional<stretch> reader::whole_year() {
  in_.word("the");
  if (in_.word("fy") || (in_.any({"fiscal", "financial"}) && in_.word("year"))) {
    return fiscal();
  }
  in_.word("year");
  auto const y = in_.number(4);
  if (!y || *y < 1000) {
    return std::nullopt;
  }
  if (in_.symbol('/')) {
    return two_years(*y);
  }
  auto const before = in_.rest();
  in_.symbol('-');
  if (auto const count = in_.word("q") ? 4 : in_.word("h") ? 2 : 0; count != 0) {
    auto const n = in_.number(1);
    return n && *n >= 1 && *n <= count ? known(part_of(months_of(*y, 1, 12), *n - 1, count))
                                       : std::nullopt;
  }
  in_.rewind(before);
  return known(months_of(*y, 1, 12));
}

std::optional<stretch> reader::fiscal() {
  auto first = in_.number(4);
  if (!first) {
    first = in_.number(2);
    if (!first) {
      return std::nullopt;
    }
    *first += 2000;
  }
  if (in_.symbol('-') || in_.symbol('/')) {
    return two_years(*first);
  }
  return fiscal_year(*first, false);
}

// What follows "2025/": 26 or 2026.
std::optional<stretch> reader::two_years(int first) {
  auto const full = in_.number(4);
  auto const second = full ? full : in_.number(2);
  if (!second) {
    return std::nullopt;
  }
  if ((full && *second != first + 1) || (!full && *second != (first + 1) % 100)) {
    return refuse("a fiscal year ends in the year after the one in which it begins",
                  "Write, for example, FY2025-26");
  }
  return fiscal_year(first, true);
}

std::optional<stretch> reader::fiscal_year(int y, bool starts) {
  if (!context_.fiscal_year_start) {
    return refuse("a fiscal year begins on another day in every country",
                  "Name the country, or write the first and the last day as FROM/TO");
  }
  auto const start = *context_.fiscal_year_start;
  auto const is_calendar =
      start.month() == std::chrono::January && start.day() == std::chrono::day{1};
  if (is_calendar && starts) {
    return refuse("the fiscal year of that country is the calendar year",
                  "Write one year, for example FY2025");
  }
  auto const begins = is_calendar || starts ? y : y - 1;
  auto const on = year{begins} / start;
  auto const first =
      on.ok() ? sys_days{on} : sys_days{year{begins} / start.month() / std::chrono::last};
  return known(months_from(first, 12));
}

// Of the northern half of the world.
std::optional<stretch> reader::season() {
  constexpr std::pair<std::string_view, unsigned> kSeasons[] = {
      {"spring", 3}, {"summer", 6}, {"autumn", 9}, {"fall", 9}, {"winter", 12}};
  for (auto const& [name, month] : kSeasons) {
    if (!in_.word(name)) {
      continue;
    }
    auto const of = [month = month](int y) {
      auto s = months_of(y, month, 3);
      s.approximate = true;
      return s;
    };
    in_.word("of");
    auto const y = in_.number(4);
    if (!y) {
      return stretch{{}, [of](int in) { return std::optional{of(in)}; }};
    }
    if (month == 12) {
      auto const next = in_.symbol('-') || in_.symbol('/') ? in_.number(2) : std::nullopt;
      if (!next || *next != (*y + 1) % 100) {
        return refuse("a winter lies in two years", "Write both, for example winter 2022-23");
      }
    }
    return known(of(*y));
  }
  return std::nullopt;
}

// May, May 2024, May of 2024, May 16, May 16th, 2024.
std::optional<stretch> reader::by_month() {
  auto const m = *month_named(in_.letters());
  in_.skip(in_.letters().size());
  in_.symbol('.');
  auto const before = in_.rest();
  in_.word("of");
  if (auto const y = in_.number(4)) {
    return known(months_of(*y, m, 1));
  }
  in_.rewind(before);
  auto const d = in_.small_number();
  if (!d) {
    return stretch{{}, [m](int y) { return std::optional{months_of(y, m, 1)}; }};
  }
  in_.any({"st", "nd", "rd", "th"});
  auto last = d;
  auto const behind = in_.rest();
  if (!in_.symbol('-') || !(last = in_.small_number())) {
    in_.rewind(behind);
    last = d;
  }
  return days_in_month(*d, *last, m);
}

// What follows the days and the month: a year, or none.
std::optional<stretch> reader::days_in_month(int first, int last, unsigned m) {
  auto const of = [=](int y) -> std::optional<date_span> {
    auto const from = day_of(y, m, static_cast<unsigned>(first));
    auto const to = day_of(y, m, static_cast<unsigned>(last));
    return from && to && first <= last ? std::optional{shaped({from->first, to->end})}
                                       : std::nullopt;
  };
  auto const y = in_.number(4);
  return y ? known(of(*y)) : std::optional{stretch{{}, of}};
}

// 16 June 2025, 16th of June, 3-5 February 2026.
std::optional<stretch> reader::by_number() {
  auto const first = in_.small_number();
  if (!first) {
    return std::nullopt;
  }
  in_.any({"st", "nd", "rd", "th"});
  auto last = first;
  if (in_.symbol('-')) {
    last = in_.small_number();
    in_.any({"st", "nd", "rd", "th"});
  }
  in_.word("of");
  auto const m = month_named(in_.letters());
  if (!last || !m) {
    return std::nullopt;
  }
  in_.skip(in_.letters().size());
  in_.symbol('.');
  in_.word("of");
  return days_in_month(*first, *last, *m);
}

// today, yesterday, tomorrow; this, last or next year, quarter or month.
std::optional<stretch> reader::relative() {
  enum { past = -1, now, coming, none };
  auto const one_day = in_.word("today")       ? now
                       : in_.word("yesterday") ? past
                       : in_.word("tomorrow")  ? coming
                                               : none;
  auto const step = one_day != none                 ? one_day
                    : in_.any({"this", "current"})  ? now
                    : in_.any({"last", "previous"}) ? past
                    : in_.any({"next", "coming"})   ? coming
                                                    : none;
  if (step == none) {
    return std::nullopt;
  }
  if (!context_.reference) {
    return refuse("it depends on the day on which it is said", "Write the date itself");
  }
  auto const on = *context_.reference;
  if (one_day != none) {
    return known(shaped({on + days{step}, on + days{step + 1}}));
  }
  if (in_.word("year")) {
    return known(months_of(year_of(on) + step, 1, 12));
  }
  auto const length = in_.word("quarter") ? 3 : in_.word("month") ? 1 : 0;
  if (length == 0) {
    return std::nullopt;
  }
  // Months since the year 0, at the start of the quarter or month.
  auto const month =
      static_cast<int>(static_cast<unsigned>(std::chrono::year_month_day{on}.month())) - 1;
  auto const index = (year_of(on) * 12 + month) / length * length + step * length;
  return known(months_of(index / 12, static_cast<unsigned>(index % 12 + 1), length));
}

}  // namespace karwan::date_parts
