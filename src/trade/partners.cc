#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "karwan/base/text.h"
#include "karwan/trade/facts.h"
#include "trade/sides.h"

namespace karwan::trade {
namespace {

// Values of one kind may stand in one table.
using table_kind = std::tuple<day, day, std::string, std::string, std::string>;

table_kind kind_of(flow const& f) {
  return {f.period.first, f.period.end, f.basis, f.classification, f.code};
}

bool is_full_year(flow const& f) {
  return f.basis == "calendar_year" || f.basis == "fiscal_year";
}

result<direction> way_of(std::string const& text) {
  for (auto const d : {direction::exports, direction::imports, direction::turnover}) {
    if (text == name_of(d) || (text.empty() && d == direction::exports)) {
      return d;
    }
  }
  return fail(error_kind::bad_input, in_quotes(text) + " is not a choice here", "direction",
              "Choose among export, import, turnover");
}

direction other_side_of(direction d) {
  return d == direction::exports   ? direction::imports
         : d == direction::imports ? direction::exports
                                   : d;
}

bool same_goods(flow const& a, flow const& b) {
  return a.classification == b.classification && a.code == b.code;
}

// What the partner says of the same trade: of the same months, else of the full year that shares
// most days with them.
std::optional<mirrored> mirror_of(std::vector<flow> const& all, flow const& f) {
  flow const* best = nullptr;
  std::chrono::days shared{0};
  for (auto const& other : all) {
    if (other.reporter != f.partner || other.partner != f.reporter ||
        other.way != other_side_of(f.way) || !same_goods(other, f) ||
        !other.period.overlaps(f.period) || f.period.first == day::min() ||
        other.period.first == day::min()) {
      continue;
    }
    auto const same = other.period.first == f.period.first && other.period.end == f.period.end;
    if (!same && !(is_full_year(other) && is_full_year(f))) {
      continue;
    }
    auto const days =
        std::min(other.period.end, f.period.end) - std::max(other.period.first, f.period.first);
    if (best == nullptr || days > shared || (days == shared && goes_before(other, *best))) {
      best = &other;
      shared = days;
    }
  }
  if (best == nullptr) {
    return std::nullopt;
  }
  mirrored out{*best, best->period.first == f.period.first && best->period.end == f.period.end, {}};
  auto const is_value = [](flow const& x) {
    return x.usd > 0 && x.bound <= record::figure_bound::about;
  };
  if (is_value(f) && is_value(*best)) {
    out.ratio = f.usd / best->usd;
  }
  return out;
}

class table {
 public:
  table(std::vector<flow> const& all, partners_answer& out) : all_{all}, out_{out} {}

  // Those of one kind, one a partner.
  void fill(std::vector<flow> of_kind) {
    std::ranges::sort(of_kind, [](flow const& a, flow const& b) {
      return a.partner != b.partner ? a.partner < b.partner : goes_before(a, b);
    });
    for (auto& f : of_kind) {
      if (f.partner == kWorld) {
        if (!out_.world) {
          out_.world = std::move(f);
        }
      } else if (!out_.partners.empty() && out_.partners.back().said.partner == f.partner) {
        out_.partners.back().others.push_back(std::move(f));
      } else {
        out_.partners.push_back({std::move(f), {}, {}, {}});
      }
    }
    for (auto& p : out_.partners) {
      p.mirror = mirror_of(all_, p.said);
      if (out_.world && out_.world->usd > 0) {
        p.share = p.said.usd / out_.world->usd;
      }
    }
    std::ranges::stable_sort(out_.partners, [](stated_flow const& a, stated_flow const& b) {
      return a.said.partner_is_area != b.said.partner_is_area ? b.said.partner_is_area
                                                              : a.said.usd > b.said.usd;
    });
  }

 private:
  std::vector<flow> const& all_;
  partners_answer& out_;
};

std::size_t partners_in(std::vector<flow> const& flows) {
  std::set<std::string_view> out;
  for (auto const& f : flows) {
    if (!f.partner_is_area) {
      out.insert(f.partner);
    }
  }
  return out.size();
}

struct chosen {
  std::vector<flow> flows;
  std::vector<date_span> others;
};

// The kind with the most partners; of as many, the latest. A full year goes before a part of one.
chosen choose(std::map<table_kind, std::vector<flow>> kinds) {
  auto const rank = [](std::pair<table_kind const, std::vector<flow>> const& k) {
    auto const& f = k.second.front();
    auto const several = partners_in(k.second) >= 2;
    return std::tuple{several, is_full_year(f), f.is_total(), f.period.first,
                      partners_in(k.second)};
  };
  auto const best = std::ranges::max_element(
      kinds, [&](auto const& a, auto const& b) { return rank(a) < rank(b); });
  chosen out{best->second, {}};
  for (auto at = kinds.rbegin(); at != kinds.rend(); ++at) {
    auto const& p = at->second.front().period;
    if (p.first != day::min() && !(p == out.flows.front().period) &&
        (out.others.empty() || !(out.others.back() == p))) {
      out.others.push_back(p);
    }
  }
  return out;
}

}  // namespace

result<partners_answer> find_partners(record::store const& from, record::name_index const& names,
                                      partners_question const& q, record::view_spec const& view) {
  record::reading const one_state{from};
  auto const all = read_flows(from, view);
  auto const country = side_of(names, all, q.country, "COUNTRY");
  auto const way = way_of(q.direction);
  auto const period =
      country ? period_of(from, view, *country, q.year) : result<date_span>{date_span{}};
  for (auto const* e : {country ? nullptr : &country.error(), way ? nullptr : &way.error(),
                        period ? nullptr : &period.error()}) {
    if (e != nullptr) {
      return tl::unexpected{*e};
    }
  }
  std::map<table_kind, std::vector<flow>> kinds;
  std::set<std::string> years;
  for (auto const& f : all) {
    auto const goods = q.product.empty() ? f.is_total() : is_of(f, q.product);
    if (f.reporter != *country || f.way != *way || !goods ||
        (!q.basis.empty() && !f.basis.starts_with(q.basis))) {
      continue;
    }
    years.insert(period_text(f.period));
    if (q.year.empty() || (f.period.first >= period->first && f.period.end <= period->end)) {
      kinds[kind_of(f)].push_back(f);
    }
  }
  if (kinds.empty()) {
    return fail(error_kind::not_found,
                fmt::format("the record has no such {} flows of {}{}", name_of(*way),
                            names.display_name(*country), q.year.empty() ? "" : " in " + q.year),
                "year",
                years.empty() ? "Ask for another country, direction or product"
                              : fmt::format("Periods that it has: {}", fmt::join(years, ", ")));
  }
  auto picked = choose(std::move(kinds));
  auto const& first = picked.flows.front();
  partners_answer out{*country,   *way,          first.basis,  first.classification,
                      first.code, first.product, first.period, {},
                      {},         picked.others};
  table{all, out}.fill(std::move(picked.flows));
  return out;
}

}  // namespace karwan::trade
