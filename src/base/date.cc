#include "karwan/base/date.h"

#include <charconv>

#include <fmt/core.h>

#include "karwan/base/text.h"

namespace karwan {
namespace {

using std::chrono::days;
using std::chrono::month;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

constexpr auto kForms =
    "Write 2025-06-16, 2025-06, 2025-Q2, 2025 or FROM/TO, for example 2025-06-16";
constexpr int kFirstYear = 1000;
constexpr int kLastYear = 2999;

// `digits` decimal digits and nothing else.
std::optional<int> number_of(std::string_view text, std::size_t digits) {
  int out = 0;
  if (text.size() != digits || text.empty() || text.front() == '-') {
    return std::nullopt;
  }
  auto const [end, code] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (code != std::errc{} || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return out;
}

date_span span_of_months(int y, unsigned m, int count, date_precision p) {
  auto const first = year{y} / month{m} / 1;
  return {sys_days{first}, sys_days{first + months{count}}, p, false};
}

// A date without ~ or /.
std::optional<date_span> parse_plain(std::string_view t) {
  auto const y = number_of(t.substr(0, 4), 4);
  if (!y || *y < kFirstYear || *y > kLastYear) {
    return std::nullopt;
  }
  if (t.size() == 4) {
    return span_of_months(*y, 1, 12, date_precision::year);
  }
  if (t[4] != '-') {
    return std::nullopt;
  }
  if (t.size() == 7 && t[5] == 'Q') {
    auto const q = number_of(t.substr(6), 1);
    return q && *q >= 1 && *q <= 4
               ? std::optional{span_of_months(*y, static_cast<unsigned>(*q * 3 - 2), 3,
                                              date_precision::quarter)}
               : std::nullopt;
  }
  auto const m = number_of(t.substr(5, 2), 2);
  if (!m || *m < 1 || *m > 12) {
    return std::nullopt;
  }
  if (t.size() == 7) {
    return span_of_months(*y, static_cast<unsigned>(*m), 1, date_precision::month);
  }
  if (t.size() != 10 || t[7] != '-') {
    return std::nullopt;
  }
  auto const d = number_of(t.substr(8), 2);
  if (!d) {
    return std::nullopt;
  }
  auto const date = year{*y} / *m / *d;
  if (!date.ok()) {
    return std::nullopt;
  }
  return date_span{sys_days{date}, sys_days{date} + days{1}, date_precision::day, false};
}

// One end of an interval: a date with an optional ~, or open.
std::optional<date_span> parse_side(std::string_view t) {
  if (t.empty() || t == "..") {
    return date_span{};
  }
  auto const about = t.starts_with('~');
  auto out = parse_plain(t.substr(about ? 1 : 0));
  if (out) {
    out->approximate = about;
  }
  return out;
}

tl::unexpected<error> not_a_date(std::string_view text) {
  return fail(error_kind::bad_input, in_quotes(text) + " is not a date", {}, kForms);
}

}  // namespace

result<date_span> parse_date_span(std::string_view text) {
  if (text.empty()) {
    return not_a_date(text);
  }
  auto const slash = text.find('/');
  if (slash == std::string_view::npos) {
    auto const plain = text == ".." ? std::nullopt : parse_side(text);
    return plain ? result<date_span>{*plain} : not_a_date(text);
  }
  auto const from = parse_side(text.substr(0, slash));
  auto const to = parse_side(text.substr(slash + 1));
  if (!from || !to) {
    return not_a_date(text);
  }
  if (to->end <= from->first) {
    return fail(error_kind::bad_input, in_quotes(text) + " ends before it starts", {},
                "Write the earlier date first");
  }
  return date_span{from->first, to->end, date_precision::interval,
                   from->approximate || to->approximate};
}

result<day> parse_day(std::string_view text) {
  auto const span = text.size() == 10 ? parse_plain(text) : std::nullopt;
  if (!span) {
    return fail(error_kind::bad_input, in_quotes(text) + " is not a day", {},
                "Write YYYY-MM-DD, for example 2025-06-16");
  }
  return span->first;
}

result<instant> parse_instant(std::string_view text) {
  auto const bad = [&] {
    return fail(error_kind::bad_input, in_quotes(text) + " is not a point in time", {},
                "Write 2025-06-16T08:30:00Z (UTC) or a day");
  };
  auto const date = parse_day(text.substr(0, 10));
  if (!date) {
    return bad();
  }
  auto rest = text.substr(10);
  if (rest.empty()) {
    return instant{*date};
  }
  if (rest.ends_with('Z')) {
    rest.remove_suffix(1);
  }
  if ((rest.size() != 6 && rest.size() != 9) || rest[0] != 'T' || rest[3] != ':' ||
      (rest.size() == 9 && rest[6] != ':')) {
    return bad();
  }
  auto const h = number_of(rest.substr(1, 2), 2);
  auto const m = number_of(rest.substr(4, 2), 2);
  auto const s = rest.size() == 9 ? number_of(rest.substr(7), 2) : std::optional{0};
  if (!h || !m || !s || *h > 23 || *m > 59 || *s > 59) {
    return bad();
  }
  return instant{*date} + std::chrono::hours{*h} + std::chrono::minutes{*m} +
         std::chrono::seconds{*s};
}

std::string to_string(day d) {
  if (d == day::min() || d == day::max()) {
    return "..";
  }
  auto const date = year_month_day{d};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string to_string(date_span const& s) {
  auto const about = s.approximate ? "~" : "";
  if (s.precision == date_precision::interval) {
    // Only a bounded side can carry the ~; where both are open there is nothing to be vague about.
    auto const first = to_string(s.first);
    auto const last = s.end == day::max() ? std::string{".."} : to_string(s.last());
    return first == ".." ? first + "/" + (last == ".." ? "" : about) + last
                         : about + first + "/" + last;
  }
  auto const date = year_month_day{s.first};
  auto const y = static_cast<int>(date.year());
  auto const m = static_cast<unsigned>(date.month());
  switch (s.precision) {
    case date_precision::year:
      return fmt::format("{}{:04}", about, y);
    case date_precision::quarter:
      return fmt::format("{}{:04}-Q{}", about, y, (m + 2) / 3);
    case date_precision::month:
      return fmt::format("{}{:04}-{:02}", about, y, m);
    case date_precision::day:
    case date_precision::interval:
      break;
  }
  return about + to_string(s.first);
}

std::string to_string(instant t) {
  auto const date = std::chrono::floor<days>(t);
  auto const time = std::chrono::hh_mm_ss{t - date};
  return fmt::format("{}T{:02}:{:02}:{:02}Z", to_string(date), time.hours().count(),
                     time.minutes().count(), time.seconds().count());
}

unsigned weekday_of(day d) noexcept {
  return std::chrono::weekday{d}.iso_encoding() - 1;
}

}  // namespace karwan
