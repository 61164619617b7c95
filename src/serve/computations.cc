#include "karwan/serve/computations.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <functional>
#include <iterator>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "serve/answer_cache.h"

namespace karwan::serve {
namespace {

reply busy(std::chrono::seconds retry_after) {
  auto const seconds = std::to_string(retry_after.count());
  auto out = problem_reply({error_kind::unavailable,
                            "the server is computing as much as it can",
                            {},
                            "Ask again in " + seconds + " seconds"});
  out.headers.emplace_back("Retry-After", seconds);
  return out;
}

reply given_up() {
  return problem_reply({error_kind::unavailable, "the client has gone", {}, "Ask again"},
                       kClientGone, "client_gone");
}

}  // namespace

struct computations::impl {
  struct job;

  // Who waits for a job. The lock is that of all computations.
  struct asker {
    asker(answer_taker d, watch w) : done{std::move(d)}, by{std::move(w)} {}

    answer_taker done;
    watch by;
    job* of{nullptr};  // null: not yet, or not any more
    bool has_left{false};
    std::optional<std::stop_callback<std::function<void()>>> on_leave{};
  };

  struct job {
    std::string key;
    request asked;
    std::vector<std::shared_ptr<asker>> askers{};
    std::stop_source stop{};
  };

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
      running.insert(mine);
      held.unlock();
      auto const is = std::make_shared<reply const>(answer(mine->asked));
      held.lock();
      running.erase(mine);
      ++(mine->askers.empty() ? count.abandoned : count.computed);
      if (is->status == 200) {
        cache.keep(mine->key, is);
      }
      auto askers = detach(*mine);
      held.unlock();
      answer_all(std::move(askers), *is);
      held.lock();
    }
  }

  // Without the lock, which somebody who leaves just now may wait for.
  static void answer_all(std::vector<std::shared_ptr<asker>> const askers, reply const& is) {
    for (auto const& a : askers) {
      a->done(is);
    }
  }

  // Those who wait for it, who cannot leave it from now on. The lock is held.
  std::vector<std::shared_ptr<asker>> detach(job& mine) {
    forget(mine);
    for (auto const& a : mine.askers) {
      a->of = nullptr;
    }
    return std::exchange(mine.askers, {});
  }

  // It can be joined no more. The lock is held.
  void forget(job const& mine) {
    auto const it = under_way.find(mine.key);
    if (it != under_way.end() && it->second.get() == &mine) {
      under_way.erase(it);
    }
  }

  void tell(job const& mine, std::size_t done, std::size_t all) {
    std::lock_guard const held{lock};
    for (auto const& a : mine.askers) {
      if (a->by.progress) {
        a->by.progress(done, all);
      }
    }
  }

  // Nobody waits for it: it is not begun, or stopped. The lock is held.
  void abandon(job& mine) {
    forget(mine);
    auto const waiting = std::ranges::find(queue, &mine, [](auto const& j) { return j.get(); });
    if (waiting == queue.end()) {
      mine.stop.request_stop();
      return;
    }
    ++count.abandoned;
    queue.erase(waiting);
  }

  void leave(asker& who) {
    std::shared_ptr<asker> gone;
    {
      std::lock_guard const held{lock};
      who.has_left = true;
      if (who.of == nullptr) {
        return;
      }
      auto& mine = *std::exchange(who.of, nullptr);
      auto const at = std::ranges::find(mine.askers, &who, [](auto const& a) { return a.get(); });
      gone = std::move(*at);
      mine.askers.erase(at);
      if (mine.askers.empty()) {
        abandon(mine);
      }
    }
    gone->done(given_up());
  }

  // The lock is held.
  static void join(job& mine, std::shared_ptr<asker> const& who) {
    who->of = &mine;
    mine.askers.push_back(who);
  }

  // The lock is held.
  job& begin(std::string const& key, request const& q) {
    auto mine = std::make_shared<job>(job{key, q, {}, {}});
    mine->asked.by = {mine->stop.get_token(),
                      [this, of = mine.get()](auto done, auto all) { tell(*of, done, all); }};
    mine->asked.ahead = {};
    under_way.emplace(key, mine);
    queue.push_back(mine);
    return *mine;
  }

  void end() {
    std::vector<std::shared_ptr<asker>> left;
    {
      std::lock_guard const held{lock};
      ending = true;
      for (auto const& j : std::exchange(queue, {})) {
        std::ranges::move(detach(*j), std::back_inserter(left));
      }
      for (auto const& j : running) {
        j->stop.request_stop();
      }
    }
    wake.notify_all();
    answer_all(std::move(left), busy(caps.retry_after));
    threads.clear();
  }

  limits const caps;
  mutable std::mutex lock;  // of all below but the threads
  std::condition_variable wake;
  std::deque<std::shared_ptr<job>> queue;
  std::set<std::shared_ptr<job>> running;
  std::unordered_map<std::string, std::shared_ptr<job>> under_way;  // waiting or running, not left
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
  auto const who = std::make_shared<impl::asker>(std::move(done), q.by);
  who->on_leave.emplace(q.by.stop, [&s, w = who.get()] { s.leave(*w); });
  std::unique_lock held{s.lock};
  auto const at_once = [&](reply const& is) {
    held.unlock();
    who->done(is);
  };
  if (who->has_left) {
    return at_once(given_up());
  }
  if (auto const kept = s.cache.find(key)) {
    ++s.count.from_cache;
    return at_once(*kept);
  }
  if (auto const it = s.under_way.find(key); it != s.under_way.end()) {
    ++s.count.joined;
    return s.join(*it->second, who);
  }
  // Those that a thread is free for do not wait.
  auto const free = s.caps.computations - s.running.size();
  if (s.ending || s.queue.size() >= s.caps.waiting + free) {
    ++s.count.refused;
    return at_once(busy(s.caps.retry_after));
  }
  s.join(s.begin(key, q), who);
  held.unlock();
  s.wake.notify_one();
}

computations::figures computations::now() const {
  std::lock_guard const held{impl_->lock};
  auto out = impl_->count;
  out.running = impl_->running.size();
  out.waiting = impl_->queue.size();
  out.cache_bytes = impl_->cache.bytes();
  return out;
}

}  // namespace karwan::serve
