#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "karwan/require/travel.h"
#include "require/lines.h"
#include "require/phrases.h"
#include "require/rides.h"

namespace karwan::require {
namespace {

std::string km_of(ride const& r) {
  return r.km > 0 ? fmt::format("{}{} km", r.geodesic ? "~" : "", number(std::round(r.km))) : "";
}

std::string when_of(ride const& r) {
  std::vector<std::string> out;
  if (!r.operated_by.empty()) {
    out.push_back(r.operated_by);
  }
  if (!r.timetable.empty()) {
    out.push_back(r.timetable);
  }
  if (!r.current || r.timetable.empty()) {
    out.emplace_back("no current timetable found");
  }
  return join(out, " · ");
}

std::string borders_of(ride const& r) {
  std::string out;
  if (!r.borders.empty()) {
    std::vector<std::string> names;
    std::ranges::transform(r.borders, std::back_inserter(names), &named::name);
    out += " · borders: " + join(names, ", ");
  }
  for (auto const& c : r.cautions) {
    out += " · " + c;
  }
  return out;
}

std::string state_of(ride const& r) {
  auto out = std::string{r.status == "running" ? "running" : "not known whether it runs"};
  if (r.evidence_on) {
    out += fmt::format(", last word {}", to_string(*r.evidence_on));
    out += *r.age_days > 0 ? fmt::format(" ({} days before)", *r.age_days) : "";
  } else {
    out += ", its source gives no date";
  }
  out += r.current ? "" : ": unconfirmed";
  out += r.fare ? fmt::format(" · fare {} {} ({})", r.fare_currency, number(*r.fare), r.fare_unit)
                : " · no fare found";
  out += r.hours ? fmt::format(" · {} h", number(*r.hours)) : " · time not stated";
  if (r.way_back) {
    out += " · only the other direction is stated: taken to go both ways";
  }
  if (!r.others.empty()) {
    out += " · also " + join(r.others, ", ");
  }
  return out + " [" + r.row + "]" + borders_of(r);
}

std::string costs_of(travel_way const& w) {
  std::vector<std::string> sums;
  for (auto const& f : w.fares) {
    sums.push_back(fmt::format("{} {}", f.currency, number(f.amount)));
  }
  auto out = sums.empty() ? std::string{"Fares: none found"} : "Fares found: " + join(sums, ", ");
  auto const bare = std::ranges::count_if(w.rides, [](ride const& r) { return !r.is_service(); });
  if (w.fares_unknown > 0 || bare > 0) {
    out += fmt::format("; {} of {} rides state none", w.fares_unknown + bare, w.rides.size());
  }
  if (w.hours > 0) {
    out += fmt::format(". Stated times: {} h", number(w.hours));
    out += w.hours_unknown > 0
               ? fmt::format("; {} of {} rides state none", w.hours_unknown, w.rides.size())
               : "";
  } else {
    out += ". Times: none stated";
  }
  return out + "; waits and changes are not in it";
}

bool is_entry(std::string_view kind) {
  return kind == "visa" || kind == "permit" || kind == "registration";
}

// Transit visas and the like, of countries on the way only.
std::string papers_of(travel_way const& w) {
  auto const& n = w.papers;
  auto const count = [&](rules::outcome o) {
    return std::ranges::count(n.findings, o, &finding::is);
  };
  auto out = fmt::format("Papers: {} required, {} not required, {} unknown",
                         count(rules::outcome::required), count(rules::outcome::not_required),
                         count(rules::outcome::unknown));
  for (auto const& f : n.findings) {
    auto const on_the_way =
        f.country && *f.country != w.countries.front().id && *f.country != w.countries.back().id;
    if (on_the_way && is_entry(f.kind)) {
      out +=
          fmt::format(". {} of {}: {}", f.title, upper(*f.country), spaced(rules::name_of(f.is)));
      out += f.is == rules::outcome::unknown ? ", ask " + ask_of(f) : "";
    }
  }
  return out;
}

std::string answer_of(finding const& f) {
  if (f.is == rules::outcome::unknown) {
    return fmt::format("unknown, {}; ask {}", why_of(f), ask_of(f));
  }
  auto out = std::string{spaced(rules::name_of(f.is))};
  for (auto const& r : f.rules) {
    if (r.holds == rules::truth::yes) {
      out += fmt::format(": {} [{}]", r.title, r.row_id);
    }
  }
  return out;
}

// What is the same whatever the way.
std::string ends_of(travel const& t, bool colour) {
  if (t.ways.empty()) {
    return "";
  }
  auto const& w = t.ways.front();
  auto out = heading("At home and at the destination", colour);
  for (auto const& f : w.papers.findings) {
    auto const at_an_end =
        f.country && (*f.country == w.countries.front().id || *f.country == w.countries.back().id);
    if (at_an_end && is_entry(f.kind)) {
      out += lines("   " + left_in(upper(*f.country), 4), f.title + ": " + answer_of(f));
    }
  }
  return out + lines("   ", time_of(w.papers)) + lines("   ", fees_of(w.papers)) + "\n";
}

std::string way_text(travel_way const& w, int place, bool colour) {
  std::vector<std::string> codes;
  std::ranges::transform(w.countries, std::back_inserter(codes),
                         [](named const& c) { return upper(c.id); });
  auto out = heading(fmt::format("{}  by {} · {}", place, network::name_of(w.by), join(codes, "›")),
                     colour);
  for (auto const& r : w.rides) {
    out += fmt::format("   {} {} {:>9}\n", left_in(network::name_of(r.by), 5),
                       strong(left_in(r.from.name + " → " + r.to.name, 52), colour), km_of(r));
    if (r.is_service()) {
      out += lines("         ", when_of(r));
      out += faint(lines("         ", state_of(r)), colour);
    } else {
      out += faint(lines("         ", "no service for people, fare or time found" + borders_of(r)),
                   colour);
    }
  }
  return out + lines("   ", costs_of(w)) + lines("   ", papers_of(w));
}

}  // namespace

std::string to_text(travel const& t, bool colour) {
  auto out = strong(fmt::format("{} → {} · {} · passport of {}", t.from.name, t.to.name,
                                t.asked.purpose, t.nationality.name),
                    colour) +
             fmt::format("\nleaves {}\n\n", in_words(t.depart));
  int place = 0;
  for (auto const& w : t.ways) {
    out += way_text(w, ++place, colour) + "\n";
  }
  for (auto const by : t.none_by) {
    out += fmt::format("No way by {} is open.\n\n", network::name_of(by));
  }
  out += ends_of(t, colour);
  if (!t.shut.empty()) {
    out += heading("Shut, or not known to run", colour);
    for (auto const& s : t.shut) {
      auto line = s.name + (s.why.empty() ? "" : ": " + s.why);
      line += s.from ? ", since " + to_string(*s.from) : "";
      line += s.to ? " until " + to_string(*s.to) : "";
      out += lines("   ", line + " [" + s.id + "]");
    }
    out += "\n";
  }
  auto const& n = t.nationality.id;
  return out +
         faint(lines("", fmt::format("A blank is unknown, never allowed: ask the carrier and "
                                     "the embassy. {} All papers of a way, step by step: karwan "
                                     "needs FROM TO --via COUNTRY --person --nationality {} "
                                     "--purpose {}.",
                                     ranking(), n, t.asked.purpose)),
               colour);
}

}  // namespace karwan::require
