#include "require/phrases.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "karwan/network/topology.h"
#include "karwan/plan/units.h"

namespace karwan::require {
namespace {

bounded<double> rounded(bounded<double> const& v) {  // to one decimal
  auto const one = [](double x) { return std::round(x * 10) / 10; };
  return {one(v.low), one(v.best), one(v.high)};
}

std::string in_thousands(std::int64_t n) {
  auto out = fmt::format("{}", n);
  for (auto at = static_cast<std::ptrdiff_t>(out.size()) - 3; at > 0; at -= 3) {
    out.insert(static_cast<std::size_t>(at), ",");
  }
  return out;
}

// 5 (2–14) days, 1 day, 2 hours
std::string in_days(bounded<double> const& v) {
  if (v.best > 0 && v.best < 1 && v.high < 1) {
    return number(std::round(v.best * 24)) + " hours";
  }
  return number(v) + (v.best == 1 && v.high == 1 ? " day" : " days");
}

std::string and_words(std::vector<std::string> const& all) {
  std::string out;
  for (std::size_t i = 0; i < all.size(); ++i) {
    out += (i == 0 ? "" : i + 1 == all.size() ? " and " : ", ") + all[i];
  }
  return out;
}

std::string numbers_of(std::vector<std::size_t> const& steps) {
  std::vector<std::string> out;
  for (auto const i : steps) {
    out.push_back(fmt::format("{}", i + 1));
  }
  return join(out, " or ");
}

}  // namespace

std::string upper(std::string_view country) {
  std::string out{country};
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return out;
}

std::string spaced(std::string_view word) {
  std::string out{word};
  std::ranges::replace(out, '_', ' ');
  std::ranges::replace(out, '-', ' ');
  return out;
}

std::string in_words(day d) {
  constexpr std::array<std::string_view, 7> kDays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::chrono::year_month_day const ymd{d};
  return fmt::format("{} {} {} {}", kDays[weekday_of(d)], static_cast<unsigned>(ymd.day()),
                     kMonths[static_cast<unsigned>(ymd.month()) - 1], static_cast<int>(ymd.year()));
}

std::string number(double v) {
  auto const cents = std::llround(v * 100);
  auto out = in_thousands(cents / 100);
  if (auto const rest = cents % 100; rest != 0) {
    out += fmt::format(".{:02}", rest);
    if (out.back() == '0') {
      out.pop_back();
    }
  }
  return out;
}

std::string number(bounded<double> const& v) {
  auto const best = number(v.best), low = number(v.low), high = number(v.high);
  return low == best && high == best ? best : fmt::format("{} ({}–{})", best, low, high);
}

std::string dollars(bounded<double> const& v) {
  return "$" + number(bounded<double>{std::round(v.low), std::round(v.best), std::round(v.high)});
}

std::string join(std::vector<std::string> const& all, std::string_view between) {
  return fmt::format("{}", fmt::join(all, between));
}

std::string countries(std::vector<std::string> const& all) {
  std::vector<std::string> out;
  for (auto const& c : all) {
    if (auto u = upper(c); std::ranges::find(out, u) == out.end()) {
      out.push_back(std::move(u));
    }
  }
  return join(out, ", ");
}

std::string title_of(needs const& n) {
  auto out = fmt::format("{} → {}", n.from.name, n.to.name);
  for (auto const& v : n.via) {
    out += " by " + v.name;
  }
  if (n.asked.person) {
    return out + fmt::format(" · {} · passport of {}", n.asked.purpose, n.nationality.name);
  }
  return out +
         fmt::format(" · {} · {} t", n.product ? n.product->name : "any goods", number(n.tonnes));
}

std::string standpoint_of(needs const& n) {
  auto out = fmt::format("leaves {}", in_words(n.depart));
  if (n.view.as_of != n.depart) {
    out += " · record as of " + to_string(n.view.as_of);
  }
  if (n.view.known_at) {
    out += " · as known at " + to_string(*n.view.known_at);
  }
  if (n.view.published_by) {
    out += " · published by " + to_string(*n.view.published_by);
  }
  for (auto const& layer : n.view.layers) {
    out += " · with private layer " + layer;
  }
  return out;
}

std::string way_of(needs const& n) {
  if (n.asked.person) {
    return n.asked.by.empty() ? "how the person travels is not said"
                              : "by " + join(n.asked.by, ", ");
  }
  if (!n.journey) {
    return "no route is open";
  }
  std::vector<std::string> modes;
  for (auto const m : n.journey->modes) {
    modes.emplace_back(network::name_of(m));
  }
  auto out = fmt::format(
      "by {} {}, {} days, ${}", join(modes, "+"), join(n.journey->countries, "›"),
      number(
          std::round(static_cast<double>(n.journey->time.value.best) / plan::kSecondsPerDay * 10) /
          10),
      number(std::round(static_cast<double>(n.journey->cost.value.best) / plan::kCentsPerUsd)));
  if (std::ranges::find(n.journey->modes, network::mode::road) != n.journey->modes.end()) {
    out += fmt::format(" · truck of {}{}", n.carrier.name,
                       n.carrier_taken ? " (taken: where the goods start)" : "");
    if (n.nationality.id != n.carrier.id) {
      out += " · driver of " + n.nationality.name;
    }
  }
  for (auto const& u : n.under) {
    out += " · under " + u.name;
  }
  return out;
}

std::string time_of(needs const& n) {
  std::string out;
  if (n.days.best > 0) {
    out =
        fmt::format("Begin by {}: {}{} before departure", in_words(start_by(n.depart, n.days.best)),
                    n.days_unstated > 0 ? "at least " : "", in_days(n.days));
  } else {
    out = "No paper states how long it takes before departure";
  }
  if (n.days_unstated > 0 && n.days.best > 0) {
    out += fmt::format("; {} {} no time", n.days_unstated,
                       n.days_unstated == 1 ? "more states" : "more state");
  }
  if (n.ready > n.depart) {
    out += fmt::format(". Begun today they are there on {} at the earliest: later than departure",
                       in_words(n.ready));
  }
  return out;
}

std::string total_of(needs const& n) {
  if (!n.total) {
    return "";
  }
  auto const& t = *n.total;
  return fmt::format(
      "Papers and journey, begun today: leaves {}, arrives {} or so, {} days from today{}; "
      "carriage "
      "and fees in USD {}{}",
      in_words(t.leaves), in_words(std::chrono::floor<std::chrono::days>(t.arrives)),
      number(rounded(t.days)), n.days_unstated > 0 ? " at least" : "", dollars(t.usd),
      t.replanned ? "" : "; the plan of that day has other journeys");
}

std::string fees_of(needs const& n) {
  std::vector<std::string> out;
  for (auto const& f : n.fees) {
    out.push_back(fmt::format("{} {}", f.currency, number(f.amount)));
  }
  auto text = out.empty() ? std::string{"No fee is stated"} : "Fees stated: " + join(out, " + ");
  for (auto const& u : n.units) {
    text += fmt::format(" (1 {} = {} {}{})", u.unit, u.currency, number(u.amount),
                        u.ended ? " until " + to_string(*u.ended) : "");
  }
  if (n.fees_unstated > 0) {
    text += fmt::format("; {} {} none", n.fees_unstated,
                        n.fees_unstated == 1 ? "line states" : "lines state");
  }
  return text;
}

std::string days_of(step const& s) {
  if (!s.takes_time || s.barred) {
    return {};
  }
  if (!s.days) {
    return s.due == rules::stage::before ? "time not stated" : "";
  }
  return (s.due == rules::stage::before ? "" : "within ") + in_days(*s.days);
}

std::string fee_of(step const& s) {
  if (s.fees.empty()) {
    return s.may_cost && !s.barred ? "fee not stated" : "";
  }
  std::vector<std::string> out;
  for (auto const& f : s.fees) {
    out.push_back(fmt::format("{} {}{}{}", f.of.currency, number(f.of.amount),
                              f.of.per.empty() ? "" : " per " + f.of.per,
                              f.times == 1 ? "" : fmt::format(" × {}", f.times)));
  }
  return join(out, ", ");
}

std::string limits_of(step const& s) {
  std::vector<std::string> out;
  for (auto const& l : s.limits) {
    auto const amount = l.least && l.most && *l.least != *l.most
                            ? fmt::format("{}–{}", number(*l.least), number(*l.most))
                        : l.most ? number(*l.most)
                                 : "at least " + number(*l.least);
    out.push_back(fmt::format("{}{}{} {}", l.of, l.of.empty() ? "" : ": ", amount, l.unit));
  }
  return join(out, "; ");
}

std::string inputs_of(step const& s) {
  std::vector<std::string> out;
  for (auto const& n : s.needs) {
    out.push_back(n.from.empty() ? spaced(n.paper) + " (no rule says from whom)"
                                 : numbers_of(n.from));
  }
  return out.empty() ? "" : "needs " + and_words(out);
}

std::string instead_of(step const& s) {
  return s.instead.empty() ? "" : "or " + numbers_of(s.instead) + " instead";
}

std::string open_words(std::vector<rules::field> const& open) {
  std::vector<std::string> out;
  for (auto const f : open) {
    auto const name = spaced(rules::name_of(f));
    auto text = f == rules::field::product                                     ? "the exact goods"
                : f == rules::field::value_min || f == rules::field::value_max ? "the value"
                : f == rules::field::instrument || f == rules::field::other_instrument
                    ? "the instrument under which it runs"
                    : "the " + name;
    if (std::ranges::find(out, text) == out.end()) {
      out.push_back(std::move(text));
    }
  }
  return and_words(out);
}

std::string why_of(finding const& f) {
  std::vector<rules::field> open;
  std::optional<day> ended;
  for (auto const& r : f.rules) {
    for (auto const o : r.open) {
      if (std::ranges::find(open, o) == open.end()) {
        open.push_back(o);
      }
    }
    ended = std::max(ended, r.ended);
  }
  switch (f.why) {
    case rules::reason::depends:
      return "depends on " + open_words(open);
    case rules::reason::unsettled:
      return "a source says that it matters, not whether";
    case rules::reason::ended:
      return "the last rule known ended " + (ended ? to_string(*ended) : std::string{"before"});
    case rules::reason::unreadable:
      return "a condition of a rule cannot be read";
    default:
      return "no rule found";
  }
}

std::string ask_of(finding const& f) {
  auto out = f.ask;
  for (std::size_t i = 0; i < f.bodies.size(); ++i) {
    out += (i == 0 ? " – " : ", ") + f.bodies[i].name;
  }
  return out;
}

std::string line_of(tariff_line const& l) {
  auto const codes = static_cast<std::size_t>(std::ranges::count(l.code, ';')) + 1;
  auto out = l.code.empty() ? l.product
             : codes > 1    ? fmt::format("{} ({} and {} more codes)", l.product,
                                          l.code.substr(0, l.code.find(';')), codes - 1)
                            : fmt::format("{} ({})", l.product, l.code);
  if (l.pct) {
    out += fmt::format(": {}{} %", l.at_least ? "at least " : "", number(*l.pct));
  }
  if (!l.text.empty()) {
    out += "; " + l.text;
  }
  return out;
}

std::string cost_of(landed const& l) {
  if (!l.total_usd) {
    return "Landed cost is not known: " + l.missing;
  }
  return fmt::format(
      "Landed: {}{} = value {} + carriage {} + duty {} + tax {} + papers {}{}",
      l.at_least ? "at least " : "", dollars(*l.total_usd), dollars(*l.value_usd),
      dollars(*l.freight_usd), dollars(*l.duty_usd), dollars(*l.tax_usd), dollars(l.papers_usd),
      l.papers_in_other_currencies ? ", and what is stated in other currencies" : "");
}

}  // namespace karwan::require
