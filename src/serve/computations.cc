#include "karwan/serve/computations.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "serve/answer_cache.h"

namespace karwan::serve {
namespace {

struct job {
  std::string key;
  request asked;
  std::vector<answer_taker> askers;
};

reply busy(std::chrono::seconds retry_after) {
  auto const seconds = std::to_string(retry_after.count());
  auto out = problem_reply({error_kind::unavailable,
                            "the server is computing as much as it can",
                            {},
                            "Ask again in " + seconds + " seconds"});
  out.headers.emplace_back("Retry-After", seconds);
  return out;
}

}  // namespace

struct computations::impl {
  impl(limits const& l, std::function<handler()> const& make) : caps{l}, cache{l.cache_bytes} {
    for (std::size_t i = 0; i < caps.computations; ++i) {
      threads.emplace_back([this, answer = make()] { work(answer); });
    }
  }

  // Until the end.
  void work(handler const& answer) {
    std::unique_lock held{lock};
    for (;;) {
      wake.wait(held, [&] { return ending || !queue.empty(); });
      if (ending) {
        return;
      }
      auto const mine = std::move(queue.front());
      queue.pop_front();
      ++count.running;
      held.unlock();
      auto const is = std::make_shared<reply const>(answer(mine->asked));
      held.lock();
      --count.running;
      ++count.computed;
      under_way.erase(mine->key);
      if (is->status == 200) {
        cache.keep(mine->key, is);
      }
      held.unlock();
      for (auto const& done : mine->askers) {
        done(*is);
      }
      held.lock();
    }
  }

  void end() {
    std::deque<std::shared_ptr<job>> left;
    {
      std::lock_guard const held{lock};
      ending = true;
      left.swap(queue);
    }
    wake.notify_all();
    for (auto const& j : left) {
      for (auto const& done : j->askers) {
        done(busy(caps.retry_after));
      }
    }
    threads.clear();
  }

  limits const caps;
  mutable std::mutex lock;  // of all below but the threads
  std::condition_variable wake;
  std::deque<std::shared_ptr<job>> queue;
  std::unordered_map<std::string, std::shared_ptr<job>> under_way;  // waiting or running
  answer_cache cache;
  figures count;
  bool ending{false};
  std::vector<std::jthread> threads;
};

computations::computations(limits const& l, std::function<handler()> const& make)
    : impl_{std::make_unique<impl>(l, make)} {}

computations::~computations() {
  impl_->end();
}

void computations::end() {
  impl_->end();
}

void computations::ask(std::string const& key, request const& q, answer_taker done) {
  auto& s = *impl_;
  std::unique_lock held{s.lock};
  if (auto const kept = s.cache.find(key)) {
    ++s.count.from_cache;
    held.unlock();
    done(*kept);
    return;
  }
  if (auto const it = s.under_way.find(key); it != s.under_way.end()) {
    ++s.count.joined;
    it->second->askers.push_back(std::move(done));
    return;
  }
  // Those that a thread is free for do not wait.
  auto const free = s.caps.computations - s.count.running;
  if (s.ending || s.queue.size() >= s.caps.waiting + free) {
    ++s.count.refused;
    held.unlock();
    done(busy(s.caps.retry_after));
    return;
  }
  auto j = std::make_shared<job>(job{key, q, {}});
  j->askers.push_back(std::move(done));
  s.under_way.emplace(key, j);
  s.queue.push_back(std::move(j));
  held.unlock();
  s.wake.notify_one();
}

computations::figures computations::now() const {
  std::lock_guard const held{impl_->lock};
  auto out = impl_->count;
  out.waiting = impl_->queue.size();
  out.cache_bytes = impl_->cache.bytes();
  return out;
}

}  // namespace karwan::serve
