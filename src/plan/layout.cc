#include "karwan/plan/layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "karwan/plan/units.h"

namespace karwan::plan {
namespace {

constexpr std::array<std::string_view, 7> kWeekdays{"Mon", "Tue", "Wed", "Thu",
                                                    "Fri", "Sat", "Sun"};
constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::int64_t kMillion = 100'000'000;  // dollars, in cents

struct time_unit {
  double seconds;
  std::string_view name;
  int decimals;
};

time_unit unit_for(std::int64_t seconds) {
  auto const s = static_cast<double>(seconds);
  if (s >= 3 * kSecondsPerDay) {
    return {kSecondsPerDay, "d", 1};
  }
  return s >= kSecondsPerHour ? time_unit{kSecondsPerHour, "h", s < 10 * kSecondsPerHour ? 1 : 0}
                              : time_unit{60, "min", 0};
}

std::string number_in(std::int64_t seconds, time_unit unit) {
  return fmt::format("{:.{}f}", static_cast<double>(seconds) / unit.seconds, unit.decimals);
}

}  // namespace

std::string wrapped(std::string_view text, std::size_t columns, std::size_t indent) {
  std::string out;
  auto used = indent;
  while (!text.empty()) {
    auto const space = std::min(text.find(' '), text.size());
    auto const word = text.substr(0, space);
    text.remove_prefix(std::min(space + 1, text.size()));
    auto const width = columns_of(word);
    if (used > indent && used + 1 + width > columns) {
      out.erase(out.find_last_not_of(' ') + 1);  // a double blank before the break
      out += '\n' + std::string(indent, ' ');
      used = indent;
    } else if (used > indent) {
      out += ' ';
      ++used;
    }
    out += word;
    used += width;
  }
  return out;
}

std::string grouped(std::int64_t n) {
  auto out = std::to_string(std::abs(n));
  for (auto i = static_cast<std::int64_t>(out.size()) - 3; i > 0; i -= 3) {
    out.insert(static_cast<std::size_t>(i), 1, ',');
  }
  return n < 0 ? "-" + out : out;
}

std::string in_days(std::int64_t seconds) {
  auto const unit = unit_for(seconds);
  return fmt::format("{} {}", number_in(seconds, unit), unit.name);
}

std::string in_days(bounded<std::int64_t> const& b) {
  auto const unit = unit_for(b.best);
  return fmt::format("{} ({}–{})", in_days(b.best), number_in(b.low, unit),
                     number_in(b.high, unit));
}

std::string in_usd(std::int64_t cents) {
  if (cents < 1000) {
    return fmt::format("${:.2f}", static_cast<double>(cents) / 100);
  }
  if (cents >= kMillion) {
    return fmt::format("${:.2f} m", static_cast<double>(cents) / kMillion);
  }
  return "$" + grouped((cents + 50) / 100);
}

std::string in_usd(bounded<std::int64_t> const& b) {
  if (b.best >= kMillion) {
    return fmt::format("{} ({:.2f}–{:.2f})", in_usd(b.best), static_cast<double>(b.low) / kMillion,
                       static_cast<double>(b.high) / kMillion);
  }
  if (b.best >= kMillion / 10) {
    return fmt::format("${} k ({}–{})", (b.best + 50'000) / 100'000, (b.low + 50'000) / 100'000,
                       grouped((b.high + 50'000) / 100'000));
  }
  return fmt::format("{} ({}–{})", in_usd(b.best), grouped((b.low + 50) / 100),
                     grouped((b.high + 50) / 100));
}

std::string in_tonnes(std::int64_t grams) {
  auto const t = static_cast<double>(grams) / 1e6;
  return t >= 1000 ? grouped(std::llround(t)) + " t" : fmt::format("{:.{}f} t", t, t < 10 ? 2 : 1);
}

std::string in_share(double share) {
  auto const percent = share * 100;
  if (percent > 0 && percent < 1) {
    return "<1 %";
  }
  return fmt::format("{:.0f} %", percent);
}

day local_day(instant t, place_ref const& at) {
  return std::chrono::floor<std::chrono::days>(t + std::chrono::minutes{at.utc_offset_min});
}

std::chrono::minutes local_clock(instant t, place_ref const& at) {
  auto const local = t + std::chrono::minutes{at.utc_offset_min};
  return std::chrono::floor<std::chrono::minutes>(local -
                                                  std::chrono::floor<std::chrono::days>(local));
}

std::string in_clock(std::chrono::minutes past_midnight) {
  std::chrono::hh_mm_ss const clock{past_midnight};
  return fmt::format("{:02}:{:02}", clock.hours().count(), clock.minutes().count());
}

std::string local_moment(instant t, place_ref const& at) {
  return in_words_short(local_day(t, at)) + " " + in_clock(local_clock(t, at));
}

std::string local_stamp(instant t, place_ref const& at) {
  auto const off = std::chrono::hh_mm_ss{std::chrono::minutes{at.utc_offset_min}};
  return fmt::format("{}T{}{}{:02}:{:02}", to_string(local_day(t, at)),
                     in_clock(local_clock(t, at)), off.is_negative() ? '-' : '+',
                     off.hours().count(), off.minutes().count());
}

std::string in_column(day d) {
  std::chrono::year_month_day const ymd{d};
  return fmt::format("{} {:2} {}", kWeekdays[weekday_of(d)], static_cast<unsigned>(ymd.day()),
                     kMonths[static_cast<unsigned>(ymd.month()) - 1]);
}

std::string in_words_short(day d) {
  std::chrono::year_month_day const ymd{d};
  return fmt::format("{} {} {}", kWeekdays[weekday_of(d)], static_cast<unsigned>(ymd.day()),
                     kMonths[static_cast<unsigned>(ymd.month()) - 1]);
}

std::string in_words(day d) {
  std::chrono::year_month_day const ymd{d};
  return fmt::format("{} {} {} {}", kWeekdays[weekday_of(d)], static_cast<unsigned>(ymd.day()),
                     kMonths[static_cast<unsigned>(ymd.month()) - 1], static_cast<int>(ymd.year()));
}

std::string tinted(std::string_view text, tint how, bool colour) {
  constexpr std::array<std::string_view, 5> kCodes{"", "1", "2", "32", "31"};
  if (!colour || how == tint::none) {
    return std::string{text};
  }
  return fmt::format("\x1b[{}m{}\x1b[0m", kCodes[static_cast<std::size_t>(how)], text);
}

}  // namespace karwan::plan
