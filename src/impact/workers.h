#pragma once

#include <atomic>
#include <exception>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "karwan/base/watch.h"
#include "karwan/plan/planner.h"

// Threads, each with its own view of one state of the record.
namespace karwan::impact {

struct worker {
  explicit worker(record::store&& opened)
      : store{std::move(opened)}, one_state{store}, plan{store} {}
  record::store store;
  record::reading one_state;
  plan::planner plan;
};

class workers {
 public:
  // Throws failure: what `open` throws; unavailable where the record changes meanwhile.
  workers(std::function<record::store()> const& open, unsigned jobs,
          std::vector<std::string> const& layers) {
    for (unsigned i = 0; i < std::max(jobs, 1U); ++i) {
      all_.push_back(std::make_unique<worker>(open()));
      if (all_.back()->store.version(layers) != first().store.version(layers)) {
        throw failure{
            {error_kind::unavailable, "the record changes while it is opened", {}, "Try again"}};
      }
    }
  }

  worker& first() const { return *all_.front(); }

  // Calls each(worker, i) for i in [0, n), each i once, on whichever thread is free, until nobody
  // watches. What is thrown is thrown again here, of several the one of the first worker.
  template <typename Each>
  void run(std::size_t n, watch const& by, Each const& each) {
    std::atomic<std::size_t> next{0};
    std::vector<std::exception_ptr> faults(all_.size());
    auto const work = [&](std::size_t w) {
      try {
        for (auto i = next++; i < n; i = next++) {
          by.check();
          each(*all_[w], i);
        }
      } catch (...) {
        faults[w] = std::current_exception();
        next = n;
      }
    };
    {
      std::vector<std::jthread> threads;
      for (std::size_t w = 1; w < all_.size(); ++w) {
        threads.emplace_back(work, w);
      }
      work(0);
    }
    for (auto const& fault : faults) {
      if (fault) {
        std::rethrow_exception(fault);
      }
    }
  }

 private:
  std::vector<std::unique_ptr<worker>> all_;
};

}  // namespace karwan::impact
