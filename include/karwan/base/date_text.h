#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "karwan/base/date.h"

// Dates as people write them on a command line or in a list, in English.
namespace karwan {

// Which May is meant where no year is given.
enum class leaning {
  past,    // the latest one that has begun by the reference day: what was
  future,  // the earliest one that has not ended before it: what is due
};

struct date_context {
  std::optional<day> reference{};  // none: "in May" and "last year" are refused
  leaning lean{leaning::past};
  // Of the country that is spoken of; none: fiscal years are refused.
  std::optional<std::chrono::month_day> fiscal_year_start{};
};

// Reads what parse_date_span reads, and:
//   16 June 2025, June 16, 2025, 3-5 February 2026, May 2024, January to March 2025
//   Q2 2022, second quarter of 2022, H1 2025, first half of 2025
//   FY2025-26, FY 2025-26, 2025/26: the year that begins in 2025; FY2026, FY26: the year that ends
//   in 2026; Q1 FY2026, H1 FY2026
//   spring 2022: March to May, and so on, about. Winter is written 2022-23, since 2022 has two ends
//   early, mid, late 2023: its thirds, about; of a month the days 1-10, 11-20 and 21 to its end
//   about, around, circa D; ~D
//   since D, from D: from its first day on; until D, through D, by D, by the end of D: up to its
//   last day; before D, after D: without it; between D and E, from D to E, D to E in D, on D,
//   during D: D in May, in spring, on 16 June, Q2: by `lean`; this, last, next year, quarter or
//   month; today
// Case and commas do not matter. Whole months, quarters and years get their precision, all else is
// an interval. Error bad_input: not a date, or one that needs what the context does not give.
result<date_span> read_date(std::string_view text, date_context const& = {});

// The same days with the precision that they have: 2025-01-01/2025-12-31 becomes the year 2025.
date_span with_precision(date_span const&);

// The fiscal year that holds the day.
date_span fiscal_year_of(day, std::chrono::month_day start);

}  // namespace karwan
