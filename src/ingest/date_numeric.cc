#include <array>
#include <charconv>

#include "ingest/date_read.h"

namespace karwan::ingest {
namespace {

struct figures {
  std::array<int, 3> value{};
  std::array<std::size_t, 3> digits{};
  std::array<char, 3> before{};  // the mark before the second and third
  std::size_t count{0};
  std::size_t end{0};
};

// Up to three numbers parted by the same kind of mark: 21/04/2016, 2015.5.13, 08/12,2015, 11 -
// 2016.
figures figures_at(lexed_text const& t, std::size_t at) {
  figures out;
  auto i = at;
  while (out.count < 3 && i < t.size() && t[i].kind == token_kind::digits &&
         t[i].folded.size() <= 4) {
    auto const& d = t[i].folded;
    out.digits[out.count] = d.size();
    std::from_chars(d.data(), d.data() + d.size(), out.value[out.count]);
    ++out.count;
    out.end = ++i;
    if (out.count == 3 || !t.is_any(i, "/|-|.|,") || i + 1 >= t.size() || t[i + 1].line_start ||
        t[i + 1].kind != token_kind::digits) {
      break;
    }
    auto const open = t[i].spaced || t[i + 1].spaced;
    if (open && (out.count > 1 || t.is_any(i, ".|,"))) {
      break;
    }
    out.before[out.count] = t[i].folded.front();
    ++i;
  }
  return out;
}

int full_year(int value, std::size_t digits) {
  return digits == 4 ? value : value < 50 ? 2000 + value : 1900 + value;
}

date_hit as_date(int y, int m, int d, std::size_t end, date_frame const& frame) {
  return m >= 1 && m <= 12 && d >= 1 && d <= 31 ? resolved({y, m, d}, end, frame) : date_hit{};
}

date_hit day_and_month(figures const& f, int a, int b, int year, date_frame const& frame) {
  auto const month_first = b > 12 || (frame.month_first && a <= 12);
  return month_first ? as_date(year, a, b, f.end, frame) : as_date(year, b, a, f.end, frame);
}

date_hit three_figures(figures const& f, date_frame const& frame) {
  if (f.digits[0] == 4 && f.before[1] != ',') {
    return as_date(f.value[0], f.value[1], f.value[2], f.end, frame);
  }
  if (f.digits[0] <= 2 && f.digits[1] <= 2 && (f.digits[2] == 4 || f.digits[2] == 2) &&
      (f.before[1] == f.before[2] || f.before[2] == ',') && f.before[1] != ',') {
    return day_and_month(f, f.value[0], f.value[1], full_year(f.value[2], f.digits[2]), frame);
  }
  return {};
}

bool is_month_number(int v) {
  return v >= 1 && v <= 12;
}

date_hit two_figures(lexed_text const& t, std::size_t at, figures const& f,
                     date_frame const& frame) {
  auto const mark = f.before[1];
  auto const in_order = f.digits[0] == 4 && f.digits[1] <= 2 && is_month_number(f.value[1]);
  if (in_order && mark != ',' && f.value[0] > 1000) {
    return resolved({f.value[0], f.value[1], 0}, f.end, frame);
  }
  if (f.digits[1] == 4 && f.digits[0] <= 2 && is_month_number(f.value[0]) && mark != ',' &&
      f.value[1] > 1900) {
    return resolved({f.value[1], f.value[0], 0}, f.end, frame);
  }
  auto const both_short = f.digits[0] <= 2 && f.digits[1] <= 2;
  auto const said_on = at > 0 && t.is_any(at - 1, "on|in|by|since");
  auto const glued = t.glued(f.end - 1) && t.glued(f.end - 2);
  if (!both_short || !glued || (mark != '/' && !(said_on && mark != ',')) ||
      (mark == '/' && f.value[0] < f.value[1] && f.value[1] <= 12 && !said_on &&
       !frame.month_first)) {
    return {};  // 3/4 is a fraction where nothing says that it is a date
  }
  return day_and_month(f, f.value[0], f.value[1], 0, frame);
}

}  // namespace

date_hit read_numeric_date(lexed_text const& t, std::size_t at, date_frame const& frame) {
  if (at >= t.size() || t[at].kind != token_kind::digits ||
      (t.glued(at) && (t[at - 1].kind == token_kind::word ||
                       (t.is_any(at - 1, ".|,|/|-") && at >= 2 && t.glued(at - 1) &&
                        t[at - 2].kind == token_kind::digits)))) {
    return {};
  }
  auto const f = figures_at(t, at);
  if (f.count == 3) {
    return three_figures(f, frame);
  }
  return f.count == 2 ? two_figures(t, at, f, frame) : date_hit{};
}

date_hit read_year(lexed_text const& t, std::size_t at) {
  auto const y = year_at(t, at);
  if (!y) {
    return {};
  }
  auto out = resolved({y.value, 0, 0}, y.end, {});
  out.is_weak = true;
  return out;
}

}  // namespace karwan::ingest
