#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/base/date.h"
#include "karwan/record/view.h"

// Dates, numbers and lists in English words, without the locale.
namespace karwan::relations {

// 4 February 2026, May 2025, the second quarter of 2022, 2023, 1–31 May 2025, until 2024, about ...
std::string date_words(date_span const&);
// "on 4 February 2026", "in May 2025", "between 1 May 2025 and 4 June 2025"
std::string when_words(date_span const&);

// 1.2 billion, 53.7 million, 125,000, 0.55: exact, but for the digits beyond twelve.
std::string number_words(double);

// A length of time in days, to be read: 0.083 is 2 hours, 1 is 1 day, 4 and 7 are 4 to 7 days.
std::string days_words(double low, std::optional<double> high = std::nullopt);

// A, B and C; at most `most` of them, then "and 4 more".
std::string list_words(std::vector<std::string> const&, std::size_t most);

// A choice of the dictionary as words: fiscal_year gives fiscal year.
std::string spaced(std::string_view choice);

// The value of a row of figures with bound, unit and currency, else its words; empty: it has none.
std::string figure_words(record::row const&);

// First letter in upper case, where it is Latin.
std::string capital(std::string text);
// Without a full stop or blanks at the end.
std::string without_stop(std::string_view text);

}  // namespace karwan::relations
