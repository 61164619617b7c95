#include <fmt/format.h>
#include <algorithm>

#include "karwan/plan/layout.h"
#include "karwan/plan/tour.h"
#include "plan/phrases.h"

namespace karwan::plan {
namespace {

constexpr std::size_t kCorridors = 4;
constexpr std::size_t kDateWidth = 13;

std::string heading(std::string_view text, bool colour) {
  return tinted(text, tint::strong, colour) + "\n";
}

std::string date_words(date_span const& on) {
  if (on == date_span{}) {
    return "not dated";
  }
  return on.first == day::min() ? "by " + to_string(on.last()) : to_string(on);
}

// When, what, and where it stands in the record.
std::string line_of(happening const& h, bool colour) {
  auto const indent = kDateWidth + 3;
  auto const mark = "[" + h.row_id + "]";
  auto text = wrapped(h.text + " " + mark, kColumns, indent);
  if (auto const at = text.rfind(mark); at != std::string::npos) {
    text.replace(at, mark.size(), tinted(mark, tint::faint, colour));
  }
  return "  " + left_in(date_words(h.on), kDateWidth) + " " + text + "\n";
}

std::string lines_of(std::vector<happening> const& all, bool colour) {
  std::string out;
  for (auto const& h : all) {
    out += line_of(h, colour);
  }
  return out.empty() ? "  The record tells nothing of it.\n" : out;
}

std::string countries_and_modes(journey const& j) {
  return countries_of(j) + "  " + modes_of(j);
}

double usd_per_tonne(journey const& j, answer const& a) {
  return static_cast<double>(j.cost.value.best) / 100 / a.carried.tonnes;
}

std::string figures(journey const& j, answer const& a) {
  return left_in(in_days(j.time.value), 20) + " " +
         left_in(in_usd_per_tonne(j.cost.value, a.carried.tonnes), 26);
}

// The fastest journey of each corridor, that is of each sequence of countries.
std::string corridors(answer const& a) {
  std::string out;
  std::vector<std::vector<std::string>> seen;
  for (auto const& j : a.journeys) {
    if (seen.size() == kCorridors || std::ranges::find(seen, j.countries) != seen.end()) {
      continue;
    }
    seen.push_back(j.countries);
    out += "  " + figures(j, a) + " " + countries_and_modes(j) + "\n";
  }
  return out.empty() ? "  There is no way.\n" : out;
}

std::string shut(answer const& a, bool colour) {
  std::string out;
  for (auto const& b : a.no_route ? *a.no_route : a.closures) {
    auto text = b.target_name;
    if (b.from) {
      text += " since " + to_string(*b.from);
    }
    if (b.last_confirmed) {
      text += fmt::format(", last confirmed {}", to_string(*b.last_confirmed));
    }
    if (b.age_days) {
      text += fmt::format(", {} days ago", *b.age_days);
    }
    out += "  " + tinted("shut", tint::bad, colour) + "  " +
           wrapped(fmt::format("{} [{}]", text, b.entity), kColumns, 8) + "\n";
  }
  return out;
}

// The fastest journey that only the kept promise allows; nullptr where it changes none.
journey const* gained(tour const& t) {
  auto const it = std::ranges::find_if(t.kept.journeys, [&](journey const& k) {
    return std::ranges::none_of(t.today.journeys, [&](journey const& j) { return j.id == k.id; });
  });
  return it == t.kept.journeys.end() ? nullptr : &*it;
}

std::string against(std::string_view label, journey const& now, journey const& then,
                    answer const& a) {
  auto const days = static_cast<double>(then.time.value.best - now.time.value.best) / 86400;
  auto const usd = usd_per_tonne(then, a) - usd_per_tonne(now, a);
  return fmt::format("  against today's {:<9} {:+.1f} days, {}${:.0f} a tonne\n", label, days,
                     usd < 0 ? "-" : "+", usd < 0 ? -usd : usd);
}

std::string change(tour const& t) {
  auto const* then = gained(t);
  if (then == nullptr) {
    return "  No journey of this case would change.\n";
  }
  auto out = "  " + figures(*then, t.kept) + " " + countries_and_modes(*then) + "\n";
  for (auto const& j : t.today.journeys) {
    for (auto const l : j.labels) {
      if (l == label::fastest || l == label::cheapest) {
        out += against(name_of(l), j, *then, t.today);
      }
    }
  }
  return out +
         fmt::format("  {} of its time and {} of its cost rest on assumptions: it is not built.\n",
                     in_share(then->time.assumed), in_share(then->cost.assumed));
}

}  // namespace

std::string to_text(tour const& t, bool colour) {
  auto const& a = t.today;
  auto out = heading(fmt::format("{}, {:.6g} t, {} → {}: the record as of {}",
                                 a.product ? a.product->name : "Any goods", a.carried.tonnes,
                                 a.from.name, a.to.name, to_string(a.today)),
                     colour);
  out += heading("What was asked and promised", colour) + lines_of(t.promised, colour);
  out += heading("What came of the way: " + t.project, colour) + lines_of(t.came_of_it, colour);
  out += heading("How to get there today, by corridor", colour) + corridors(a) + shut(a, colour);
  out += heading("What the promise would change, were it kept today: " + t.project, colour) +
         change(t);
  out += "Each [id] and its source: karwan record show ID. Border by border: karwan plan " +
         a.from.id + " " + a.to.id + "\n";
  return out;
}

}  // namespace karwan::plan
