#include "karwan/rules/charges.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>
#include <string_view>

#include "rules/at_border.h"

namespace karwan::rules {
namespace {

using network::arc_ix;
using network::cost_kind;

constexpr std::string_view kUsd = "USD";  // the currency in which networks tell costs
constexpr double kCentsInDollar = 100;

// As what the answer to a question of this kind is paid.
std::optional<cost_kind> paid_as(std::string_view question_kind) {
  constexpr std::array<std::pair<std::string_view, cost_kind>, 5> kPaid{{
      {"permit", cost_kind::permit},
      {"fee", cost_kind::road_fee},
      {"booking", cost_kind::road_fee},
      {"insurance", cost_kind::insurance},
      {"guarantee", cost_kind::guarantee},
  }};
  auto const at = std::ranges::find(kPaid, question_kind, &decltype(kPaid)::value_type::first);
  return at == kPaid.end() ? std::nullopt : std::optional{at->second};
}

std::optional<cost_kind> paid_as(rule_book const& book, rule const& r) {
  for (auto const& q : book.questions) {
    if (q.subject == "vehicle" && std::ranges::find(r.questions, q.entity) != r.questions.end()) {
      if (auto const kind = paid_as(q.kind)) {
        return kind;
      }
    }
  }
  return std::nullopt;
}

// Countries whose freight rates by road hold the costs of their borders.
std::set<network::country_ix> with_costs_in_rates(network::topology const& t,
                                                  network::metric const& m) {
  std::set<network::country_ix> out;
  for (auto const& part : m.cost_parts) {
    auto const& a = t.arcs[part.on];
    if (part.of == cost_kind::freight_with_fees && a.kind == network::arc_kind::link) {
      auto const& l = t.links[a.on];
      if (l.by == network::mode::road && t.places[l.from].in == t.places[l.to].in) {
        out.insert(t.places[l.from].in);
      }
    }
  }
  return out;
}

bounded<std::int64_t> cents_of(fee const& f, std::int64_t vehicles) {
  auto const times =
      kCentsInDollar * (f.unit == fee_unit::once ? 1.0 : static_cast<double>(vehicles));
  return {std::llround(f.amount.low * times), std::llround(f.amount.best * times),
          std::llround(f.amount.high * times)};
}

// Of charges on one arc that yield the same paper, the least.
void add(std::vector<charge>& out, charge const& next, std::vector<priced> const& all) {
  auto const& paper = all[next.rule].what.gives;
  auto const same = std::ranges::find_if(out, [&](charge const& c) {
    return c.on == next.on && !paper.empty() && all[c.rule].what.gives == paper && c.is == next.is;
  });
  if (same == out.end()) {
    out.push_back(next);
  } else if (next.cents.best < same->cents.best) {
    *same = next;
  }
}

}  // namespace

std::vector<priced> priced_rules(rule_book const& book) {
  std::vector<priced> out;
  for (auto const& r : book.rules) {
    if (r.does != effect::required || !r.costs) {
      continue;
    }
    if (auto const kind = paid_as(book, r)) {
      out.push_back({r, *kind});
    }
  }
  return out;
}

std::vector<charge> charges_on(network::topology const& t, network::metric const& m,
                               std::vector<priced> const& all, shipment const& trucks,
                               regime const& under) {
  std::vector<std::uint32_t> holding;
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    if (holds_but_for_border(all[i].what, trucks)) {
      holding.push_back(i);
    }
  }
  std::vector<charge> out;
  auto const in_rates = with_costs_in_rates(t, m);
  for (std::uint32_t i = 0; i < t.arcs.size() && !holding.empty(); ++i) {
    auto const ix = arc_ix{i};
    auto const& a = t.arcs[ix];
    if (a.kind != network::arc_kind::crossing || t.links[a.on].by != network::mode::road) {
      continue;
    }
    auto const& l = t.links[a.on];
    auto const into = t.places[a.reversed ? l.from : l.to].in;
    auto const at_home = trucks.carrier == t.countries[into].entity;
    for (auto const r : holding) {
      auto const& rule = all[r].what;
      if (at_home || !holds_on_entry(rule, t, ix, under)) {
        continue;
      }
      auto const held = rule.due == stage::border && in_rates.contains(into);
      auto const is = rule.costs->currency != kUsd ? charged::other_currency
                      : held                       ? charged::in_rates
                                                   : charged::added;
      add(out,
          {ix, r, is,
           is == charged::added ? cents_of(*rule.costs, m.vehicles) : bounded<std::int64_t>{}},
          all);
    }
  }
  return out;
}

}  // namespace karwan::rules
