#include "impact/choice.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

#include "karwan/plan/units.h"

namespace karwan::impact {
namespace {

using plan::kCentsPerUsd;
using plan::kSecondsPerDay;

bounded<double> scaled(bounded<std::int64_t> const& v, double per) {
  return {static_cast<double>(v.low) / per, static_cast<double>(v.best) / per,
          static_cast<double>(v.high) / per};
}

}  // namespace

std::uint32_t chooser::thing_of(plan::weighed_step const& s) {
  auto const at = std::ranges::find(things_, s.luck, &thing::luck);
  if (at != things_.end()) {
    return static_cast<std::uint32_t>(at - things_.begin());
  }
  things_.push_back({s.luck, {assumption::time, s.kind, s.by}, {assumption::cost, s.kind, s.by}});
  for (auto const& f : {things_.back().time, things_.back().cost}) {
    if (std::ranges::find(factors_, f) == factors_.end()) {
      factors_.push_back(f);
    }
  }
  return static_cast<std::uint32_t>(things_.size() - 1);
}

std::uint32_t chooser::part_of(plan::weighed_step const& s) {
  part const p{thing_of(s), scaled(s.spent_s, 1), scaled(s.cents, kCentsPerUsd)};
  auto const at = std::ranges::find(parts_, p);
  auto const n = static_cast<std::uint32_t>(at - parts_.begin());
  if (at == parts_.end()) {
    parts_.push_back(p);
  }
  return n;
}

chooser::chooser(offered const& flow)
    : tonnes_{flow.tonnes},
      value_usd_t_{flow.value_usd_t},
      goods_{flow.goods},
      duty_pct_{flow.duty_pct} {
  if (duty_pct_) {
    factors_.push_back({assumption::duty});
  }
  for (auto const s : kSides) {
    auto const& ways = flow.on(s);
    for (std::size_t i = 0; i < ways.size(); ++i) {
      if (!ways[i]) {
        continue;
      }
      prepared p{i, 0, {}};
      for (auto const& step : ways[i]->steps) {
        p.wait_s += static_cast<double>(step.wait_s);
        p.parts.push_back(part_of(step));
      }
      sides_[static_cast<std::size_t>(s)].push_back(std::move(p));
    }
  }
}

choice chooser::choose(stance const& at, bounded<double> const& day_value) const {
  std::vector<std::pair<double, double>> stands;  // of each thing: time, cost
  stands.reserve(things_.size());
  for (auto const& t : things_) {
    stands.emplace_back(at.of(t.time, t.luck), at.of(t.cost, t.luck));
  }
  struct taken {
    double s, usd;
  };
  std::vector<taken> takes;  // of each part
  takes.reserve(parts_.size());
  for (auto const& p : parts_) {
    auto const& [time, cost] = stands[p.thing];
    takes.push_back({value_at(p.s, time), value_at(p.usd, cost)});
  }
  auto const tau = value_at(day_value, at.of({assumption::day_value}, 0));
  auto const known = value_usd_t_.has_value();
  auto const value =
      known ? value_at(*value_usd_t_, at.of({assumption::goods_value}, goods_)) : 0.0;
  choice out;
  for (auto const s : kSides) {
    constexpr auto kNone = std::numeric_limits<double>::infinity();
    std::tuple least{kNone, kNone};
    auto& best = out.taken[static_cast<std::size_t>(s)];
    for (auto const& way : sides_[static_cast<std::size_t>(s)]) {
      double seconds = way.wait_s, usd = 0;
      for (auto const p : way.parts) {
        seconds += takes[p].s;
        usd += takes[p].usd;
      }
      auto const days = seconds / kSecondsPerDay, usd_t = usd / tonnes_;
      std::tuple const costs{usd_t + value * tau * days, days};
      if (costs < least) {
        least = costs;
        best = {way.way, days, usd_t};
      }
    }
  }
  if (known && out.taken[0] && out.taken[1]) {
    auto const delivered = [&](chosen_way const& w) {
      return std::log1p(w.usd_t / value) + std::log1p(tau * w.days);
    };
    out.log_delivered = delivered(*out.taken[1]) - delivered(*out.taken[0]);
    if (duty_pct_) {
      auto const stands = at.of({assumption::duty}, goods_);
      auto const levied = [&](bounded<double> const& pct) {
        return std::log1p(value_at(pct, stands) / kPercent);
      };
      *out.log_delivered += levied(duty_pct_->with) - levied(duty_pct_->without);
    }
  }
  return out;
}

}  // namespace karwan::impact
