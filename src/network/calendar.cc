#include "network/calendar.h"

namespace karwan::network {
namespace {

constexpr auto kMinute = 60, kDay = 24 * 60 * kMinute;  // seconds

hours_of_day both(hours_of_day const& a, hours_of_day const& b) {
  auto out = hours_of_day{};
  for (auto const& x : a) {
    for (auto const& y : b) {
      auto const i = interval<int>{std::max(x.from, y.from), std::min(x.to, y.to)};
      if (!i.empty()) {
        out.push_back(i);
      }
    }
  }
  return out;
}

}  // namespace

bool ends(reopening const& r, closing const& c) noexcept {
  auto const later = r.lifts || r.on > c.days.from;
  return r.target == c.target && (c.supposed ? r.supposed && !r.lifts : true) && later;
}

bool contains(season const& s, day d) noexcept {
  auto const ymd = std::chrono::year_month_day{d};
  auto const md = month_day{static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day())};
  return s.from <= s.to ? s.from <= md && md <= s.to : s.from <= md || md <= s.to;
}

bool operator==(calendar const& a, calendar const& b) {
  auto const offset = [](calendar const& c) {
    return c.utc_offset_min ? c.utc_offset_min->value : 0;
  };
  return offset(a) == offset(b) && a.openings == b.openings && a.closings == b.closings &&
         a.reopenings == b.reopenings && a.departures == b.departures && a.there == b.there &&
         a.there_because == b.there_because;
}

std::int64_t calendar::midnight(day d, omission const& without) const {
  auto const offset = utc_offset_min && without.what != omission::kind::offset
                          ? static_cast<std::int64_t>(utc_offset_min->value) * 60
                          : 0;
  return (d - epoch).count() * 86400 - offset;
}

bool calendar::is_holiday(std::size_t opening, day d, omission const& without) const {
  auto const& r = book->openings[opening];
  if (without.what == omission::kind::holiday && without.at == opening) {
    for (std::size_t i = 0; i < r.holidays.size(); ++i) {
      if (without.holiday != i && r.holidays[i].on.contains(d)) {
        return true;
      }
    }
    return false;
  }
  auto const next = std::ranges::upper_bound(r.closed, d, {}, &interval<day>::from);
  return next != r.closed.begin() && std::prev(next)->contains(d);
}

// Open by the rules of one target that speak of the day; open all day where none does.
calendar::hours calendar::open_of(std::vector<use> const& group, day d,
                                  omission const& without) const {
  auto open = hours{};
  auto spoken = false;
  for (auto const& u : group) {
    auto const& r = book->openings[u.rule];
    auto const left_out = without.what == omission::kind::opening && without.at == u.rule;
    if (left_out || !r.valid.contains(d)) {
      continue;
    }
    spoken = true;
    if ((r.open && !contains(*r.open, d)) || (r.weekdays >> weekday_of(d) & 1U) == 0 ||
        is_holiday(u.rule, d, without)) {
      continue;
    }
    auto const from = r.minutes.from * kMinute, to = r.minutes.to * kMinute;
    if (from <= to) {
      open.push_back({from, to});
    } else {
      open.push_back({0, to});
      open.push_back({from, kDay});
    }
  }
  if (!spoken) {
    return {{0, kDay}};
  }
  merge(open);
  return open;
}

// A closure ends where a later reopening of the same target is stated, also before its own end:
// that is what was expected when it was shut.
bool calendar::opens_early(closing const& c, day d, omission const& without) const {
  return !c.every_year && std::ranges::any_of(reopenings, [&](use const& u) {
    auto const& r = book->reopenings[u.rule];
    auto const left_out = without.what == omission::kind::reopening && without.at == u.rule;
    return !left_out && ends(r, c) && r.on <= d;
  });
}

bool calendar::shuts(std::size_t i, day d, omission const& without) const {
  auto const& u = closings[i];
  auto const& c = book->closings[u.rule];
  auto const left_out = without.what == omission::kind::closing && without.at == u.rule;
  return !left_out && c.days.contains(d) && (!c.every_year || contains(*c.every_year, d)) &&
         !opens_early(c, d, without);
}

day calendar::end_of_closing(std::size_t i) const {
  auto const& c = book->closings[closings[i].rule];
  auto end = c.days.to;
  if (!c.every_year) {
    for (auto const& u : reopenings) {
      auto const& r = book->reopenings[u.rule];
      if (ends(r, c)) {
        end = std::min(end, r.on);
      }
    }
  }
  return end;
}

// A departure lasts one second: who comes later has missed it.
calendar::hours calendar::leaving_on(day d, omission const& without) const {
  auto out = hours{};
  for (auto const& u : departures) {
    auto const& r = book->departures[u.rule];
    auto const left_out = without.what == omission::kind::departure && without.at == u.rule;
    if (left_out || !r.valid.contains(d) || (r.weekdays >> weekday_of(d) & 1U) == 0) {
      continue;
    }
    out.push_back(r.minute ? interval<int>{*r.minute * kMinute, *r.minute * kMinute + 1}
                           : interval<int>{0, kDay});
  }
  merge(out);
  return out;
}

bool calendar::is_shut(day d, omission const& without) const {
  if (!there.empty() && without.what != omission::kind::there &&
      std::ranges::none_of(there, [&](interval<day> const& i) { return i.contains(d); })) {
    return true;
  }
  for (std::size_t i = 0; i < closings.size(); ++i) {
    if (shuts(i, d, without)) {
      return true;
    }
  }
  return false;
}

// The same of many days, rule by rule.
std::vector<bool> calendar::shut_days(day first, std::size_t count) const {
  auto const end = first + std::chrono::days{count};
  auto const index_of = [&](day d) { return (std::clamp(d, first, end) - first).count(); };
  auto out = std::vector<bool>(count, !there.empty());
  auto const fill = [&](interval<day> const& days, bool is) {
    auto const from = index_of(days.from);
    std::fill(out.begin() + from, out.begin() + std::max(from, index_of(days.to)), is);
  };
  for (auto const& days : there) {
    fill(days, false);
  }
  for (std::size_t i = 0; i < closings.size(); ++i) {
    auto const& c = book->closings[closings[i].rule];
    if (!c.every_year) {
      fill({c.days.from, end_of_closing(i)}, true);
      continue;
    }
    for (std::size_t n = 0; n < count; ++n) {
      auto const d = first + std::chrono::days{n};
      out[n] = out[n] || (c.days.contains(d) && contains(*c.every_year, d));
    }
  }
  return out;
}

calendar::hours calendar::opened_on(day d, omission const& without) const {
  auto open = openings.empty() ? hours{{0, kDay}} : open_of(openings.front(), d, without);
  for (std::size_t i = 1; i < openings.size(); ++i) {
    open = both(open, open_of(openings[i], d, without));
  }
  return departures.empty() ? open : both(open, leaving_on(d, without));
}

calendar::hours calendar::open_on(day d, omission const& without) const {
  return is_shut(d, without) ? hours{} : opened_on(d, without);
}

std::vector<interval<std::int64_t>> calendar::windows() const {
  auto out = std::vector<interval<std::int64_t>>{};
  auto const first = epoch - std::chrono::days{2};
  auto const shut = shut_days(first, kHorizonDays + 4);
  auto const all_day = hours{{0, kDay}};
  auto const by_rule = !openings.empty() || !departures.empty();
  for (std::size_t i = 0; i < shut.size(); ++i) {
    if (shut[i]) {
      continue;
    }
    auto const d = first + std::chrono::days{i};
    auto const start = midnight(d, {});
    for (auto const& open : by_rule ? opened_on(d, {}) : all_day) {
      auto const w = interval<std::int64_t>{std::max(start + open.from, kHorizon.from),
                                            std::min(start + open.to, kHorizon.to)};
      if (w.empty()) {
        continue;
      }
      if (!out.empty() && out.back().to == w.from) {
        out.back().to = w.to;
      } else {
        out.push_back(w);
      }
    }
  }
  return out;
}

std::optional<std::int64_t> calendar::next_open(std::int64_t t, omission const& without) const {
  auto d = epoch + std::chrono::days{t / 86400 - 2};
  for (; midnight(d, without) < kHorizon.to; d += std::chrono::days{1}) {
    auto const start = midnight(d, without);
    if (start + kDay <= t) {
      continue;
    }
    for (auto const& open : open_on(d, without)) {
      if (auto const from = std::max(start + open.from, t);
          from < std::min(start + open.to, kHorizon.to)) {
        return from;
      }
    }
  }
  return std::nullopt;
}

statements calendar::deciding(std::int64_t t) const {
  using enum omission::kind;
  auto const entered = next_open(t);
  auto out = statements{};
  auto const check = [&](omission const& o, statements const& cells, statements const& because) {
    if (next_open(t, o) != entered) {
      out.insert(out.end(), cells.begin(), cells.end());
      out.insert(out.end(), because.begin(), because.end());
    }
  };
  for (auto const& group : openings) {
    for (auto const& u : group) {
      auto const& r = book->openings[u.rule];
      check({opening, u.rule}, r.cells, u.because);
      for (std::size_t i = 0; i < r.holidays.size(); ++i) {
        auto const from = midnight(r.holidays[i].on.from, {}),
                   to = midnight(r.holidays[i].on.to, {});
        if (to > t && (!entered || from <= *entered)) {
          check({holiday, u.rule, i}, r.holidays[i].cells, {});
        }
      }
    }
  }
  for (auto const& u : closings) {
    check({closing, u.rule}, book->closings[u.rule].cells, u.because);
  }
  for (auto const& u : reopenings) {
    check({reopening, u.rule}, book->reopenings[u.rule].cells, u.because);
  }
  for (auto const& u : departures) {
    check({departure, u.rule}, book->departures[u.rule].cells, u.because);
  }
  if (!there_because.empty()) {
    check({omission::kind::there}, there_because, {});
  }
  if (utc_offset_min) {
    check({offset}, {utc_offset_min->id}, {});
  }
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

bool calendar::restricts(std::size_t group) const {
  for (auto i = -1; i <= kHorizonDays; ++i) {
    auto const open = open_of(openings[group], epoch + std::chrono::days{i}, {});
    if (open != hours{{0, kDay}}) {
      return true;
    }
  }
  return false;
}

bool calendar::never_open(std::size_t group) const {
  for (auto i = 0; i < kHorizonDays; ++i) {
    if (!open_of(openings[group], epoch + std::chrono::days{i}, {}).empty()) {
      return false;
    }
  }
  return true;
}

}  // namespace karwan::network
