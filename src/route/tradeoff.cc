#include "karwan/route/tradeoff.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "karwan/route/bucket_queue.h"
#include "karwan/route/dijkstra.h"
#include "route/check.h"
#include "route/frontier.h"

namespace karwan::route {

struct tradeoff_searcher::engine {
  engine() = default;
  engine(engine const&) = delete;
  engine& operator=(engine const&) = delete;
  virtual ~engine() = default;
  virtual tradeoffs run(tradeoff_query const&, double eps) = 0;
};

namespace {

constexpr auto kNone = std::numeric_limits<std::uint32_t>::max();
constexpr std::int64_t kBucketsUsed = 2048;  // from the first point of the front to the last

template <std::size_t K>
class engine_of final : public tradeoff_searcher::engine {
 public:
  engine_of(graph, std::span<std::span<std::int64_t const> const> sums);
  tradeoffs run(tradeoff_query const&, double eps) override;

 private:
  using sums = std::array<std::int64_t, K>;
  using rest = std::array<std::int64_t, K - 1>;  // all but the first

  struct way_on {
    sums cost;
    node head;  // one past the last node where the arc is barred
  };
  struct spot {
    sums least;               // no way on to the target costs less; kUnreached where there is none
    std::int64_t by_first;    // two sums: the second along the way that is least in the first
    std::uint32_t first_out;  // into ways_
    frontier<K - 1> settled;
  };
  struct label {
    arc by;
    std::uint32_t parent;
  };
  // What a label has spent and needs at least: the first sum is the key.
  struct entry {
    std::int64_t key;
    rest others;
    node at;
    std::uint32_t label;
    friend bool operator<(entry const& a, entry const& b) {
      return a.key != b.key         ? a.key < b.key
             : a.others != b.others ? a.others < b.others
                                    : a.label < b.label;
    }
  };
  // A label, and from where it stands on the way that is least in one sum.
  struct solution {
    sums total;
    std::uint32_t label;  // kNone: none, from the start
    node at;
    std::size_t by;
  };

  void prepare(tradeoff_query const&, double eps);
  void make_bounds(node to);
  sums along(node from, std::size_t by) const;
  std::int64_t second_by_first(node);
  rest stretched(rest) const;
  bool is_found(std::int64_t first, rest const&) const;
  void expand(entry const&, sums const& spent);
  bool finish(entry const&, sums const& spent);
  tradeoff told(solution const&) const;
  tradeoffs answer() const;

  std::vector<way_on> ways_;  // by arc
  std::vector<spot> spots_;   // by node, and one past the last
  std::array<dijkstra, K> backward_;
  std::vector<label> labels_;
  bucket_queue<entry> queue_;
  std::vector<solution> solutions_;
  std::size_t seeds_{0};  // of the solutions, those known before the search
  frontier<K - 1> found_;
  std::vector<node> chain_;
  node from_{0}, to_{0};
  double eps_{0};
  std::int64_t most_first_{0};  // no point of the front has a larger first sum
  std::size_t max_labels_{0};
  bool cut_{false};
};

template <std::size_t K>
engine_of<K>::engine_of(graph g, std::span<std::span<std::int64_t const> const> all) {
  auto const nodes = static_cast<node>(g.nodes());
  ways_.resize(g.arcs());
  for (arc a = 0; a < g.arcs(); ++a) {
    auto const barred = all[0][a] == kBarred;
    ways_[a].head = barred ? nodes : g.head[a];
    for (std::size_t i = 0; i < K; ++i) {
      ways_[a].cost[i] = barred ? 0 : all[i][a];
    }
  }
  spots_.resize(g.nodes() + 1);
  for (std::size_t v = 0; v < spots_.size(); ++v) {
    spots_[v].first_out = g.first_out[v];
    spots_[v].least.fill(kUnreached);
  }
  std::vector<std::int64_t> weight(g.arcs());
  for (std::size_t i = 0; i < K; ++i) {
    for (arc a = 0; a < g.arcs(); ++a) {
      weight[a] = all[0][a] == kBarred ? kBarred : all[i][a];
    }
    backward_[i].assign(g, direction::backward);
    backward_[i].weigh(weight);
  }
}

template <std::size_t K>
void engine_of<K>::make_bounds(node to) {
  for (std::size_t i = 0; i < K; ++i) {
    backward_[i].run(std::array{to});
    auto const least = backward_[i].distance();
    for (std::size_t v = 0; v < least.size(); ++v) {
      spots_[v].least[i] = least[v];
    }
  }
  for (auto& s : spots_) {
    s.settled.clear();
    s.by_first = kUnreached;
  }
  spots_[to].by_first = 0;
}

template <std::size_t K>
typename engine_of<K>::sums engine_of<K>::along(node from, std::size_t by) const {
  sums total{};
  for (auto v = from; v != to_; v = ways_[backward_[by].via()[v]].head) {
    auto const& cost = ways_[backward_[by].via()[v]].cost;
    for (std::size_t i = 0; i < K; ++i) {
      total[i] += cost[i];
    }
  }
  return total;
}

// Each node is walked once a run.
template <std::size_t K>
std::int64_t engine_of<K>::second_by_first(node v) {
  auto const via = backward_[0].via();
  chain_.clear();
  for (; spots_[v].by_first == kUnreached; v = ways_[via[v]].head) {
    chain_.push_back(v);
  }
  auto sum = spots_[v].by_first;
  for (auto i = chain_.rbegin(); i != chain_.rend(); ++i) {
    sum += ways_[via[*i]].cost[1];
    spots_[*i].by_first = sum;
  }
  return sum;
}

template <std::size_t K>
void engine_of<K>::prepare(tradeoff_query const& q, double eps) {
  from_ = q.from;
  to_ = q.to;
  eps_ = eps;
  max_labels_ = std::min<std::size_t>(q.max_labels, kNone);
  cut_ = false;
  labels_.clear();
  solutions_.clear();
  found_.clear();
  make_bounds(to_);
  most_first_ = kUnreached;
  seeds_ = 0;
  auto const& start = spots_[from_].least;
  if (start[0] == kUnreached) {
    return;
  }
  auto last = start[0];
  for (std::size_t i = 0; i < K; ++i) {
    auto const total = along(from_, i);
    last = std::max(last, total[0]);
    if (eps_ > 0) {
      solutions_.push_back({total, kNone, from_, i});
    }
  }
  seeds_ = solutions_.size();
  if (K == 2) {
    most_first_ = last;
  }
  auto const width = static_cast<std::uint64_t>((last - start[0]) / kBucketsUsed);
  queue_.reset(start[0], static_cast<unsigned>(std::bit_width(width)));
}

// What a point may be at most to stand for one of these sums.
template <std::size_t K>
typename engine_of<K>::rest engine_of<K>::stretched(rest r) const {
  if (eps_ > 0) {
    for (auto& each : r) {
      each += static_cast<std::int64_t>(eps_ * static_cast<double>(each));
    }
  }
  return r;
}

// Whether a solution stands for what a label can become. Those found by labels were found in the
// order of the first sum, which need not be compared.
template <std::size_t K>
bool engine_of<K>::is_found(std::int64_t first, rest const& others) const {
  auto const most = stretched(others);
  if (found_.covers(most)) {
    return true;
  }
  auto const most_first = first + static_cast<std::int64_t>(eps_ * static_cast<double>(first));
  return std::any_of(solutions_.begin(), solutions_.begin() + static_cast<std::ptrdiff_t>(seeds_),
                     [&](solution const& s) {
                       bool all = s.total[0] <= most_first;
                       for (std::size_t i = 1; i < K; ++i) {
                         all &= s.total[i] <= most[i - 1];
                       }
                       return all;
                     });
}

// With two sums, what is spent and the way that is least in the first make a point with the least
// first sum that is still to come: it bounds the second long before a label stands at the target.
// True where nothing better can come of the label.
template <std::size_t K>
bool engine_of<K>::finish(entry const& e, sums const& spent) {
  auto total = spent;
  if constexpr (K == 2) {
    total = {e.key, spent[1] + second_by_first(e.at)};
    if (found_.covers({total[1]})) {
      return false;
    }
    if (solutions_.size() > seeds_ && solutions_.back().total[0] == e.key) {
      solutions_.pop_back();
    }
  } else if (e.at != to_) {
    return false;
  }
  rest others;
  std::copy(total.begin() + 1, total.end(), others.begin());
  found_.add(others);
  solutions_.push_back({total, e.label, e.at, 0});
  return others == e.others;
}

template <std::size_t K>
void engine_of<K>::expand(entry const& e, sums const& spent) {
  for (auto a = spots_[e.at].first_out; a < spots_[e.at + 1].first_out; ++a) {
    auto const& way = ways_[a];
    auto& next = spots_[way.head];
    if (next.least[0] == kUnreached || spent[0] + way.cost[0] + next.least[0] > most_first_) {
      continue;
    }
    rest others, spent_others;
    for (std::size_t i = 1; i < K; ++i) {
      spent_others[i - 1] = spent[i] + way.cost[i];
      others[i - 1] = spent_others[i - 1] + next.least[i];
    }
    auto const key = spent[0] + way.cost[0] + next.least[0];
    if (next.settled.covers(spent_others) || is_found(key, others)) {
      continue;
    }
    if (labels_.size() >= max_labels_) {
      cut_ = true;
      return;
    }
    queue_.push({key, others, way.head, static_cast<std::uint32_t>(labels_.size())});
    labels_.push_back({a, e.label});
  }
}

template <std::size_t K>
tradeoffs engine_of<K>::run(tradeoff_query const& q, double eps) {
  prepare(q, eps);
  auto const& start = spots_[from_].least;
  if (start[0] == kUnreached) {
    return {{}, eps, false, 0};
  }
  entry first{start[0], {}, from_, kNone};
  std::copy(start.begin() + 1, start.end(), first.others.begin());
  queue_.push(first);
  auto const wanted = [this](entry const& e) {
    __builtin_prefetch(&spots_[e.at]);
    return !is_found(e.key, e.others);
  };
  for (entry e; !cut_ && queue_.take(e, wanted);) {
    auto& here = spots_[e.at];
    sums spent{e.key - here.least[0]};
    rest spent_others;
    for (std::size_t i = 1; i < K; ++i) {
      spent[i] = e.others[i - 1] - here.least[i];
      spent_others[i - 1] = spent[i];
    }
    if (here.settled.covers(spent_others) || is_found(e.key, e.others)) {
      continue;
    }
    here.settled.add(spent_others);
    if (!finish(e, spent)) {
      expand(e, spent);
    }
  }
  return answer();
}

template <std::size_t K>
tradeoff engine_of<K>::told(solution const& s) const {
  tradeoff t{{}, {}};
  std::copy(s.total.begin(), s.total.end(), t.total.begin());
  std::size_t arcs = 0;
  for (auto id = s.label; id != kNone; id = labels_[id].parent) {
    ++arcs;
  }
  for (auto v = s.at; v != to_; v = ways_[backward_[s.by].via()[v]].head) {
    ++arcs;
  }
  t.arcs.reserve(arcs);
  for (auto id = s.label; id != kNone; id = labels_[id].parent) {
    t.arcs.push_back(labels_[id].by);
  }
  std::reverse(t.arcs.begin(), t.arcs.end());
  for (auto v = s.at; v != to_; v = ways_[t.arcs.back()].head) {
    t.arcs.push_back(backward_[s.by].via()[v]);
  }
  return t;
}

template <std::size_t K>
tradeoffs engine_of<K>::answer() const {
  tradeoffs out{{}, eps_, cut_, labels_.size()};
  auto sorted = solutions_;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](auto const& a, auto const& b) { return a.total < b.total; });
  frontier<K - 1> told_so_far;
  told_so_far.clear();
  for (auto const& s : sorted) {
    rest others;
    std::copy(s.total.begin() + 1, s.total.end(), others.begin());
    if (!told_so_far.covers(others)) {
      told_so_far.add(others);
      out.front.push_back(told(s));
    }
  }
  return out;
}

template <std::size_t K>
std::unique_ptr<tradeoff_searcher::engine> engine_for(
    graph g, std::span<std::span<std::int64_t const> const> sums) {
  return std::make_unique<engine_of<K>>(g, sums);
}

}  // namespace

tradeoff_searcher::tradeoff_searcher(graph g) : graph_{g} {
  check(g);
}
tradeoff_searcher::~tradeoff_searcher() = default;
tradeoff_searcher::tradeoff_searcher(tradeoff_searcher&&) noexcept = default;

void tradeoff_searcher::weigh(std::span<std::span<std::int64_t const> const> sums) {
  if (sums.size() < kFewestSums || sums.size() > kMostSums) {
    throw std::invalid_argument{"sums: two to five are needed"};
  }
  for (auto const& each : sums) {
    if (each.size() != graph_.arcs()) {
      throw std::invalid_argument{"sums: an array's size is not the number of arcs"};
    }
    for (arc a = 0; a < each.size(); ++a) {
      if (sums[0][a] != kBarred && (each[a] < 0 || each[a] > kMaxCost)) {
        throw std::invalid_argument{"sums: a weight is below 0 or above 2^40"};
      }
    }
  }
  constexpr std::array kEngines{&engine_for<2>, &engine_for<3>, &engine_for<4>, &engine_for<5>};
  engine_ = kEngines[sums.size() - kFewestSums](graph_, sums);
  sums_ = sums.size();
}

tradeoffs tradeoff_searcher::run(tradeoff_query const& q) {
  auto const eps = q.eps.value_or(sums_ <= 3 ? 0 : kDefaultEps);
  if (q.from >= graph_.nodes() || q.to >= graph_.nodes()) {
    throw std::invalid_argument{"query: an end does not exist"};
  }
  if (!(eps >= 0 && eps <= 1)) {
    throw std::invalid_argument{"query: eps is not in 0..1"};
  }
  return engine_->run(q, eps);
}

}  // namespace karwan::route
