#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "karwan/trade/facts.h"
#include "trade/sides.h"

namespace karwan::trade {
namespace {

// Only values that mean the same may be set off against each other.
using like_values = std::tuple<day, day, std::string, std::string>;

void take(std::optional<flow>& into, flow const& f) {
  if (!into || goes_before(f, *into)) {
    into = f;
  }
}

bool is_value(std::optional<flow> const& f) {
  return f && f->bound <= record::figure_bound::about;
}

std::optional<double> difference(std::optional<flow> const& a, std::optional<flow> const& b) {
  return is_value(a) && is_value(b) ? std::optional{a->usd - b->usd} : std::nullopt;
}

std::optional<double> ratio(std::optional<flow> const& a, std::optional<flow> const& b) {
  return is_value(a) && is_value(b) && a->usd > 0 && b->usd > 0 ? std::optional{a->usd / b->usd}
                                                                : std::nullopt;
}

balance_period period_made(std::vector<flow> const& flows, balance_answer const& of) {
  balance_period out;
  out.period = flows.front().period;
  out.basis = flows.front().basis;
  out.classification = flows.front().classification;
  books_of_period ours{of.country, {}, {}, {}, {}}, theirs{of.partner, {}, {}, {}, {}};
  for (auto const& f : flows) {
    auto& books = f.reporter == of.country ? ours : theirs;
    take(f.way == direction::exports   ? books.exports
         : f.way == direction::imports ? books.imports
                                       : books.turnover,
         f);
  }
  for (auto* b : {&ours, &theirs}) {
    b->balance = difference(b->exports, b->imports);
  }
  out.balance_of_exporters = difference(ours.exports, theirs.exports);
  out.exports_ratio = ratio(ours.exports, theirs.imports);
  out.imports_ratio = ratio(theirs.exports, ours.imports);
  for (auto* b : {&ours, &theirs}) {
    if (b->exports || b->imports || b->turnover) {
      out.books.push_back(std::move(*b));
    }
  }
  return out;
}

}  // namespace

result<balance_answer> find_balance(record::store const& from, record::name_index const& names,
                                    balance_question const& q, record::view_spec const& view) {
  record::reading const one_state{from};
  auto const all = read_flows(from, view);
  auto const country = side_of(names, all, q.country, "COUNTRY");
  auto const partner = side_of(names, all, q.partner, "PARTNER");
  if (!country || !partner) {
    return tl::unexpected{!country ? country.error() : partner.error()};
  }
  auto first = period_of(from, view, *country, q.from),
       last = period_of(from, view, *country, q.to);
  for (auto [limit, option] : {std::pair{&first, "from"}, std::pair{&last, "to"}}) {
    if (!*limit) {
      limit->error().place = option;
      return tl::unexpected{limit->error()};
    }
  }
  if (*country == *partner) {
    return fail(error_kind::bad_input, "it is the country itself", "PARTNER", "Name another");
  }
  balance_answer out{*country, *partner, {}};
  std::map<like_values, std::vector<flow>> kinds;
  for (auto const& f : all) {
    auto const between = (f.reporter == *country && f.partner == *partner) ||
                         (f.reporter == *partner && f.partner == *country);
    if (between && f.classification.starts_with("total") && f.period.first < last->end &&
        first->first < f.period.end) {
      kinds[{f.period.first, f.period.end, f.basis, f.classification}].push_back(f);
    }
  }
  if (kinds.empty()) {
    return fail(error_kind::not_found,
                fmt::format("the record has no trade of {} with {} in that time",
                            names.display_name(*country), names.display_name(*partner)),
                {}, "Ask for another pair or time");
  }
  for (auto const& [_, flows] : kinds) {
    out.periods.push_back(period_made(flows, out));
  }
  return out;
}

}  // namespace karwan::trade
