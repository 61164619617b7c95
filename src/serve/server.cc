#include "karwan/serve/server.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

#include "serve/client_address.h"
#include "serve/connection.h"
#include "serve/worker.h"

namespace karwan::serve {
namespace {

constexpr std::chrono::milliseconds kTick{250};  // between two looks at the deadlines

// Deadlines are seconds long: one clock for all of a thread's connections is enough, where a timer
// each would cost a call of the system per request.
asio::awaitable<void> watch_clock(worker& own) {
  for (;;) {
    own.tick.expires_after(kTick);
    if (auto [e] = co_await own.tick.async_wait(kTuple); e) {
      co_return;
    }
    auto const now = clock::now();
    for (auto* g : own.guests) {
      if (g->until < now) {
        error_code ignored;
        g->socket.close(ignored);
      }
    }
  }
}

asio::awaitable<void> accept_all(tcp::acceptor& acceptor, pool& workers, shared& all) {
  for (std::size_t turn = 0;; turn = (turn + 1) % workers.size()) {
    auto& own = *workers[turn];
    auto [e, socket] = co_await acceptor.async_accept(own.loop, kTuple);
    if (e == asio::error::operation_aborted || !acceptor.is_open()) {
      co_return;
    }
    if (e) {  // out of descriptors, mostly: give the open connections time to end
      asio::steady_timer pause{acceptor.get_executor(), std::chrono::milliseconds{50}};
      co_await pause.async_wait(kTuple);
      continue;
    }
    if (all.connections >= all.with.caps.connections) {
      continue;  // closes the socket
    }
    ++all.connections;
    asio::co_spawn(own.loop, serve_connection(std::move(socket), own, all), asio::detached);
  }
}

tcp::acceptor listen(asio::io_context& loop, server_options const& o) {
  error_code e;
  auto const address = asio::ip::make_address(o.host == "localhost" ? "127.0.0.1" : o.host, e);
  if (e) {
    throw failure{{error_kind::bad_input, "it is not an IP address: " + o.host, "--host",
                   "Name an address of this machine, for example 127.0.0.1 or ::"}};
  }
  tcp::endpoint const at{address, o.port};
  tcp::acceptor out{loop};
  out.open(at.protocol(), e);
  if (!e) {
    out.set_option(asio::socket_base::reuse_address{true}, e);
  }
  if (!e) {
    out.bind(at, e);
  }
  if (!e) {
    out.listen(asio::socket_base::max_listen_connections, e);
  }
  if (e) {
    throw failure{{error_kind::unavailable,
                   fmt::format("cannot listen on {} port {}: {}", o.host, o.port, e.message()),
                   "--port", "Choose another port; 0 lets the system pick one"}};
  }
  return out;
}

void check_proxies(std::vector<std::string> const& all) {
  for (auto const& p : all) {
    if (client_address(p, {}, {}).empty()) {
      throw failure{{error_kind::bad_input, "it is not an IP address: " + p, "--proxy",
                     "Name the address from which the proxy connects, for example 127.0.0.1"}};
    }
  }
}

// Ends what waits, leaves what is being written.
void stop(worker& own) {
  own.stopping = true;
  for (auto* g : own.guests) {
    if (g->is_asked_for) {
      error_code ignored;
      g->socket.cancel(ignored);
    }
  }
  own.end_if_empty();
}

using keep_alive = asio::executor_work_guard<asio::io_context::executor_type>;

void shut_down(pool& workers, std::vector<keep_alive>& alive, shared& all) {
  for (auto& w : workers) {
    asio::post(w->loop, [&own = *w] { stop(own); });
  }
  alive.clear();
  all.deadline.emplace(*all.main, all.with.caps.shutdown);
  all.deadline->async_wait([&workers](error_code e) {
    if (!e) {
      for (auto& w : workers) {
        w->loop.stop();
      }
    }
  });
  all.end_early();
}

}  // namespace

void run_server(server_options const& o, std::function<responder()> const& make_responder,
                std::function<void(std::uint16_t port)> const& listening,
                std::function<void()> const& stopped) {
  std::signal(SIGPIPE, SIG_IGN);
  check_proxies(o.proxies);
  shared all{.with = o};
  pool workers;
  std::vector<keep_alive> alive;
  for (std::size_t i = 0; i < std::max<std::size_t>(o.threads, 1); ++i) {
    auto& w = *workers.emplace_back(std::make_unique<worker>());
    w.answer = make_responder();
    alive.push_back(asio::make_work_guard(w.loop));
    asio::co_spawn(w.loop, watch_clock(w), asio::detached);
  }
  auto& main = workers.front()->loop;
  all.main = &main;
  auto acceptor = listen(main, o);
  asio::co_spawn(main, accept_all(acceptor, workers, all), asio::detached);
  asio::signal_set signals{main, SIGINT, SIGTERM};
  signals.async_wait([&](error_code, int) {
    acceptor.close();
    shut_down(workers, alive, all);
  });

  listening(acceptor.local_endpoint().port());
  std::vector<std::jthread> threads;
  for (std::size_t i = 1; i < workers.size(); ++i) {
    threads.emplace_back([&own = *workers[i]] { own.loop.run(); });
  }
  main.run();
  threads.clear();
  stopped();
  all.main = nullptr;
  all.deadline.reset();
}

}  // namespace karwan::serve
