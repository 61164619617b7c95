#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/serve/http.h"
#include "karwan/serve/limits.h"

// Sockets, threads and deadlines. All of Beast and Asio stands in server.cc, connection.cc and
// message.cc.
namespace karwan::serve {

// What is told of a request when it has been answered. It holds no header, body or query, in which
// secrets may be.
struct served_request {
  std::string_view id, method, path;  // the path as it was sent; blank where it was no request
  std::string_view client;            // address
  int status{0};                      // kClientGone: nobody was there to read it
  std::size_t bytes{0};               // of the body
  std::chrono::microseconds took{0};
};

struct server_options {
  std::string host{"127.0.0.1"};
  std::uint16_t port{8080};  // 0: the system picks one
  std::size_t threads{2};
  std::vector<std::string> proxies{};  // addresses whose X-Forwarded-For is believed
  limits caps{};
  // May the body of a request be as long as a document? Blank: of none.
  std::function<bool(std::string_view method, std::string_view target)> takes_document{};
  // Told of each request that no responder sees, from any thread: what is none is refused here.
  std::function<void(int status)> refused{[](int) {}};
  // Told of every request, from any thread, while the arguments live. May be blank.
  std::function<void(served_request const&)> served{};
};

// Serves until SIGINT or SIGTERM, then finishes the replies under way. `make_responder` is called
// for each thread. `listening` is called once, with the port; `stopped` once, when nothing is asked
// any more: no answer may come after it. Throws failure: bad_input (no such host), unavailable (the
// port is taken).
void run_server(
    server_options const&, std::function<responder()> const& make_responder,
    std::function<void(std::uint16_t port)> const& listening,
    std::function<void()> const& stopped = [] {});

}  // namespace karwan::serve
