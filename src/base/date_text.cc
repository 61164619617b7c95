#include "karwan/base/date_text.h"

#include <string>

#include "base/date_reader.h"
#include "karwan/base/text.h"

namespace karwan {
namespace {

using namespace date_parts;
using std::chrono::sys_days;
using std::chrono::year;

constexpr std::size_t kLongest = 80;
constexpr auto kFormsAndWords =
    "Write 2025-06-16, 2025-06, 2025-Q2, 2025, FROM/TO, or words: May 2024, Q2 2022, FY2025-26, "
    "since 2021, by end of 2023";

// Lower case, commas as blanks, one form of dash; nullopt: bytes that no date has.
std::optional<std::string> plain(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto const c = text[i];
    if (text.substr(i).starts_with("\u2013") || text.substr(i).starts_with("\u2014")) {
      out += '-';
      i += 2;
    } else if (text.substr(i).starts_with("\u00A0")) {
      out += ' ';
      i += 1;
    } else if (c == ',' || c == ' ') {
      out += ' ';
    } else if (c > ' ' && c < 0x7F) {
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    } else {
      return std::nullopt;
    }
  }
  return out;
}

// Can be written and read back: parse_date_span knows the years 1000 to 2999.
bool in_range(date_span const& s) {
  constexpr auto kLow = sys_days{year{1000} / 1 / 1}, kHigh = sys_days{year{3000} / 1 / 1};
  return s.first < s.end && (s.first == day::min() || (s.first >= kLow && s.first < kHigh)) &&
         (s.end == day::max() || (s.end > kLow && s.end <= kHigh));
}

}  // namespace

result<date_span> read_date(std::string_view text, date_context const& context) {
  if (auto span = parse_date_span(text)) {
    return span;
  }
  auto const words = text.size() > kLongest ? std::nullopt : plain(text);
  if (words) {
    reader r{*words, context};
    if (auto const span = r.read(); span && in_range(*span)) {
      return *span;
    }
    if (auto const& why = r.fault()) {
      return fail(error_kind::bad_input, in_quotes(text) + " cannot be read: " + why->text, {},
                  why->remedy);
    }
  }
  return fail(error_kind::bad_input, in_quotes(text) + " is not a date", {}, kFormsAndWords);
}

date_span with_precision(date_span const& s) {
  return shaped(s);
}

date_span fiscal_year_of(day d, std::chrono::month_day start) {
  auto const begins = [&](int y) {
    auto const on = year{y} / start;
    return on.ok() ? sys_days{on} : sys_days{year{y} / start.month() / std::chrono::last};
  };
  auto const y = year_of(d);
  auto const first = begins(y) <= d ? y : y - 1;
  return shaped({begins(first), begins(first + 1)});
}

}  // namespace karwan
