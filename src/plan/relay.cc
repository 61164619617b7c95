#include "plan/relay.h"

namespace karwan::plan {
namespace {

using namespace network;

template <typename T>
std::vector<T> twice(std::vector<T> const& all) {
  auto out = all;
  out.insert(out.end(), all.begin(), all.end());
  return out;
}

}  // namespace

bool leaves_truck(topology const& t, arc const& a) {
  auto const to = t.nodes[a.head].on;
  return a.kind == arc_kind::transfer && t.nodes[a.tail].on == mode::road && to != mode::road &&
         to != mode::ferry;
}

relay::relay(topology const& t, network::metric const& m, std::vector<std::uint32_t> rule_of,
             std::vector<rules::charge> const& charges)
    : of_{m},
      nodes_{static_cast<std::uint32_t>(t.nodes.size())},
      arcs_{static_cast<std::uint32_t>(t.arcs.size())},
      rule_of_{std::move(rule_of)},
      first_out_{t.first_out},
      head_{twice(t.head)},
      opens_{twice(m.opens)},
      duration_s_{twice(m.duration_s)},
      cost_cents_{twice(m.cost_cents)},
      emissions_g_{twice(m.emissions_g)},
      borders_{twice(m.borders)} {
  for (std::uint32_t n = 1; n <= nodes_; ++n) {
    first_out_.push_back(t.first_out[n] + arcs_);
  }
  auto const known = m.change.time && m.change.cost;
  for (std::uint32_t a = 0; a < arcs_; ++a) {
    head_[arcs_ + a] += nodes_;
    auto const barred = rule_of_[a] != kNoRule;
    if (barred || m.exchanges[a] || leaves_truck(t, t.arcs[arc_ix{a}])) {
      head_[a] += nodes_;
    }
    if (m.exchanges[a]) {
      rule_of_[a] = kNoRule;  // all change there, and it is in the border's time and cost
    } else if (barred && duration_s_[a] != route::kBarred) {
      duration_s_[a] = known ? duration_s_[a] + m.change.time->amount.best : route::kBarred;
      cost_cents_[a] += known ? m.change.cost->amount.best : 0;
    }
  }
  for (auto const& c : charges) {
    if (head_[*c.on] < nodes_) {  // in the truck that is charged also beyond the border
      cost_cents_[*c.on] += c.cents.best;
    }
  }
}

route::metric relay::metric() const {
  return {.duration_s = duration_s_,
          .cost_cents = cost_cents_,
          .emissions_g = emissions_g_,
          .borders = borders_,
          .opens = opens_,
          .first_window = of_.first_window,
          .windows = of_.windows};
}

}  // namespace karwan::plan
