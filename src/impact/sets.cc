#include "karwan/impact/sets.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "impact/assess.h"
#include "impact/shapley.h"

namespace karwan::impact {
namespace {

// Dollars a year of all pairs together, for one stance and the choices at it.
pair_result sum_of(std::vector<pair_basis> const& pairs, std::vector<studied> const& flows,
                   stance const& at, std::vector<choice> const& choices, study const& over) {
  pair_result out;
  for (auto const& p : pairs) {
    auto const one = result_of(p, flows, at, choices, over.day_value(), over.elasticity());
    out.usd += one.usd;
    out.saved_usd += one.saved_usd;
  }
  return out;
}

totals totals_of(std::vector<pair_basis> const& pairs, std::vector<studied> const& flows,
                 study const& over) {
  totals out;
  for (auto const& f : flows) {
    if (f.changes()) {
      out.days += f.best.taken[1]->days - f.best.taken[0]->days;
      out.usd_t += f.best.taken[1]->usd_t - f.best.taken[0]->usd_t;
    }
    out.opened += f.told.is == outcome::opened ? 1 : f.told.is == outcome::lost ? -1 : 0;
  }
  auto const best = choices_at(flows, stance::best(), over.day_value());
  auto const sum = sum_of(pairs, flows, stance::best(), best, over);
  out.saved_usd = sum.saved_usd;
  out.trade_usd = sum.usd;
  return out;
}

// Pairs are added up within each draw: what they have in common does not cancel between them.
void add_dollars(std::vector<pair_basis> const& pairs, std::vector<studied> const& flows,
                 study const& over, impact_question const& q, ranked& to) {
  if (std::ranges::none_of(pairs, [](auto const& p) { return p.told.base_usd.has_value(); })) {
    return;
  }
  std::vector<double> saved, trade;
  auto const moves =
      std::ranges::any_of(flows, [](auto const& f) { return f.choose && !f.unmoved; });
  for (std::uint32_t n = 0; moves && n < q.draws; ++n) {
    over.check();
    auto const sum = sum_of(pairs, flows, stance::draw(q.seed, n), choices_drawn(flows, n), over);
    saved.push_back(sum.saved_usd);
    trade.push_back(sum.usd);
  }
  to.saved_usd = interval_of(to.together.saved_usd, std::move(saved));
  to.trade_usd = interval_of(to.together.trade_usd, std::move(trade));
}

// Those that have effects; of the same worlds together.
std::vector<std::vector<subject>> alike_of(std::vector<subject> all) {
  std::erase_if(all, [](subject const& s) { return s.worlds.empty(); });
  std::ranges::stable_sort(all, {}, [](subject const& s) { return s.kind != "project"; });
  std::vector<std::vector<subject>> out;
  for (auto& s : all) {
    auto const same = std::ranges::find_if(
        out, [&](auto const& alike) { return alike.front().worlds == s.worlds; });
    (same == out.end() ? out.emplace_back() : *same).push_back(std::move(s));
  }
  return out;
}

ranked rank(study& over, impact_question const& q, std::vector<subject> const& alike) {
  ranked out;
  auto view = q.view;
  view.as_of = q.depart;
  for (auto const& s : alike) {
    out.are.push_back({s.id, s.title, q.from});
    if (auto cost = cost_of(over.record(), view, s.id)) {
      out.costs.push_back(std::move(*cost));
    }
  }
  auto const flows = over.against({{alike.front().id, q.from}}, telling::changes);
  auto const pairs = pairs_of(over, flows, q);
  out.all = summed_up(flows);
  out.together = totals_of(pairs, flows, over);
  add_dollars(pairs, flows, over, q, out);
  return out;
}

std::vector<totals> totals_of_subsets(study& over, impact_question const& q,
                                      std::vector<record::world_choice> const& members,
                                      watch const& by) {
  std::vector<totals> out(std::size_t{1} << members.size());
  steps counted{by, out.size() - 1};
  for (std::size_t set = 1; set < out.size(); ++set) {
    std::vector<record::world_choice> worlds;
    for (std::size_t i = 0; i < members.size(); ++i) {
      if ((set >> i & 1U) != 0) {
        worlds.push_back(members[i]);
      }
    }
    auto const flows = over.against(worlds, telling::changes);
    out[set] = totals_of(pairs_of(over, flows, q), flows, over);
    counted.one_done();
  }
  return out;
}

}  // namespace

ranking rank_all(std::function<record::store()> const& open, impact_question const& q,
                 watch const& by) {
  study over{open, q, by};
  ranking out;
  out.asked = q;
  out.record_version = over.record().version(q.view);
  auto view = q.view;
  view.as_of = q.depart;
  auto known = list_effects(over.record(), over.names(), view);
  out.covered = std::move(known.covered);
  auto const sets = alike_of(std::move(known.subjects));
  steps counted{by, sets.size()};
  for (auto const& alike : sets) {
    auto const& one = out.entries.emplace_back(rank(over, q, alike));
    out.flows = one.all.flows;
    out.by_saved = one.saved_usd.has_value() || out.by_saved;
    counted.one_done();
  }
  std::ranges::stable_sort(out.entries, {}, [](ranked const& r) {
    auto const& t = r.together;
    return std::tuple{-t.saved_usd, -t.opened, t.days};
  });
  return out;
}

sharing share_out(std::function<record::store()> const& open, impact_question const& q,
                  watch const& by) {
  if (q.subjects.size() < 2 || q.subjects.size() > kMostShared) {
    throw failure{{error_kind::bad_input,
                   fmt::format("what {} do cannot be shared out", q.subjects.size()), "ID",
                   fmt::format("Name 2 to {} projects or commitments", kMostShared)}};
  }
  auto at_best = q;  // nothing is drawn
  at_best.draws = 0;
  study over{open, at_best, by};
  auto const subjects = subjects_of(over, q);
  auto const of_subsets = totals_of_subsets(over, q, worlds_of(subjects), by);
  auto const values = shapley(of_subsets);
  sharing out{q, over.record().version(q.view), of_subsets.back(), {}};
  for (std::size_t i = 0; i < subjects.size(); ++i) {
    out.shares.push_back({subjects[i], of_subsets[std::size_t{1} << i], values[i]});
  }
  return out;
}

}  // namespace karwan::impact
