#pragma once

#include <cstddef>
#include <functional>
#include <mutex>
#include <stop_token>

// Of work that takes seconds: whoever waits for it is told how far it is, and may leave.
namespace karwan {

struct watch {
  std::stop_token stop{};  // asked to: nobody waits any more
  // So many of so many steps are done. Called by one thread at a time; must not throw. May be
  // blank.
  std::function<void(std::size_t done, std::size_t all)> progress{};

  // Throws failure (unavailable) where nobody waits any more. Quick: for the inside of loops.
  void check() const;
};

// The steps of one piece of work, for any number of threads.
class steps {
 public:
  steps(watch const& by, std::size_t all, std::size_t done = 0) : by_{by}, all_{all}, done_{done} {}

  void one_done();
  void expect(std::size_t all);  // where it turns out how many there are

 private:
  watch const& by_;
  std::mutex lock_;
  std::size_t all_, done_;
};

}  // namespace karwan
