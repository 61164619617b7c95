#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "impact/phrases.h"
#include "karwan/impact/impact.h"
#include "karwan/plan/layout.h"
#include "karwan/plan/units.h"

namespace karwan::impact {
namespace {

using namespace plan;

constexpr double kMostly = 0.5;  // of what is told rests on assumed inputs
constexpr double kFarPct = 50;   // of trade: elasticities were estimated on smaller changes

std::string subjects_of(impact_answer const& a) {
  std::string out;
  for (auto const& s : a.subjects) {
    out += (out.empty() ? "" : " and ") + s.name;
    out += s.from ? " from " + to_string(*s.from) : "";
  }
  return out;
}

// Too small to be shown at all its bounds.
bool is_nothing(interval const& v) {
  constexpr double kShown = 0.005;
  return std::max(std::abs(v.low), std::abs(v.high)) < kShown;
}

std::string first_line(impact_answer const& a) {
  auto const& s = a.all;
  if (s.days && is_nothing(*s.days) && is_nothing(*s.usd_t) && s.duties == s.changing &&
      s.opened + s.lost == 0) {
    return fmt::format("Of {} flows {} pay another duty; days and carriage stay as they are\n",
                       s.flows, s.duties);
  }
  auto const mostly = s.assumed > kMostly;
  auto const of = fmt::format("{} {} flows", mostly ? "Mostly assumed: of" : "Of", s.flows);
  std::string out;
  if (s.days) {
    out = fmt::format("{} {} change: {}, {} a tonne, in their median", of, s.changing,
                      less_or_more(*s.days, " days"), less_or_more(*s.usd_t, " USD"));
  } else if (s.opened + s.lost == 0) {
    out = fmt::format("{} none changes", of);
  }
  auto const add = [&](std::size_t n, std::string_view what) {
    if (n > 0) {
      out += out.empty() ? fmt::format("{} {} {}", of, n, what) : fmt::format("; {} {}", n, what);
    }
  };
  add(s.duties, s.duties == 1 ? "pays another duty" : "pay another duty");
  add(s.opened, s.opened == 1 ? "gets a way that had none" : "get a way that had none");
  add(s.lost, s.lost == 1 ? "loses its way" : "lose their way");
  return out + "\n";
}

// Of the quantiles of simulated trips, in days.
std::string trips(chances const& o) {
  auto const d = [](std::optional<std::int64_t> const& s) {
    return s ? fmt::format("{:.0f}", static_cast<double>(*s) / kSecondsPerDay) : "never";
  };
  return d(o.p10_s) + "–" + d(o.p90_s);
}

std::string percent(bounded<double> const& p) {
  return p.low == p.high
             ? fmt::format("{} %", plain(p.best))
             : fmt::format("{} % ({} to {})", plain(p.best), plain(p.low), plain(p.high));
}

double days_of(journey const& j) {
  return static_cast<double>(j.time.value.best) / kSecondsPerDay;
}
double usd_t_of(flow_change const& f, journey const& j) {
  return static_cast<double>(j.cost.value.best) / kCentsPerUsd / f.carried.tonnes;
}
double kg_t_of(flow_change const& f, journey const& j) {
  return static_cast<double>(j.emissions.value.best) / kGramsPerKg / f.carried.tonnes;
}

std::string joined(std::vector<std::string> const& names) {
  std::string out;
  for (auto const& n : names) {
    out += (out.empty() ? "" : ", ") + n;
  }
  return out.empty() ? "no border" : out;
}

template <typename Of>
std::string from_to(flow_change const& f, Of const& of) {
  auto const one = [&](std::optional<journey> const& j) { return j ? of(*j) : std::string{"–"}; };
  return one(f.before) + " → " + one(f.after);
}

std::string detail(std::string const& text) {
  return "   " + wrapped(text, kColumns, 3) + "\n";
}

std::string flow_text(flow_change const& f, bool colour) {
  auto const title = fmt::format("{} → {}, {}", f.from.name, f.to.name, f.of.product);
  auto out = tinted(left_in(title, 38), tint::strong, colour) + " ";
  out += right_in(from_to(f, [](journey const& j) { return plain(days_of(j)); }), 14);
  out += right_in(from_to(f, [&](journey const& j) { return plain(usd_t_of(f, j)); }), 15);
  out += right_in(from_to(f, [&](journey const& j) { return plain(kg_t_of(f, j)); }), 17);
  out += right_in(from_to(f, [](journey const& j) { return std::to_string(j.borders); }), 9);
  auto const unit = fmt::format("{}, {:.0f} t", network::name_of(f.carried.unit), f.carried.tonnes);
  out += "\n";
  if (f.days) {
    auto line = is_nothing(*f.days) && is_nothing(*f.usd_t)
                    ? std::string{"days and carriage stay"}
                    : fmt::format("{} d, {} USD/t", signed_interval(*f.days, ""),
                                  signed_interval(*f.usd_t, ""));
    if (f.delivered_pct) {
      line += fmt::format("; delivered {} %, trade {} %", signed_interval(*f.delivered_pct, ""),
                          signed_interval(*f.trade_pct, ""));
    } else {
      line += "; what it is worth is not known";
    }
    out += detail(line);
  } else {
    out += detail(f.is == outcome::opened ? "had no way" : "has no way left");
  }
  if (f.duty_pct) {
    out += detail(fmt::format("duty {} → {}, and on carriage to there",
                              percent(f.duty_pct->without), percent(f.duty_pct->with)));
  }
  auto const odds = [](journey const& j) { return trips(j.odds); };
  auto const shut = [](journey const& j) { return in_share(j.odds.shut); };
  out += detail(fmt::format("{}; trips take {} d (P10–P90); shut on the way {}", unit,
                            from_to(f, odds), from_to(f, shut)));
  if (f.borders_before != f.borders_after || f.is != outcome::changed) {
    out += detail(fmt::format("by {} → {}", f.before ? joined(f.borders_before) : "–",
                              f.after ? joined(f.borders_after) : "–"));
  } else {
    out += detail("by " + joined(f.borders_after) + " as before");
  }
  return out;
}

// Ways found or lost first, then by how many days.
std::vector<flow_change const*> changing(impact_answer const& a) {
  std::vector<flow_change const*> out;
  for (auto const& f : a.flows) {
    if (f.is == outcome::opened || f.is == outcome::lost || f.is == outcome::rerouted ||
        f.is == outcome::changed) {
      out.push_back(&f);
    }
  }
  std::ranges::stable_sort(out, std::greater{}, [](flow_change const* f) {
    return f->days ? std::abs(f->days->best) : 1e9;
  });
  return out;
}

std::string pair_text(pair_change const& p) {
  auto out = fmt::format("{}→{} {}", p.from, p.to, signed_interval(p.pct, " %"));
  if (p.usd) {
    out += fmt::format(", {} USD a year ({} to {}) on {} ({} to {})", usd(p.usd->best),
                       usd(p.usd->low), usd(p.usd->high), usd(p.base_usd->best),
                       usd(p.base_usd->low), usd(p.base_usd->high));
  } else {
    out += ", in dollars not known";
  }
  return out + fmt::format("; {} of {} flows have a value{}", p.valued, p.flows,
                           p.shares_assumed ? ", their shares are assumed" : "");
}

std::string trade_text(impact_answer const& a) {
  std::string out;
  for (auto const& p : a.pairs) {
    if (p.pct.low != 0 || p.pct.high != 0) {
      out += detail(pair_text(p));
    }
  }
  auto const far = std::ranges::any_of(
      a.pairs, [](pair_change const& p) { return std::abs(p.pct.best) > kFarPct; });
  if (far) {
    out +=
        detail("So large a change lies beyond the data behind the elasticity: read it as a sign.");
  }
  return out.empty() ? out : "\nTrade, partial equilibrium\n" + out;
}

std::string world_text(impact_answer const& a) {
  if (!a.world) {
    auto const& s = a.all;
    auto const nothing_changes = s.changing + s.opened + s.lost == 0;  // said already
    return a.no_world.empty() || nothing_changes
               ? std::string{}
               : "\n" + wrapped("No general equilibrium: " + a.no_world, kColumns, 0) + "\n";
  }
  auto const& w = *a.world;
  auto out = "\n" +
             wrapped(fmt::format("Trade once all respond, on who sold to whom in {} ({} "
                                 "economies; what each sells at home is assumed)",
                                 w.year, w.size),
                     kColumns, 0) +
             "\n";
  for (auto const& p : w.pairs) {
    if (!is_nothing(p.conditional_pct) || !is_nothing(p.full_pct)) {
      out += detail(fmt::format("{}→{} {} with incomes held, {} with all free", p.from, p.to,
                                signed_interval(p.conditional_pct, " %"),
                                signed_interval(p.full_pct, " %")));
    }
  }
  std::string incomes;
  for (auto const& e : w.economies) {
    auto const of = [&](double pct) {
      return (pct < 0 ? "−" : "+") + usd(std::abs(pct) / 100 * e.gdp_usd);
    };
    auto const& pct = e.real_income_pct;
    incomes += fmt::format("{} {} {} ({} to {})", incomes.empty() ? "" : ";", e.code, of(pct.best),
                           of(pct.low), of(pct.high));
  }
  return out + detail(fmt::format("Real income, USD of {} a year:{}", w.year, incomes));
}

std::string cost_text(impact_answer const& a) {
  if (a.costs.empty()) {
    return {};
  }
  bounded<double> sum;
  for (auto const& c : a.costs) {
    sum += *c.usd;
  }
  auto out = fmt::format("\nInvestment {} USD ({} to {}), as stated", usd(sum.best), usd(sum.low),
                         usd(sum.high));
  interval saved;
  auto assumed = false;
  for (auto const& p : a.pairs) {
    if (p.saved_usd) {
      saved += *p.saved_usd;
      assumed = assumed || p.shares_assumed;
    }
  }
  out += fmt::format("; saved on today's trade {} USD a year ({} to {})", usd(saved.best),
                     usd(saved.low), usd(saved.high));
  if (assumed) {
    return wrapped(out + ". No payback is told: what goes of each good is assumed", kColumns, 0) +
           "\n";
  }
  if (saved.best > 0) {
    out += fmt::format(": {} years", plain(sum.best / saved.best));
  }
  return wrapped(out, kColumns, 0) + "\n";
}

std::string tornado_text(impact_answer const& a) {
  if (a.tornado.empty()) {
    return {};
  }
  auto out = fmt::format("\nWhat moves it most: {} ({})\n", a.tornado_of, usd(a.tornado_best));
  for (std::size_t i = 0; i < std::min<std::size_t>(a.tornado.size(), 8); ++i) {
    auto const& m = a.tornado[i];
    out +=
        fmt::format("   {} {} to {}\n", left_in(m.name, 42), right_in(usd(m.low), 10), usd(m.high));
  }
  return out;
}

std::string parameters_text(impact_answer const& a) {
  auto const& t = a.day_value;
  auto const& e = a.elasticity;
  return "\n" +
         wrapped(fmt::format("Leaving {}. A day costs {:.2f} % of the goods' value ({:.1f} to "
                             "{:.1f}), trade elasticity {:.2f} ({:.2f} to {:.2f}); {} draws, seed "
                             "{}; in brackets P10 to P90.",
                             in_words(a.asked.depart), 100 * t.value.best, 100 * t.value.low,
                             100 * t.value.high, e.value.best, e.value.low, e.value.high,
                             a.asked.draws, a.asked.seed),
                 kColumns, 0) +
         "\n";
}

}  // namespace

std::string to_text(impact_answer const& a, std::size_t most, bool colour) {
  auto out = tinted(wrapped(first_line(a), kColumns, 0), tint::strong, colour);
  if (!a.no_effect.empty()) {
    return out + wrapped("It cannot be modelled. " + a.no_effect, kColumns, 0) + "\n";
  }
  out += wrapped(subjects_of(a) + " taken as kept, against the same without", kColumns, 0) + "\n";
  out += trade_text(a) + world_text(a) + cost_text(a);
  auto const rows = changing(a);
  if (!rows.empty()) {
    out += fmt::format("\n{}{}{}{}{}\n", left_in("flow", 39), right_in("days", 14),
                       right_in("USD/t", 15), right_in("kg CO2e/t", 17), right_in("borders", 9));
    for (std::size_t i = 0; i < std::min(most, rows.size()); ++i) {
      out += flow_text(*rows[i], colour);
    }
    if (rows.size() > most) {
      out += fmt::format("and {} more: --limit, --json\n", rows.size() - most);
    }
  }
  out += tornado_text(a);
  if (a.all.no_route > 0) {
    out += fmt::format("\n{} flows have no way with or without.\n", a.all.no_route);
  }
  for (auto const& f : a.flows) {
    if (f.is == outcome::refused) {
      out += wrapped(fmt::format("Not planned: {} ({})", f.of.id, f.problem), kColumns, 0) + "\n";
    }
  }
  return out + parameters_text(a);
}

}  // namespace karwan::impact
