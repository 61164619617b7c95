#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "karwan/plan/compare.h"
#include "karwan/plan/layout.h"
#include "plan/phrases.h"

namespace karwan::plan {
namespace {

std::string corridor_row(std::string_view number, std::string_view name, std::string_view time,
                         std::string_view cost, std::string_view co2e, std::string_view borders,
                         std::string_view late) {
  return fmt::format("{} {} {} {} {} {} {}\n", right_in(number, 2), left_in(name, 24),
                     left_in(time, 20), left_in(cost, 25), right_in(co2e, 8), right_in(borders, 7),
                     right_in(late, 7));
}

// How much longer than half of the trips the slowest of ten takes.
std::string lateness(journey const& j) {
  auto const& o = j.odds;
  return o.p50_s && o.p90_s ? "+" + in_days(*o.p90_s - *o.p50_s) : "?";
}

std::string way_line(comparison const& c, journey const& j, bool colour) {
  auto out = fmt::format("{}  {}   assumed h {}, $ {}", modes_of(j), countries_of(j),
                         in_share(j.time.assumed), in_share(j.cost.assumed)) +
             value_share_of(j);
  if (j.odds.by_deadline && c.asked.deadline) {
    out += fmt::format("   there by {}: {}", in_words_short(*c.asked.deadline),
                       in_share(*j.odds.by_deadline));
  }
  out = wrapped(out, kColumns, kIndent);
  if (has_unchecked(j)) {
    out += "   " + tinted("no flight confirmed", tint::bad, colour);
  }
  return "   " + out + "\n";
}

std::string spoilt_line(journey const& j) {
  auto const life = std::ranges::find(j.warnings, warning_kind::shelf_life, &warning::kind);
  return life == j.warnings.end() ? ""
                                  : "   " + wrapped(life->says.english, kColumns, kIndent) + "\n";
}

std::string barred(of_corridor const& c, bool colour) {
  auto const number = right_in("–", 2);
  if (c.blocked_by.empty()) {
    return fmt::format("{} {} {}\n", number, left_in(c.name, 24),
                       tinted("no way there under these conditions", tint::bad, colour));
  }
  auto out = fmt::format("{} {} {}\n", number, left_in(c.name, 24),
                         tinted("shut; this would have to end:", tint::bad, colour));
  for (auto const& b : c.blocked_by) {
    out += "   " + wrapped(sentence_of(b) + " [" + b.entity + "]", kColumns, kIndent) + "\n";
  }
  return out;
}

std::string told_corridor(comparison const& c, of_corridor const& one, int number, bool colour) {
  if (!one.best) {
    return barred(one, colour);
  }
  auto const& j = *one.best;
  return corridor_row(std::to_string(number), one.name, time_of(j), in_usd(j.cost.value),
                      in_tonnes(j.emissions.value.best), std::to_string(j.borders), lateness(j)) +
         way_line(c, j, colour) + spoilt_line(j);
}

}  // namespace

result<label> read_best(std::string const& text) {
  constexpr auto kCounted =
      std::array{label::fastest, label::cheapest, label::cleanest, label::fewest_borders};
  if (text.empty()) {
    return label::fastest;
  }
  for (auto const each : kCounted) {
    if (name_of(each) == text) {
      return each;
    }
  }
  return fail(error_kind::bad_input, fmt::format("\"{}\" is not known", text), "best",
              "Choose among fastest, cheapest, cleanest, fewest_borders");
}

std::string to_text(comparison const& c, bool colour) {
  auto best = std::string{name_of(c.by)};
  std::ranges::replace(best, '_', ' ');
  auto out = heading(c.asked, colour) + fmt::format("the {} of each corridor\n\n", best) +
             tinted(corridor_row("", "corridor", "time (P10–P90)", "cost (low–high)", "CO2e",
                                 "borders", "P90"),
                    tint::faint, colour);
  int number = 0;
  for (auto const& one : c.corridors) {
    out += told_corridor(c, one, one.best ? ++number : 0, colour);
  }
  return out + "\n" +
         tinted(wrapped("Times are means, with P10 and P90 of simulated trips; last column: how "
                        "much later than half of the trips the slowest of ten comes. Each journey "
                        "leg by leg, and every number's statements: --json.",
                        kColumns, 0),
                tint::faint, colour) +
         "\n";
}

}  // namespace karwan::plan
