#pragma once

#include <functional>
#include <optional>

#include "base/date_parts.h"
#include "karwan/base/date_text.h"

// The reader of dates in words. The grammar stands in karwan/base/date_text.h.
namespace karwan::date_parts {

// Why a text that looks like a date is none.
struct refused {
  char const *text, *remedy;
};

// A stretch of the calendar, and how it would lie in another year where none was written.
struct stretch {
  date_span span{};
  std::function<std::optional<date_span>(int)> in_year{};  // only where the year is missing
};

class reader {
 public:
  reader(std::string_view text, date_context const& context) : in_{text}, context_{context} {}

  std::optional<date_span> read() {
    auto out = sentence();
    return out && in_.at_end() ? out : std::nullopt;
  }
  std::optional<refused> const& fault() const { return fault_; }

 private:
  std::optional<date_span> sentence();
  std::optional<date_span> range();
  std::optional<date_span> in_fiscal_year(stretch const&);
  std::optional<date_span> to_end();
  std::optional<stretch> point();
  std::optional<stretch> third(int index);
  std::optional<stretch> period();
  std::optional<stretch> iso();
  std::optional<stretch> fiscal();
  std::optional<stretch> divided();
  std::optional<stretch> part(int index, int count);
  std::optional<stretch> season();
  std::optional<stretch> by_month();
  std::optional<stretch> by_number();
  std::optional<stretch> days_in_month(int first, int last, unsigned month);
  std::optional<stretch> relative();
  std::optional<stretch> whole_year();
  std::optional<stretch> two_years(int first);
  std::optional<stretch> fiscal_year(int starts_or_ends, bool starts);
  std::optional<date_span> settled(stretch const&);
  static std::optional<stretch> known(std::optional<date_span> s) {
    return s ? std::optional{stretch{*s, {}}} : std::nullopt;
  }
  std::nullopt_t refuse(char const* text, char const* remedy) {
    fault_ = refused{text, remedy};
    return std::nullopt;
  }

  cursor in_;
  date_context const& context_;
  bool has_end_{false};           // of D to E
  std::optional<refused> fault_;  // where the text is understood and yet no date
};

// The year of a day.
int year_of(day);

}  // namespace karwan::date_parts
