#include "record/values.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "karwan/base/date_text.h"
#include "karwan/base/text.h"

namespace karwan::record {
namespace {

// -12, 0.5: no sign +, no exponent, no bare dot, no superfluous zero in front.
std::optional<double> decimal(std::string_view t, bool whole) {
  auto const body = t.substr(t.starts_with('-') ? 1 : 0);
  auto const dot = body.find('.');
  auto const before = body.substr(0, dot);
  if (!all_digits(before) || (before.size() > 1 && before.front() == '0')) {
    return std::nullopt;
  }
  if (dot != std::string_view::npos && (whole || !all_digits(body.substr(dot + 1)))) {
    return std::nullopt;
  }
  double out = 0;
  auto const [end, code] = std::from_chars(t.data(), t.data() + t.size(), out);
  return code == std::errc{} && std::isfinite(out) ? std::optional{out} : std::nullopt;
}

// AB<separator>CD as two numbers.
std::optional<std::pair<int, int>> pair_of(std::string_view t, char separator) {
  if (t.size() != 5 || t[2] != separator || !all_digits(t.substr(0, 2)) ||
      !all_digits(t.substr(3))) {
    return std::nullopt;
  }
  return std::pair{(t[0] - '0') * 10 + (t[1] - '0'), (t[3] - '0') * 10 + (t[4] - '0')};
}

// An even number of digits; the first two are a chapter, of which there is no 00.
bool is_hs_code(std::string_view t) {
  constexpr std::size_t kLongest = 10;
  return all_digits(t) && t.size() % 2 == 0 && t.size() <= kLongest && !t.starts_with("00");
}

tl::unexpected<error> is_not(std::string_view text, char const* what, char const* remedy) {
  return fail(error_kind::bad_input, fmt::format("{} is not {}", in_quotes(text), what), {},
              remedy);
}

// Dates in words are understood and not taken: what is written must say the same to every reader.
error as_the_record_writes(std::string_view text, error e) {
  if (auto const meant = read_date(text)) {
    e.remedy = "Write " + to_string(*meant);
    if (meant->first == day::min()) {
      e.remedy +=
          fmt::format(", or FROM/{} with the day from which it counts", to_string(meant->last()));
    }
  }
  return e;
}

status check_item(column const& c, std::string_view text) {
  auto const value = read_value(c.type, text);
  if (!value) {
    return tl::unexpected{value.error()};
  }
  if (is_number(c) && (value->number < c.low || value->number > c.high)) {
    return fail(error_kind::bad_input,
                fmt::format("{} is outside {} to {}{}{}", text, c.low, c.high,
                            c.unit.empty() ? "" : " ", c.unit),
                {}, "Check the unit and the value");
  }
  if (!c.choices.empty()) {
    auto const allowed = split(c.choices, '|');
    if (std::ranges::find(allowed, text) == allowed.end()) {
      return fail(error_kind::bad_input, fmt::format("{} is not a choice here", in_quotes(text)),
                  {}, fmt::format("Write one of {}", c.choices));
    }
  }
  return {};
}

}  // namespace

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    auto const end = text.find(separator);
    out.push_back(text.substr(0, end));
    if (end == std::string_view::npos) {
      break;
    }
    text.remove_prefix(end + 1);
    if (text.empty()) {
      out.push_back(text);
    }
  }
  return out;
}

result<typed_value> read_value(value_type type, std::string_view text) {
  switch (type) {
    case value_type::text:
      return typed_value{};
    case value_type::number:
    case value_type::integer: {
      auto const whole = type == value_type::integer;
      auto const v = decimal(text, whole);
      return v ? result<typed_value>{typed_value{*v, {}}}
               : is_not(text, whole ? "a whole number" : "a number",
                        whole ? "Write digits only, for example 1520"
                              : "Write plain decimals, for example 1234.5");
    }
    case value_type::date: {
      auto span = parse_date_span(text);
      return span ? result<typed_value>{typed_value{0, *span}}
                  : result<typed_value>{tl::unexpected{as_the_record_writes(text, span.error())}};
    }
    case value_type::boolean:
      return text == "yes" || text == "no"
                 ? result<typed_value>{typed_value{text == "yes" ? 1.0 : 0.0, {}}}
                 : is_not(text, "yes or no", "Write yes or no");
    case value_type::month_day: {
      auto const v = pair_of(text, '-');
      using namespace std::chrono;
      // 2024: a leap year, so that 02-29 exists.
      return v && year_month_day{year{2024} / v->first / v->second}.ok()
                 ? result<typed_value>{typed_value{v->first * 100.0 + v->second, {}}}
                 : is_not(text, "a day of the year", "Write MM-DD, for example 04-15");
    }
    case value_type::clock: {
      auto const v = pair_of(text, ':');
      auto const minutes = v ? v->first * 60 + v->second : -1;
      return v && v->second < 60 && minutes <= 24 * 60
                 ? result<typed_value>{typed_value{static_cast<double>(minutes), {}}}
                 : is_not(text, "a time of day", "Write HH:MM, for example 09:00 or 24:00");
    }
    case value_type::hs_code:
      return is_hs_code(text)
                 ? result<typed_value>{typed_value{}}
                 : is_not(text, "an HS code", "Write 2, 4, 6, 8 or 10 digits, for example 080450");
  }
  return fail(error_kind::internal, "unknown value type");
}

status check_value(column const& c, std::string_view text) {
  if (!c.list) {
    return check_item(c, text);
  }
  for (auto const item : split(text, ';')) {
    if (item.empty() || item.front() == ' ' || item.back() == ' ') {
      return fail(error_kind::bad_input, in_quotes(text) + " is not a clean list", {},
                  "Separate items by ; without blanks or empty items");
    }
    if (auto const ok = check_item(c, item); !ok) {
      return ok;
    }
  }
  return {};
}

bool is_number(column const& c) noexcept {
  return c.type == value_type::number || c.type == value_type::integer;
}

std::string_view name_of(value_type t) noexcept {
  switch (t) {
    case value_type::text:
      return "text";
    case value_type::number:
      return "number";
    case value_type::integer:
      return "integer";
    case value_type::date:
      return "date";
    case value_type::boolean:
      return "boolean";
    case value_type::month_day:
      return "month_day";
    case value_type::clock:
      return "clock";
    case value_type::hs_code:
      break;
  }
  return "hs_code";
}

}  // namespace karwan::record
