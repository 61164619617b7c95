#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "plan/warnings.h"

namespace karwan::plan {
namespace {

using network::cost_kind;

std::string amount_of(rules::fee const& f) {
  auto const& [low, best, high] = f.amount;
  return high > best ? fmt::format("{} {:.6g} to {:.6g}", f.currency, low, high)
                     : fmt::format("{} {:.6g}", f.currency, best);
}

// Fees that are stated and not added, for one of the reasons.
std::optional<warning> told_only(scene const& in, told const& one, rules::charged why,
                                 std::string_view reason) {
  std::set<std::uint32_t> seen;
  std::vector<std::string> fees;
  std::vector<record::statement_ix> behind;
  for (auto const& charges : one.charges) {
    for (auto const& c : charges) {
      if (c.is == why && seen.insert(c.rule).second) {
        auto const& rule = in.prices[c.rule].what;
        fees.push_back(fmt::format("{}, {}", rule.title, amount_of(*rule.costs)));
        behind.insert(behind.end(), rule.statements.begin(), rule.statements.end());
      }
    }
  }
  if (fees.empty()) {
    return std::nullopt;
  }
  return warning{warning_kind::not_included,
                 fmt::format("Not in the cost, for {}: {}", reason, fmt::join(fees, "; ")),
                 in.ids.of(std::move(behind))};
}

bool has_part(told const& one, cost_kind of) {
  return std::ranges::any_of(one.as.legs, [&](leg const& l) {
    return std::ranges::find(l.cost_parts, of, &decltype(l.cost_parts)::value_type::first) !=
           l.cost_parts.end();
  });
}

// Countries whose border is crossed by road, where the truck is not at home and no rule that holds
// states what its permit costs.
std::vector<std::string> without_permit_fee(scene const& in, task const& t, told const& one) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < one.as.legs.size(); ++i) {
    auto const& l = one.as.legs[i];
    auto const priced = std::ranges::any_of(one.charges[i], [&](rules::charge const& c) {
      return in.prices[c.rule].of == cost_kind::permit;
    });
    auto const abroad = l.kind == leg_kind::crossing && l.by == network::mode::road && !priced;
    if (!abroad) {
      continue;
    }
    auto const& country = in.topo.arcs[one.arcs[i]];
    auto const& link = in.topo.links[country.on];
    auto const into = in.topo.places[country.reversed ? link.from : link.to].in;
    auto const& iso = in.topo.countries[into].iso2;
    if (in.topo.countries[into].entity != t.carrier && std::ranges::find(out, iso) == out.end()) {
      out.push_back(iso);
    }
  }
  return out;
}

}  // namespace

std::vector<warning> not_included(scene const& in, task const& t, told const& one) {
  std::vector<warning> out;
  for (auto const& [why, reason] :
       {std::pair{rules::charged::in_rates,
                  "the freight rates of the country hold what its borders cost"},
        {rules::charged::other_currency, "the record has no rate to convert them"}}) {
    if (auto told = told_only(in, one, why, reason)) {
      out.push_back(std::move(*told));
    }
  }
  std::vector<std::string> parts;
  auto const permits = without_permit_fee(in, t, one);
  if (!permits.empty()) {
    parts.push_back(t.carrier ? fmt::format("permits of trucks in {} (no fee on record)",
                                            fmt::join(permits, ", "))
                              : "permits and fees of trucks (no carrier is said)");
  }
  if (!has_part(one, cost_kind::insurance)) {
    parts.push_back("insurance (no premium on record)");
  }
  parts.push_back("demurrage (no free time on record as a number)");
  parts.push_back("loading and unloading at the ends");
  parts.push_back("papers, duty and tax (karwan needs)");
  out.push_back(
      {warning_kind::not_included, fmt::format("Not in the cost: {}", fmt::join(parts, ", ")), {}});
  return out;
}

}  // namespace karwan::plan
