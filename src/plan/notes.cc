#include "plan/notes.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "karwan/plan/layout.h"
#include "plan/phrases.h"

namespace karwan::plan {
namespace {

std::string blocker_lines(std::vector<blocker> const& blockers) {
  std::string out;
  for (auto const& b : blockers) {
    out += "   " + wrapped(fmt::format("{}  [{}]", sentence_of(b), b.entity), kColumns, kIndent) +
           "\n";
  }
  return out;
}

// A warning that several journeys share is told once.
struct shared_warning {
  warning const* what;
  std::vector<int> journeys;
};

enum class part : std::uint8_t { news, ages, assumptions };

part part_of(warning const& w) {
  switch (w.kind) {
    case warning_kind::assumed:
      return part::assumptions;
    case warning_kind::stale:
    case warning_kind::back_cast:
      return part::ages;
    default:
      return part::news;
  }
}

std::vector<shared_warning> gathered(answer const& a, part which) {
  std::vector<shared_warning> out;
  auto const key = [](warning const& w) {
    return std::tie(w.about.empty() ? w.says.english : w.about, w.of_total);
  };
  auto const add = [&](warning const& w, int journey) {
    if (part_of(w) != which) {
      return;
    }
    auto const same = std::find_if(out.begin(), out.end(), [&](shared_warning const& s) {
      return s.what->kind == w.kind && key(*s.what) == key(w);
    });
    auto& into = same == out.end() ? out.emplace_back(shared_warning{&w, {}}) : *same;
    if (w.share > into.what->share) {
      into.what = &w;
    }
    if (journey > 0) {
      into.journeys.push_back(journey);
    }
  };
  for (auto const& w : a.warnings) {
    add(w, 0);
  }
  int number = 0;
  for (auto const& j : a.journeys) {
    ++number;
    for (auto const& w : j.warnings) {
      add(w, number);
    }
  }
  return out;
}

// Measurements far from the day asked for, all in one line for each side of it.
std::string old_measurements(answer const& a) {
  std::string out;
  auto const all = gathered(a, part::ages);
  for (auto const kind : {warning_kind::stale, warning_kind::back_cast}) {
    std::string line;
    for (auto const& s : all) {
      if (s.what->kind == kind) {
        line += (line.empty() ? "" : "; ") + s.what->about;
      }
    }
    if (!line.empty()) {
      auto const lead =
          kind == warning_kind::stale ? "Measured long before: " : "Measured only later: ";
      out += "   " + wrapped(lead + line, kColumns, kIndent) + "\n";
    }
  }
  return out;
}

}  // namespace

std::string closures_text(answer const& a, bool colour) {
  if (a.no_route) {
    auto out = tinted("No way leads there under these conditions.", tint::bad, colour) + "\n";
    if (a.no_route->empty()) {
      return out + "   Nothing that the record holds as closed or planned would open one.\n";
    }
    return out + rule("What blocks", colour) + blocker_lines(*a.no_route);
  }
  return a.closures.empty() ? ""
                            : rule("Shut on departure, and would have been used", colour) +
                                  blocker_lines(a.closures);
}

std::string warnings_text(answer const& a, bool colour) {
  auto const all = gathered(a, part::news);
  if (all.empty()) {
    return "";
  }
  auto out = rule("Know before you go", colour);
  for (auto const& [what, journeys] : all) {
    auto line = what->says.english;
    if (!journeys.empty() && journeys.size() < a.journeys.size()) {
      line += fmt::format(" ({})", fmt::join(journeys, ", "));
    }
    out += "   " + wrapped(line, kColumns, kIndent) + "\n";
  }
  return out;
}

std::string assumptions_text(answer const& a, bool colour) {
  constexpr std::size_t kTold = 8;
  auto all = gathered(a, part::assumptions);
  if (all.empty()) {
    return "";
  }
  std::stable_sort(all.begin(), all.end(), [](shared_warning const& x, shared_warning const& y) {
    return x.what->share > y.what->share;
  });
  auto out = rule("Assumed, for nobody has stated it: what rests on it at most", colour);
  for (std::size_t i = 0; i < std::min(kTold, all.size()); ++i) {
    auto const& w = *all[i].what;
    out += "   " + right_in(fmt::format("{} of {}", in_share(w.share), w.of_total), 18) + "   " +
           wrapped(w.about + ", " + w.detail, kColumns, 24) + "\n";
  }
  if (all.size() > kTold) {
    out += fmt::format("   {:21}and {} more, less each: --json\n", "", all.size() - kTold);
  }
  return out;
}

std::string freshness_text(answer const& a, bool colour) {
  constexpr std::size_t kTold = 3;
  auto const old = old_measurements(a);
  if (a.freshness.empty() && old.empty()) {
    return "";
  }
  auto out = rule("How old the evidence is", colour);
  for (std::size_t i = 0; i < std::min(kTold, a.freshness.size()); ++i) {
    auto const& e = a.freshness[i];
    auto line = e.says.english + (e.unconfirmed ? ", unconfirmed" : "");
    if (!e.ask.empty()) {
      line += "; ask: " + e.ask;
    }
    out += "   " + wrapped(line, kColumns, kIndent) + "\n";
  }
  return out + old;
}

}  // namespace karwan::plan
