#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <unordered_set>
#include <vector>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "karwan/serve/server.h"
#include "serve/request_ids.h"
#include "serve/turns.h"

// The threads of the server, and what their connections share.
namespace karwan::serve {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

inline constexpr auto kTuple = asio::as_tuple(asio::use_awaitable);

using clock = std::chrono::steady_clock;

// What its thread knows of a connection.
struct guest {
  tcp::socket socket;
  clock::time_point until{clock::time_point::max()};  // then it is closed
  bool is_asked_for{false};                           // it may send its next request
};

// One thread with its own event loop, handler and connections.
struct worker {
  std::unordered_set<guest*> guests;  // outlives the loop, which may end with some of them
  asio::io_context loop{1};
  asio::steady_timer tick{loop};
  turns to_answer{loop};
  responder answer;
  request_ids ids;
  bool stopping{false};

  void end_if_empty() {
    if (stopping && guests.empty()) {
      tick.cancel();
    }
  }
};

using pool = std::vector<std::unique_ptr<worker>>;

// What the connections of all threads share; outlives their loops. `main` is the first worker's.
struct shared {
  server_options const& with;
  std::atomic<std::size_t> connections{0};
  std::atomic<std::size_t> large_bodies{0};  // that are coming
  asio::io_context* main{nullptr};
  std::optional<asio::steady_timer> deadline{};  // of the shutdown; only touched on main

  void end_early() {
    if (deadline && connections == 0) {
      deadline->cancel();
    }
  }
  void left() {
    if (--connections == 0 && main != nullptr) {
      asio::post(*main, [this] { end_early(); });
    }
  }
};

}  // namespace karwan::serve
