#include "karwan/route/dijkstra.h"

#include <algorithm>
#include <bit>

#include "route/entry.h"

namespace karwan::route {

namespace {

// A bucket is a small part of an arc's mean weight wide, so that few nodes are in one.
constexpr double kBucketsPerArc = 128;

}  // namespace

void dijkstra::assign(graph g, direction d) {
  adjacent_.assign(g, d);
  nodes_.assign(adjacent_.nodes() + 1, {kUnreached, 0, kNoArc});
  arcs_.clear();
}

// What a node's arcs need stands in one place, in the order in which it is read.
template <typename Weight>
void dijkstra::pack(Weight const& weight_of) {
  arcs_.resize(adjacent_.arcs());
  std::uint32_t n = 0;
  double sum = 0;
  for (node v = 0; v < adjacent_.nodes(); ++v) {
    nodes_[v].first = n;
    for (auto const [other, id] : adjacent_.of(v)) {
      auto const weight = weight_of(id);
      if (weight != kBarred) {
        sum += static_cast<double>(weight < 0 ? 0 : weight);
        arcs_[n++] = {weight, other, id};
      }
    }
  }
  nodes_.back().first = n;
  arcs_.resize(n);
  auto const width = static_cast<std::uint64_t>(sum / std::max(n, 1U) / kBucketsPerArc);
  shift_ = static_cast<unsigned>(std::bit_width(width));
}

void dijkstra::weigh(std::span<std::int64_t const> weight) {
  pack([&](arc a) { return weight[a]; });
}

void dijkstra::weigh(metric const& m) {
  metric_ = m;
  timed_.clear();
  pack([&](arc a) {
    auto const duration = m.duration_s[a];
    if (duration == kBarred || !is_timed(m, a)) {
      return duration;
    }
    timed_.push_back({duration, m.opens[a], queue_of(m, a)});
    return ~static_cast<std::int64_t>(timed_.size() - 1);
  });
}

std::int64_t dijkstra::left_at(std::int64_t weight, std::int64_t t) const {
  auto const& a = timed_[static_cast<std::size_t>(~weight)];
  return left_after(metric_, a.duration, a.opens, a.queue, t);
}

void dijkstra::run(std::span<node const> sources, std::int64_t first) {
  for (auto& v : nodes_) {
    v.distance = kUnreached;
    v.via = kNoArc;
  }
  queue_.reset(first, shift_);
  for (auto const s : sources) {
    nodes_[s].distance = first;
    queue_.push({first, s, kNoArc});
  }
  auto const wanted = [this](entry const& e) {
    auto const& v = nodes_[e.at];
    __builtin_prefetch(arcs_.data() + v.first);
    return e.key == v.distance;
  };
  for (entry e; queue_.take(e, wanted);) {
    auto& at = nodes_[e.at];
    if (e.key != at.distance) {
      continue;
    }
    at.via = e.via;
    for (auto i = at.first; i < nodes_[e.at + 1].first; ++i) {
      auto const& [weight, other, id] = arcs_[i];
      auto const reached = weight >= 0 ? e.key + weight : left_at(weight, e.key);
      if (reached < nodes_[other].distance) {
        nodes_[other].distance = reached;
        queue_.push({reached, other, id});
      }
    }
  }
}

}  // namespace karwan::route
