#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "impact/phrases.h"
#include "karwan/impact/sets.h"
#include "karwan/plan/layout.h"

namespace karwan::impact {
namespace {

using namespace plan;

constexpr std::string_view kNone = "–";

std::string usd_with_sign(double v) {
  return std::abs(v) < 0.5 ? "0" : (v < 0 ? "−" : "") + usd(std::abs(v));
}

std::string in_usd(std::optional<interval> const& v) {
  return !v                            ? "not known"
         : v->low == 0 && v->high == 0 ? std::string{kNone}
                                       : fmt::format("{} ({} to {})", usd_with_sign(v->best),
                                                     usd_with_sign(v->low), usd_with_sign(v->high));
}

std::string best_of(std::optional<interval> const& v) {
  return v ? with_sign(v->best) : std::string{kNone};
}

std::string found_and_lost(summary const& s) {
  return s.opened + s.lost == 0 ? std::string{kNone}
         : s.lost == 0          ? fmt::format("+{}", s.opened)
         : s.opened == 0        ? fmt::format("−{}", s.lost)
                                : fmt::format("+{} −{}", s.opened, s.lost);
}

std::string name_of(ranked const& r) {
  auto const& name = r.are.front().name;
  auto const others = r.are.size() - 1;
  constexpr std::size_t kMost = 31;
  return others == 0 ? name
                     : fmt::format("{} (+{})",
                                   columns_of(name) > kMost ? left_in(name, kMost) : name, others);
}

// Numbers to the right of a name, each in its column.
std::string ranked_line(std::string_view name, std::string_view flows, std::string_view ways,
                        std::string_view days, std::string_view usd_t, std::string_view saved,
                        std::string_view assumed) {
  return fmt::format("{} {} {} {} {} {} {}\n", left_in(name, 36), right_in(flows, 5),
                     right_in(ways, 6), right_in(days, 6), right_in(usd_t, 7), right_in(saved, 27),
                     right_in(assumed, 7));
}

std::string line(ranked const& r) {
  auto const& s = r.all;
  return ranked_line(name_of(r), std::to_string(s.changing), found_and_lost(s), best_of(s.days),
                     best_of(s.usd_t), in_usd(r.saved_usd), in_share(s.assumed));
}

std::string paragraph(std::string const& text) {
  return "\n" + wrapped(text, kColumns, 0) + "\n";
}

// What is not in the table: what changes nothing, and what was never modelled.
std::string left_out(ranking const& r) {
  std::string names, out;
  std::size_t subjects = 0;
  for (auto const& one : r.entries) {
    if (one.changes_nothing()) {
      names += (names.empty() ? "" : "; ") + one.are.front().name;
      subjects += one.are.size();
    }
  }
  if (subjects > 0) {
    out += paragraph(
        fmt::format("{} more have effects but change no flow of the basket: {}", subjects, names));
  }
  coverage sum{};
  for (auto const& c : r.covered) {
    sum.number_missing += c.number_missing;
    sum.never += c.never;
    sum.not_looked_at += c.not_looked_at;
  }
  if (auto const all = sum.number_missing + sum.never + sum.not_looked_at; all > 0) {
    out += paragraph(fmt::format(
        "{} are not modelled: {} for want of a number that somebody may know, {} because no number "
        "would do{}. Why: karwan effects --all",
        all, sum.number_missing, sum.never,
        sum.not_looked_at == 0 ? "" : fmt::format(", {} not looked at", sum.not_looked_at)));
  }
  return out;
}

// How many subjects it is about, and of how many some flow changes.
std::string counts(ranking const& r) {
  std::size_t all = 0, change = 0;
  for (auto const& one : r.entries) {
    all += one.are.size();
    change += one.changes_nothing() ? 0 : one.are.size();
  }
  return fmt::format("{} of the {} that have effects change some of the {} flows of the basket",
                     change, all, r.flows);
}

std::string legend(ranking const& r) {
  return paragraph(fmt::format(
      "Leaving {}; {} draws, seed {}. flows: with another way, time or cost; ways: found + and "
      "lost −; days, USD/t: their median, with minus without; saved: carriage and days on today's "
      "trade between countries, {}P10 to P90 in brackets; assumed: of time and cost; (+1): so many "
      "promises more of the same rows. Effects are not additive: --shares for a set.",
      in_words(r.asked.depart), r.asked.draws, r.asked.seed,
      r.by_saved ? "split among goods evenly where no flow says, " : ""));
}

constexpr std::size_t kNameOfShare = 42;

std::string share_line(std::string_view name, totals const& t) {
  return fmt::format("{} {} {} {} {} {}\n", left_in(name, kNameOfShare),
                     right_in(with_sign(t.days), 10), right_in(with_sign(t.usd_t), 10),
                     right_in(t.opened == 0 ? std::string{kNone} : with_sign(t.opened), 8),
                     right_in(usd_with_sign(t.saved_usd), 12),
                     right_in(usd_with_sign(t.trade_usd), 12));
}

}  // namespace

std::string to_text(ranking const& r, bool colour) {
  auto out = tinted(
      fmt::format("Promises, projects and closures, each on its own, by {}\n",
                  r.by_saved ? "dollars saved a year on today's trade" : "ways found, then days"),
      tint::strong, colour);
  out += counts(r) + "\n";
  if (!std::ranges::all_of(r.entries, &ranked::changes_nothing)) {
    out += "\n" + ranked_line("", "flows", "ways", "days", "USD/t", "saved, USD a year", "assumed");
  }
  for (auto const& one : r.entries) {
    out += one.changes_nothing() ? "" : line(one);
  }
  return out + left_out(r) + legend(r);
}

std::string to_text(sharing const& s, bool colour) {
  auto out = tinted("What each has of what they do together (Shapley's shares, best values)\n",
                    tint::strong, colour);
  out += fmt::format("\n{} {} {} {} {} {}\n", left_in("", kNameOfShare), right_in("days", 10),
                     right_in("USD/t", 10), right_in("ways", 8), right_in("saved, USD", 12),
                     right_in("trade, USD", 12));
  out += share_line("together", s.together);
  for (auto const& each : s.shares) {
    out += share_line(each.is.name, each.has);
    out += share_line("   alone", each.alone);
  }
  return out + paragraph(fmt::format(
                   "Leaving {}. Days and USD a tonne are added up over all flows, with minus "
                   "without; ways: found less lost; saved on today's trade and change of trade, a "
                   "year, over pairs of countries whose trade is known. Of each measure the shares "
                   "sum to the first line; what two give only together they have half each.",
                   in_words(s.asked.depart)));
}

}  // namespace karwan::impact
