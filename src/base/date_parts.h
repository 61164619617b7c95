#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "karwan/base/date.h"

// What the reader of written dates is made of: words and stretches of the calendar.
namespace karwan::date_parts {

// A text read from left to right; ASCII lower case, one blank between words.
class cursor {
 public:
  explicit cursor(std::string_view text) : rest_{text} {}

  bool at_end();
  bool word(std::string_view w);  // takes it where it comes next, as a whole word
  bool any(std::initializer_list<std::string_view> ws);
  bool symbol(char c);                            // blanks around it are taken too
  std::optional<int> number(std::size_t digits);  // of exactly so many digits
  std::optional<int> small_number();              // one or two digits
  std::string_view letters();                     // the next run of letters, not taken
  std::string_view run();                         // up to the next blank, not taken
  void skip(std::size_t bytes) { rest_.remove_prefix(bytes); }
  std::string_view rest() const { return rest_; }
  void rewind(std::string_view to) { rest_ = to; }

 private:
  void blanks();
  std::string_view rest_;
};

// 1..12 for january, jan; nullopt: no month.
std::optional<unsigned> month_named(std::string_view word);
// 1..4 for first, second, third, fourth; nullopt: none.
std::optional<unsigned> ordinal_named(std::string_view word);

// `count` months from that day of a year on. A start that a month does not have is its last day.
date_span months_from(day first, int count);
date_span months_of(int year, unsigned month, int count);
std::optional<date_span> day_of(int year, unsigned month, unsigned d);

// The span with the precision that its bounds have.
date_span shaped(date_span);

// Part `index` of `count` equal ones of a whole number of months, or of the days of one month.
// nullopt where it cannot be so divided.
std::optional<date_span> part_of(date_span const&, int index, int count);

}  // namespace karwan::date_parts
