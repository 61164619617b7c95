#include "karwan/plan/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "plan/layout.h"
#include "plan/notes.h"
#include "plan/phrases.h"

namespace karwan::plan {
namespace {

// All journeys side by side, two lines each.
std::string table(answer const& a, bool colour) {
  auto out = tinted(fmt::format("   {} {} {} {} {}   assumed\n", left("time (P10–P90)", 20),
                                left("cost (low–high)", 26), right("per t", 8), right("CO2e", 9),
                                right("borders", 8)),
                    tint::faint, colour);
  int number = 0;
  for (auto const& j : a.journeys) {
    auto const assumed =
        fmt::format("h {}, $ {}", in_share(j.time.assumed), in_share(j.cost.assumed));
    out += tinted(right(std::to_string(++number), 2), tint::strong, colour) + " " +
           tinted(left(time_of(j), 20), tint::strong, colour) + " " +
           left(in_usd(j.cost.value), 26) + " " +
           right(in_usd(per_tonne(j.cost.value.best, a.carried.tonnes)), 8) + " " +
           right(in_tonnes(j.emissions.value.best), 9) + " " + right(std::to_string(j.borders), 8) +
           "   " + assumed + "\n";
    auto const way = modes_of(j) + "  " + countries_of(j);
    out +=
        "   " + way + (j.labels.empty() ? "" : "   " + tinted(labels_of(j), tint::good, colour)) +
        (has_unchecked(j) ? "   " + tinted("no flight confirmed", tint::bad, colour) : "") + "\n";
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

std::string way_of(stretch const& s) {
  auto const& l = *s.first;
  switch (l.kind) {
    case leg_kind::transfer:
      if (l.to_mode && *l.to_mode != l.by) {
        return fmt::format("{}: {} to {}", l.from.name, name_of(l.by), name_of(*l.to_mode));
      }
      return fmt::format("{}: {}", l.from.name,
                         l.by == network::mode::rail ? "change of gauge" : "transhipment");
    case leg_kind::wait: {
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

std::string stretch_line(stretch const& s, std::string const& day_told, bool colour) {
  auto const km = s.metres > 0 ? grouped((s.metres + 500) / 1000) + " km" : "";
  auto const kind = left(kind_of(*s.first), 6);
  auto const border = s.first->kind == leg_kind::crossing;
  auto const cost = s.cost.value.best;
  return "   " + left(day_told, 10) + "  " + (border ? tinted(kind, tint::strong, colour) : kind) +
         "  " + left(way_of(s), 40) + " " + right(km, 9) + " " +
         right(in_days(s.time.value.best), 7) + " " + right(cost > 0 ? in_usd(cost) : "", 8) +
         "  " + tinted(name_of(s.worst), tint::faint, colour) + "\n";
}

std::string details(journey const& j, std::optional<day> deadline, int number, bool colour) {
  auto const title =
      fmt::format("{}  {}{}arrives {}", number, labels_of(j), j.labels.empty() ? "" : " · ",
                  in_words(local_day(j.arrives, j.legs.back().to)));
  auto out = rule(title, colour);
  std::string day_before;
  for (auto const& s : stretches_of(j)) {
    if (s.first->kind == leg_kind::wait && s.time.value.best == 0) {
      continue;  // a wait that may be: a warning says so
    }
    auto const day_now = in_column(local_day(s.first->starts, s.first->from));
    out += stretch_line(s, day_now == day_before ? "" : day_now, colour);
    day_before = day_now;
  }
  return out + odds_lines(j, deadline, colour);
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
        out += details(j, a.deadline, number, c) + "\n";
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
