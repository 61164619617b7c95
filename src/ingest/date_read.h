#pragma once

#include <optional>

#include "ingest/lexicon.h"
#include "karwan/base/date.h"
#include "karwan/ingest/mention.h"

namespace karwan::ingest {

// Year, month and day as far as they are stated; 0: not stated.
struct date_fields {
  int year{0};
  int month{0};
  int day{0};
};

// A date or period that was read.
struct date_hit {
  std::size_t end{0};  // tokens; 0: nothing was read
  date_fields fields{};
  date_span span{};
  bool known{false};       // the span holds a value: it was stated, or the frame could give it
  bool is_stated{false};   // a day, month or year stands in the text
  bool is_counted{false};  // a number of units up to or from the reference: the past five years
  bool is_weak{false};     // a lone month name, year or day that only a context makes a date
  explicit operator bool() const noexcept { return end != 0; }
};

// Single dates, by what they begin with.
date_hit read_calendar_date(lexed_text const&, std::size_t at, date_frame const&);  // 3 May 2025
date_hit read_numeric_date(lexed_text const&, std::size_t at, date_frame const&);   // 2025-05-03
date_hit read_year(lexed_text const&, std::size_t at);                              // 2025
date_hit read_period(lexed_text const&, std::size_t at, date_frame const&);    // Q2, FY, early 2025
date_hit read_relative(lexed_text const&, std::size_t at, date_frame const&);  // last month, ago
// What counts from the date that was named last: the same period of last year.
date_hit read_same_period(lexed_text const&, std::size_t at, date_frame const&);
date_hit read_weekday(lexed_text const&, std::size_t at, date_frame const&);
date_hit read_week(lexed_text const&, std::size_t at, date_frame const&);       // week of 4 May
date_hit read_day_range(lexed_text const&, std::size_t at, date_frame const&);  // 4 to 22 January

// Any of them, the longest.
date_hit read_one_date(lexed_text const&, std::size_t at, date_frame const&);
// The same or two of them as a range, with "from" and "between".
date_hit read_date_or_range(lexed_text const&, std::size_t at, date_frame const&);

// Parts that the readers share.
struct number_at {
  int value{0};
  std::size_t end{0};
  explicit operator bool() const noexcept { return end != 0; }
};
number_at day_at(lexed_text const&, std::size_t at);   // 13, 13th, third, twenty-first
number_at year_at(lexed_text const&, std::size_t at);  // 2025, 2025 года, the year 2025
number_at month_at(lexed_text const&, std::size_t at);
bool is_sure_month(lexed_text const&, std::size_t at);  // May, not may
// A year behind a month or quarter: ", 2025", "of 2025", "last year".
number_at year_behind(lexed_text const&, std::size_t at, date_frame const&);
bool is_range_word(lexed_text const&, std::size_t at);  // to, until, -, по

// The days that the fields mean; a missing year by the frame's reference and leaning. Not known:
// the day does not exist, or there is no reference.
date_hit resolved(date_fields, std::size_t end, date_frame const&);

// The month that "of July" or "in this month" behind a phrase names; else that of the reference.
date_hit calendar_month_behind(lexed_text const&, std::size_t at, date_frame const&);

// a few, a, twelve: how many units follow; 0: none.
number_at count_at(lexed_text const&, std::size_t at);
// The unit that holds the day, `step` units on; nullopt: no unit of the calendar.
std::optional<date_span> calendar_unit(std::string_view unit, day, int step);
// The same day some months on; the last one of a shorter month.
day months_on(day, int n);
// What lies `n` units behind a period that was named: "a year earlier" is the same days of the year
// before, "two years later" a year. nullopt: the period is too long to say.
std::optional<date_span> units_from(date_span const&, std::string_view unit, int n);

date_span span_of_year(int year);
date_span span_of_month(int year, int month);
date_span with_days(day first, day end);  // with the precision that it has

}  // namespace karwan::ingest
