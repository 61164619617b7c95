#include "karwan/plan/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "karwan/plan/layout.h"
#include "plan/notes.h"
#include "plan/phrases.h"

namespace karwan::plan {
namespace {

// All journeys side by side, two lines each.
std::string table(answer const& a, bool colour) {
  auto out = tinted(fmt::format("   {} {} {} {} {}   assumed\n", left_in("time (P10–P90)", 20),
                                left_in("cost (low–high)", 26), right_in("per t", 8),
                                right_in("CO2e", 9), right_in("borders", 8)),
                    tint::faint, colour);
  int number = 0;
  for (auto const& j : a.journeys) {
    auto const assumed =
        fmt::format("h {}, $ {}", in_share(j.time.assumed), in_share(j.cost.assumed));
    out += tinted(right_in(std::to_string(++number), 2), tint::strong, colour) + " " +
           tinted(left_in(time_of(j), 20), tint::strong, colour) + " " +
           left_in(in_usd(j.cost.value), 26) + " " +
           right_in(in_usd(per_tonne(j.cost.value.best, a.carried.tonnes)), 8) + " " +
           right_in(in_tonnes(j.emissions.value.best), 9) + " " +
           right_in(std::to_string(j.borders), 8) + "   " + assumed + "\n";
    auto const way = modes_of(j) + "  " + countries_of(j);
    out +=
        "   " + way + (j.labels.empty() ? "" : "   " + tinted(labels_of(j), tint::good, colour)) +
        (has_unchecked(j) ? "   " + tinted("no flight confirmed", tint::bad, colour) : "") + "\n";
    auto const share = value_share_of(j);
    out += share.empty() ? "" : share + "\n";
  }
  return out;
}

// Legs of one mode in one country, one after the other.
struct stretch {
  leg const* first;
  leg const* last;
  std::int64_t metres{0};
  amount time, cost;
  record::grade worst{record::grade::measured};

  explicit stretch(leg const& l) : first{&l}, last{&l} { add(l); }
  void add(leg const& l) {
    last = &l;
    metres += l.metres;
    time += l.time;
    cost += l.cost;
    worst = std::max(worst, l.worst);
  }
  bool goes_on_with(leg const& next) const {
    return first->kind == leg_kind::link && next.kind == leg_kind::link && first->by == next.by &&
           first->from.country == next.from.country && next.from.country == next.to.country &&
           first->from.country == first->to.country;
  }
};

std::vector<stretch> stretches_of(journey const& j) {
  std::vector<stretch> out;
  for (auto const& l : j.legs) {
    if (!out.empty() && out.back().goes_on_with(l)) {
      out.back().add(l);
    } else {
      out.emplace_back(l);
    }
  }
  return out;
}

std::string kind_of(leg const& l) {
  switch (l.kind) {
    case leg_kind::link:
      return std::string{name_of(l.by)};
    case leg_kind::crossing:
      return "border";
    case leg_kind::transfer:
      return "change";
    case leg_kind::wait:
      return "wait";
  }
  return "";
}

std::string_view departure_by(network::mode m) {
  using enum network::mode;
  return m == air ? "flight" : m == ferry ? "ferry" : m == rail ? "train" : "sailing";
}

std::string way_of(stretch const& s) {
  auto const& l = *s.first;
  switch (l.kind) {
    case leg_kind::transfer:
      if (!l.entity.empty()) {
        return fmt::format("{}: change of truck", l.from.name);
      }
      if (l.to_mode && *l.to_mode != l.by) {
        return fmt::format("{}: {} to {}", l.from.name, name_of(l.by), name_of(*l.to_mode));
      }
      return fmt::format("{}: {}", l.from.name,
                         l.by == network::mode::rail ? "change of gauge" : "transhipment");
    case leg_kind::wait: {
      if (l.waits_for == waiting::boarding) {
        return fmt::format("for the next {}, {}", departure_by(l.by),
                           l.name.empty() ? l.from.name : l.name);
      }
      auto const opens = l.starts + std::chrono::seconds{l.time.value.best};
      return fmt::format("until {}, {}", local_moment(opens, l.to),
                         l.name.empty() ? l.to.name : l.name);
    }
    case leg_kind::crossing:
      return l.name.empty() ? fmt::format("{} → {}", l.from.name, l.to.name) : l.name;
    case leg_kind::link:
      break;
  }
  return fmt::format("{} → {}", l.from.name, s.last->to.name);
}

// Half of the trips, nine of ten, a deadline, and which legs make the difference.
std::string odds_lines(journey const& j, std::optional<day> deadline, bool colour) {
  auto const& o = j.odds;
  if (!o.p50_s || !o.p90_s) {
    return "";
  }
  auto out = fmt::format("Of {} simulated trips half take {} or less, nine of ten {}.",
                         grouped(o.draws), in_days(*o.p50_s), in_days(*o.p90_s));
  constexpr double kWorthTelling = 0.01;
  if (o.shut >= kWorthTelling) {
    out += fmt::format(" In {} a border shuts on the way.", in_share(o.shut));
  }
  if (o.by_deadline && deadline) {
    out += fmt::format(" There by {}: {}.", in_words(*deadline), in_share(*o.by_deadline));
  }
  std::string parts;
  for (auto const& p : o.spread) {
    auto const leg = std::ranges::find(j.legs, p.leg, &leg::id);
    parts +=
        fmt::format("{}{} {}", parts.empty() ? "" : ", ", way_of(stretch{*leg}), in_share(p.share));
  }
  if (!parts.empty()) {
    out += " The spread is made by " + parts + ".";
  }
  return "   " + tinted(wrapped(out, kColumns, 3), tint::faint, colour) + "\n";
}

// What the cost is made of, and what of the goods' life is left.
std::string parts_line(journey const& j, bool colour) {
  std::map<network::cost_kind, std::int64_t> sum;
  for (auto const& l : j.legs) {
    for (auto const& [kind, cents] : l.cost_parts) {
      sum[kind] += cents;
    }
  }
  std::string text;
  for (auto const& [kind, cents] : sum) {
    auto name = std::string{name_of(kind)};
    std::ranges::replace(name, '_', ' ');
    text += fmt::format("{}{} {}", text.empty() ? "Of the cost: " : ", ", name, in_usd(cents));
  }
  text += text.empty() ? "" : ".";
  if (j.shelf_life && j.shelf_life->left) {
    auto const& f = *j.shelf_life;
    text += fmt::format(" Of its life of {:.6g}–{:.6g} days", f.keeps_low_d, f.keeps_high_d);
    if (f.low_c && f.high_c) {
      text += fmt::format(" at {:.6g}–{:.6g} °C", *f.low_c, *f.high_c);
    }
    text += fmt::format(" {} ({} to {}) is left on arrival.", in_share(f.left->best),
                        in_share(f.left->low), in_share(f.left->high));
  }
  return text.empty() ? "" : "   " + tinted(wrapped(text, kColumns, 3), tint::faint, colour) + "\n";
}

std::string crew_line(journey const& j, bool colour) {
  if (!j.crew) {
    return "";
  }
  auto const& c = *j.crew;
  auto text = std::string{
      "With its hours kept to the minute the crew would come too late for a "
      "border or departure that does not open again."};
  if (c.took_s) {
    auto const later = *c.took_s - j.time.value.best;
    auto const counted = [](int n, char const* what) {
      return fmt::format("{} {}{}", n, what, n == 1 ? "" : "s");
    };
    text = fmt::format(
        "With its hours kept to the minute the crew takes {}, {} {} than expected: "
        "{}, {}, {}.",
        in_days(*c.took_s), in_days(std::abs(later)), later < 0 ? "less" : "more",
        counted(c.breaks, "break"), counted(c.rests, "rest"), counted(c.week_rests, "weekly rest"));
  }
  return "   " + tinted(wrapped(text, kColumns, 3), tint::faint, colour) + "\n";
}

// `told`: when it starts, in a column; with hours it leaves less room for the way.
std::string stretch_line(stretch const& s, std::string const& told, std::size_t columns,
                         bool colour) {
  auto const km = s.metres > 0 ? grouped((s.metres + 500) / 1000) + " km" : "";
  auto const kind = left_in(kind_of(*s.first), 6);
  auto const border = s.first->kind == leg_kind::crossing;
  auto const cost = s.cost.value.best;
  return "   " + left_in(told, columns) + "  " +
         (border ? tinted(kind, tint::strong, colour) : kind) + "  " +
         left_in(way_of(s), 50 - columns) + " " + right_in(km, 9) + " " +
         right_in(in_days(s.time.value.best), 7) + " " + right_in(cost > 0 ? in_usd(cost) : "", 8) +
         "  " + tinted(name_of(s.worst), tint::faint, colour) + "\n";
}

// By the day, or by the hour where the departure is.
std::string details(answer const& a, journey const& j, int number, bool colour) {
  auto const& end = j.legs.back().to;
  auto const title =
      fmt::format("{}  {}{}arrives {}", number, labels_of(j), j.labels.empty() ? "" : " · ",
                  a.depart_at ? local_moment(j.arrives, end) : in_words(local_day(j.arrives, end)));
  auto out = rule(title, colour);
  auto const columns = std::size_t{a.depart_at ? 16U : 10U};
  std::string day_before;
  for (auto const& s : stretches_of(j)) {
    if (s.first->kind == leg_kind::wait && s.time.value.best == 0) {
      continue;  // a wait that may be: a warning says so
    }
    auto const& l = *s.first;
    auto const day_now = in_column(local_day(l.starts, l.from));
    auto told = day_now == day_before ? "" : day_now;
    if (a.depart_at) {
      told = left_in(told, 10) + " " + in_clock(local_clock(l.starts, l.from));
    }
    out += stretch_line(s, told, columns, colour);
    day_before = day_now;
  }
  return out + odds_lines(j, a.deadline, colour) + crew_line(j, colour) + parts_line(j, colour);
}

std::string footer(answer const& a, bool colour) {
  if (a.journeys.empty()) {
    return "";
  }
  auto const text = fmt::format(
      "{} of {} points of the front are told. Times are means, with P10 and P90 of simulated "
      "trips; "
      "the bounds of costs are sums of bounds, not likelihoods. "
      "Every number's statements: --json; what they say: karwan record show ID.",
      a.journeys.size(), a.front_size);
  return tinted(wrapped(text, kColumns, 0), tint::faint, colour) + "\n";
}

}  // namespace

std::string to_text(answer const& a, text_style style) {
  auto const c = style.colour;
  auto out = heading(a, c) + "\n";
  if (!a.journeys.empty()) {
    out += table(a, c) + "\n";
    int number = 0;
    for (auto const& j : a.journeys) {
      ++number;
      if (!j.labels.empty()) {
        out += details(a, j, number, c) + "\n";
      }
    }
  }
  for (auto const& part :
       {closures_text(a, c), warnings_text(a, c), assumptions_text(a, c), freshness_text(a, c)}) {
    out += part.empty() ? "" : part + "\n";
  }
  return out + footer(a, c);
}

}  // namespace karwan::plan
