#include "karwan/require/schedule.h"

#include <algorithm>
#include <limits>

namespace karwan::require {
namespace {

constexpr auto kNever = std::numeric_limits<double>::infinity();

class arranger {
 public:
  explicit arranger(std::vector<task> const& tasks)
      : tasks_{tasks}, end_(tasks.size(), kNever), rank_(tasks.size(), tasks.size()) {
    // Ends only grow along chains, so what can end first among what is ready ends then for good.
    for (std::size_t n = 0; n < tasks_.size(); ++n) {
      auto best = kNever;
      std::size_t which = tasks_.size();
      for (std::size_t t = 0; t < tasks_.size(); ++t) {
        if (rank_[t] == tasks_.size()) {
          if (auto const e = end_if_ready(t); e < best) {
            best = e;
            which = t;
          }
        }
      }
      if (which == tasks_.size()) {
        return;  // the rest wait for each other
      }
      end_[which] = best;
      rank_[which] = n;
    }
  }

  schedule run(std::vector<std::vector<std::size_t>> const& goals) {
    schedule out;
    out.ends.resize(tasks_.size());
    out.latest.resize(tasks_.size());
    for (std::size_t t = 0; t < tasks_.size(); ++t) {
      if (end_[t] < kNever) {
        out.ends[t] = end_[t];
      }
    }
    std::vector<std::size_t> roots;
    for (std::size_t g = 0; g < goals.size(); ++g) {
      if (goals[g].empty()) {
        continue;
      }
      auto const root = first_of(goals[g]);
      if (end_[root] == kNever) {
        out.goals_never.push_back(g);
        continue;
      }
      roots.push_back(root);
      out.days = std::max(out.days, end_[root]);
    }
    collect(roots, out);
    follow_critical(roots, out);
    return out;
  }

 private:
  // The alternative that ends first, the first found of those that end alike.
  std::size_t first_of(std::vector<std::size_t> const& any) const {
    return *std::ranges::min_element(any, [&](auto a, auto b) {
      return std::pair{end_[a], rank_[a]} < std::pair{end_[b], rank_[b]};
    });
  }

  double end_if_ready(std::size_t t) const {
    double begins = 0;
    for (auto const& input : tasks_[t].inputs) {
      if (!input.empty()) {
        begins = std::max(begins, end_[first_of(input)]);
      }
    }
    return begins + tasks_[t].days;
  }

  // What the roots need, and how late each may begin: backwards, dependents first.
  void collect(std::vector<std::size_t> const& roots, schedule& out) const {
    std::vector<double> latest_end(tasks_.size(), kNever);
    for (auto const r : roots) {
      latest_end[r] = out.days;
    }
    std::vector<std::size_t> by_rank;
    for (std::size_t t = 0; t < tasks_.size(); ++t) {
      if (rank_[t] < tasks_.size()) {
        by_rank.push_back(t);
      }
    }
    std::ranges::sort(by_rank, std::greater{}, [&](auto t) { return rank_[t]; });
    for (auto const t : by_rank) {
      if (latest_end[t] == kNever) {
        continue;  // not needed
      }
      out.order.push_back(t);
      out.latest[t] = latest_end[t] - tasks_[t].days;
      for (auto const& input : tasks_[t].inputs) {
        if (!input.empty()) {
          auto& e = latest_end[first_of(input)];
          e = std::min(e, *out.latest[t]);
        }
      }
    }
    std::ranges::sort(out.order, {}, [&](auto t) { return std::pair{*out.latest[t], rank_[t]}; });
  }

  void follow_critical(std::vector<std::size_t> const& roots, schedule& out) const {
    if (roots.empty() || out.days <= 0) {
      return;
    }
    auto const at = std::ranges::max_element(roots, {}, [&](auto t) { return end_[t]; });
    for (auto t = *at;;) {
      out.critical.push_back(t);
      std::size_t next = tasks_.size();
      for (auto const& input : tasks_[t].inputs) {
        if (input.empty()) {
          continue;
        }
        auto const i = first_of(input);
        if (end_[i] > 0 && (next == tasks_.size() || end_[i] > end_[next])) {
          next = i;
        }
      }
      if (next == tasks_.size()) {
        break;
      }
      t = next;
    }
    std::ranges::reverse(out.critical);
  }

  std::vector<task> const& tasks_;
  std::vector<double> end_;
  std::vector<std::size_t> rank_;  // in which they end; as many as there are: never
};

}  // namespace

schedule arrange(std::vector<task> const& tasks,
                 std::vector<std::vector<std::size_t>> const& goals) {
  return arranger{tasks}.run(goals);
}

}  // namespace karwan::require
