#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <utility>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace karwan::serve {

// Whose question is answered next: the one of those on a loop that has waited longest. Between two
// of them the loop looks after its sockets once, so that an answer that is too large to be sent at
// once waits for one other question, not for all. For the loop's thread alone; outlived by the
// loop.
class turns {
 public:
  explicit turns(boost::asio::io_context& loop) : loop_{loop} {}

  // Ends when it is the caller's turn, which lasts until the caller waits for something else.
  boost::asio::awaitable<void> mine() {
    namespace asio = boost::asio;
    return asio::async_initiate<asio::use_awaitable_t<> const&, void()>(
        [this](auto resume) {
          // Shared, as a std::function is copied and what resumes a coroutine is not.
          auto const once = std::make_shared<decltype(resume)>(std::move(resume));
          waiting_.push_back([once] { std::move (*once)(); });
          if (waiting_.size() == 1) {
            asio::post(loop_, [this] { next(); });
          }
        },
        asio::use_awaitable);
  }

 private:
  void next() {
    auto const first = std::move(waiting_.front());
    first();
    waiting_.pop_front();  // only now: who comes meanwhile must not post this a second time
    if (!waiting_.empty()) {
      boost::asio::post(loop_, [this] { next(); });
    }
  }

  boost::asio::io_context& loop_;
  std::deque<std::function<void()>> waiting_;
};

}  // namespace karwan::serve
