#include "karwan/relations/words.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

namespace karwan::relations {
namespace {

using std::chrono::year_month_day;

constexpr std::array<char const*, 12> kMonths{"January",   "February", "March",    "April",
                                              "May",       "June",     "July",     "August",
                                              "September", "October",  "November", "December"};

int year_of(day d) {
  return static_cast<int>(year_month_day{d}.year());
}

std::string month_name(day d) {
  return kMonths[static_cast<unsigned>(year_month_day{d}.month()) - 1];
}

std::string month_words(day d) {
  return fmt::format("{} {}", month_name(d), year_of(d));
}

std::string day_number(day d) {
  return fmt::format("{}", static_cast<unsigned>(year_month_day{d}.day()));
}

std::string day_words(day d) {
  return day_number(d) + " " + month_words(d);
}

bool is_month_start(day d) {
  return year_month_day{d}.day() == std::chrono::day{1};
}

std::string quarter_words(date_span const& s) {
  constexpr std::array<char const*, 4> kOrdinals{"first", "second", "third", "fourth"};
  auto const month = static_cast<unsigned>(year_month_day{s.first}.month());
  return fmt::format("the {} quarter of {}", kOrdinals[(month - 1) / 3], year_of(s.first));
}

std::string between(date_span const& s, char const* from, char const* to) {
  auto const last = s.last();
  auto const whole_years =
      day_words(s.first).starts_with("1 January ") && day_words(last).starts_with("31 December ");
  if (is_month_start(s.first) && is_month_start(s.end) && !whole_years) {
    auto const a = month_words(s.first), b = month_words(last);
    auto const shorter = year_of(s.first) == year_of(last) ? month_name(s.first) : a;
    return a == b ? a : fmt::format("{}{}{}{}", from, shorter, to, b);
  }
  if (whole_years && year_of(s.first) == year_of(last)) {
    return fmt::format("{}", year_of(s.first));
  }
  if (whole_years) {
    return fmt::format("{}{}{}{}", from, year_of(s.first), to, year_of(last));
  }
  auto const a = year_of(s.first) != year_of(last) ? day_words(s.first)
                 : month_words(s.first) == month_words(last)
                     ? day_number(s.first)
                     : day_number(s.first) + " " + month_name(s.first);
  return fmt::format("{}{}{}{}", from, a, to, day_words(last));
}

std::string plain_words(date_span const& s, char const* from, char const* to) {
  if (s.first == day::min()) {
    return s.end == day::max() ? "an unknown date" : "by " + day_words(s.last());
  }
  if (s.end == day::max()) {
    return "since " + day_words(s.first);
  }
  if (s.length() == std::chrono::days{1}) {
    return day_words(s.first);
  }
  switch (s.precision) {
    case date_precision::month:
      return month_words(s.first);
    case date_precision::quarter:
      return quarter_words(s);
    case date_precision::year:
      return fmt::format("{}", year_of(s.first));
    default:
      return between(s, from, to);
  }
}

std::string with_commas(double v) {
  auto text = fmt::format("{:.12g}", v);
  if (text.find('e') != std::string::npos) {
    return text;
  }
  auto const dot = std::min(text.find('.'), text.size());
  auto const first = static_cast<std::size_t>(text.starts_with('-') ? 1 : 0);
  for (auto at = dot; at > first + 3; at -= 3) {
    text.insert(at - 3, ",");
  }
  return text;
}

// Of units that are words: persons become people; t, km and usd stay.
std::string plural(std::string unit) {
  if (auto const of = unit.find(" of "); of != std::string::npos) {
    return plural(unit.substr(0, of)) + unit.substr(of);
  }
  constexpr std::size_t kShortestWord = 3;
  auto const is_word = unit.size() >= kShortestWord &&
                       std::ranges::all_of(unit, [](char c) { return c >= 'a' && c <= 'z'; });
  if (!is_word || unit == "usd") {
    return unit;
  }
  if (unit == "person") {
    return "people";
  }
  if (unit.ends_with('y') && !unit.ends_with("ay")) {
    unit.pop_back();
    return unit + "ies";
  }
  return unit + (unit.ends_with('s') ? "es" : "s");
}

}  // namespace

std::string date_words(date_span const& s) {
  return (s.approximate ? "about " : "") + plain_words(s, "", " to ");
}

std::string when_words(date_span const& s) {
  auto words = plain_words(s, "between ", " and ");
  if (s.approximate) {
    return "about " + words;
  }
  if (s.first == day::min() || s.end == day::max() || words.starts_with("between ")) {
    return words;
  }
  return (s.length() == std::chrono::days{1} ? "on " : "in ") + words;
}

std::string number_words(double v) {
  constexpr double kBillion = 1e9, kMillion = 1e6;
  auto const size = std::abs(v);
  if (size >= kBillion) {
    return with_commas(v / kBillion) + " billion";
  }
  return size >= kMillion ? with_commas(v / kMillion) + " million" : with_commas(v);
}

std::string days_words(double low, std::optional<double> high) {
  constexpr double kHours = 24, kMinutes = 1440;
  auto const unit = [](double days) {
    return days >= 1 ? 1 : days * kHours >= 1 ? kHours : kMinutes;
  };
  auto const count = [&](double days) {
    return unit(days) == 1 ? days : std::round(days * unit(days));
  };
  auto const name = [&](double days) {
    auto const one = count(days) == 1;
    return std::string{unit(days) == 1        ? "day"
                       : unit(days) == kHours ? "hour"
                                              : "minute"} +
           (one ? "" : "s");
  };
  auto const words = [&](double days) { return number_words(count(days)) + " " + name(days); };
  if (!high || *high <= low) {
    return words(low);
  }
  return (unit(low) == unit(*high) ? number_words(count(low)) : words(low)) + " to " + words(*high);
}

std::string list_words(std::vector<std::string> const& all, std::size_t most) {
  std::string out;
  auto const shown = all.size() > most + 1 ? most : all.size();
  for (std::size_t i = 0; i < shown; ++i) {
    auto const last = i + 1 == all.size();
    out += (i == 0 ? "" : last ? " and " : ", ") + all[i];
  }
  return shown == all.size() ? out : out + fmt::format(" and {} more", all.size() - shown);
}

std::string spaced(std::string_view choice) {
  std::string out{choice};
  std::ranges::replace(out, '_', ' ');
  return out;
}

std::string figure_words(record::row const& r) {
  auto const low = r.number("low"), high = r.number("high"), value = r.number("value");
  std::string number;
  if (low && high && !value) {
    number = fmt::format("{} to {}", number_words(*low), number_words(*high));
  } else if (value) {
    number = number_words(*value);
  } else if (low || high) {
    number = (low ? "at least " : "at most ") + number_words(low ? *low : *high);
  } else {
    return std::string{r.text("value_text")};
  }
  auto const bound = r.text("bound");
  auto const said = bound == "at_least"  ? "at least "
                    : bound == "at_most" ? "at most "
                    : bound == "about"   ? "about "
                                         : "";
  auto const unit = r.text("unit"), currency = r.text("currency");
  // usd/t with currency USD: the currency stands before the number, the rest of the unit after it.
  auto const money = !currency.empty();
  auto const slash = unit.find('/');
  auto const after =
      money ? (slash == std::string_view::npos ? std::string_view{} : unit.substr(slash)) : unit;
  if (unit == "rank" && value) {
    return "rank " + number + (bound == "at_most" ? " or better" : "");
  }
  if (unit.starts_with("1/")) {  // how often: 2 1/week is 2 per week
    return fmt::format("{}{} per {}", said, number, unit.substr(2));
  }
  if (unit == "factor" && value) {
    return fmt::format("{}{}-fold", said, number);
  }
  auto const one = value && *value == 1;
  auto const blank = after.empty() || after == "%" || after.starts_with('/') ? "" : " ";
  return fmt::format("{}{}{}{}{}", said, money ? std::string{currency} + " " : "", number, blank,
                     after.starts_with('/') ? " per " + std::string{after.substr(1)}
                     : one                  ? spaced(after)
                                            : plural(spaced(after)));
}

std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  }
  return text;
}

std::string without_stop(std::string_view text) {
  while (text.ends_with(' ') || text.ends_with('.')) {
    text.remove_suffix(1);
  }
  return std::string{text};
}

}  // namespace karwan::relations
