#include "require/accession_text.h"

#include <algorithm>
#include <map>
#include <vector>

#include <fmt/format.h>

#include "karwan/plan/units.h"
#include "require/lines.h"
#include "require/phrases.h"

namespace karwan::require {
namespace {

std::string short_name(std::string const& instrument) {
  return upper(instrument.substr(instrument.find('-') + 1));
}

std::string what_of(plan::accession const& a) {
  switch (a.kind) {
    case plan::accession_kind::joins:
      return fmt::format("{} joins {}", upper(a.country), short_name(a.instrument));
    case plan::accession_kind::admits:
      return fmt::format("{} lets {} trucks in", upper(a.country), upper(a.who));
    case plan::accession_kind::through:
      return fmt::format("trucks go through between {} and {}", upper(a.country), upper(a.who));
  }
  return {};
}

std::string journeys(int n) {
  return fmt::format("{} journey{}", n, n == 1 ? "" : "s");
}

std::string gain_of(plan::accession const& a) {
  std::vector<std::string> out;
  if (a.opened > 0) {
    out.push_back("opens " + journeys(a.opened));
  }
  if (a.faster > 0) {
    out.push_back(fmt::format("{} faster by {} h in all", journeys(a.faster),
                              number(static_cast<double>(a.saved_s / 360) / 10)));
  }
  if (a.cheaper > 0) {
    out.push_back(fmt::format("{} cheaper by USD {} in all", journeys(a.cheaper),
                              number(static_cast<double>(a.saved_cents) / plan::kCentsPerUsd)));
  }
  return join(out, ", ");
}

bool is_tied(plan::accessions const& all, plan::accession const& a) {
  return std::ranges::count(all.all, a.rank, &plan::accession::rank) > 1;
}

// TIR: AE, IN; QTTA: UZ.
std::string without_effect(plan::accessions const& all) {
  std::map<std::string, std::vector<std::string>> joining;
  std::vector<std::string> out;
  for (auto const& a : all.all) {
    if (a.rank > 0) {
      continue;
    }
    if (a.kind == plan::accession_kind::joins) {
      joining[a.instrument].push_back(upper(a.country));
    } else {
      out.push_back(what_of(a));
    }
  }
  for (auto const& [instrument, who] : joining) {
    out.push_back(fmt::format("{} joined by {}", short_name(instrument), join(who, ", ")));
  }
  return join(out, "; ");
}

std::string unknown_of(plan::accessions const& all, record::name_index const& names) {
  std::vector<std::string> instruments, borders;
  for (auto const& u : all.unknown) {
    u.dwell ? borders.push_back(std::string{names.display_name(u.about)})
            : instruments.push_back(short_name(u.about));
  }
  std::string out;
  if (!instruments.empty()) {
    out += lines("   ", fmt::format("Not known: what joining {} changes on the way; no ban on "
                                    "record names them.",
                                    join(instruments, ", ")));
  }
  if (!borders.empty()) {
    out += lines("   ", fmt::format("Not known: what {} takes without the change of trucks; its "
                                    "hours were measured with it.",
                                    join(borders, ", ")));
  }
  return out;
}

}  // namespace

std::string accession_text(plan::accessions const& all, record::name_index const& names,
                           bool colour) {
  auto out = heading("Which one accession or permit would help most", colour);
  if (all.flows == 0) {
    return out + lines("   ", "Not known: the record has no basket of flows to plan.");
  }
  out += lines("   ", fmt::format("{} flows of the basket by road and ferry, in trucks of where "
                                  "they start and of where they end: {}, {} without any way. "
                                  "Trucks run under what both countries and theirs are party to.",
                                  all.flows, journeys(all.journeys), all.no_way));
  for (auto const& a : all.all) {
    if (a.rank > 0) {
      out += lines(fmt::format("  {:>3} ", fmt::format("{}{}", is_tied(all, a) ? "=" : "", a.rank)),
                   fmt::format("{}: {}", what_of(a), gain_of(a)));
    }
  }
  if (all.all.empty() || all.all.front().rank == 0) {
    out += lines("   ", "None of those tried opens or shortens any.");
  }
  if (auto const nothing = without_effect(all); !nothing.empty()) {
    out += lines("   ", "These would change nothing: " + nothing + ".");
  }
  return out + unknown_of(all, names);
}

}  // namespace karwan::require
