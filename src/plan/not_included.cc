#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "plan/sentences.h"
#include "plan/warnings.h"

namespace karwan::plan {
namespace {

using network::cost_kind;

said amount_of(rules::fee const& f) {
  auto const& [low, best, high] = f.amount;
  return high > best ? said_range(low, best, high, f.currency,
                                  fmt::format("{} {:.6g} to {:.6g}", f.currency, low, high))
                     : said_number(best, f.currency, fmt::format("{} {:.6g}", f.currency, best));
}

// Fees that are stated and not added, for one of the reasons.
std::optional<warning> told_only(scene const& in, told const& one, rules::charged why,
                                 sentence_code because) {
  std::set<std::uint32_t> seen;
  std::vector<said> fees;
  std::vector<record::statement_ix> behind;
  for (auto const& charges : one.charges) {
    for (auto const& c : charges) {
      if (c.is == why && seen.insert(c.rule).second) {
        auto const& rule = in.prices[c.rule].what;
        fees.push_back(told_as("fee", said_entity(rule.entity, rule.title).as("what"),
                               amount_of(*rule.costs).as("amount")));
        behind.insert(behind.end(), rule.statements.begin(), rule.statements.end());
      }
    }
  }
  if (fees.empty()) {
    return std::nullopt;
  }
  return warning{warning_kind::not_included,
                 told_as(because, said_list(std::move(fees), "; ").as("fees")),
                 in.ids.of(std::move(behind))};
}

said list_of(std::vector<std::string> const& iso2) {
  std::vector<said> out;
  for (auto const& each : iso2) {
    out.push_back(said_country(each));
  }
  return said_list(std::move(out), ", ");
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
  auto const add = [&](std::optional<warning> maybe) {
    if (maybe) {
      out.push_back(std::move(*maybe));
    }
  };
  add(told_only(in, one, rules::charged::in_rates, "fees_in_rates"));
  add(told_only(in, one, rules::charged::other_currency, "fees_unconverted"));
  std::vector<said> parts;
  auto const permits = without_permit_fee(in, t, one);
  if (!permits.empty()) {
    parts.push_back(t.carrier ? told_as("permits_unpriced", list_of(permits).as("where"))
                              : told_as("permits_no_carrier"));
  }
  if (!has_part(one, cost_kind::insurance)) {
    parts.push_back(told_as("no_insurance"));
  }
  for (auto const& part : {sentence_code{"no_demurrage"}, sentence_code{"no_handling_at_ends"},
                           sentence_code{"no_papers"}}) {
    parts.push_back(told_as(part));
  }
  out.push_back({warning_kind::not_included,
                 told_as("not_in_cost", said_list(std::move(parts), ", ").as("parts")),
                 {}});
  return out;
}

}  // namespace karwan::plan
