#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "karwan/serve/http.h"

// Sockets, threads and deadlines. All of Beast and Asio stands in server.cc.
namespace karwan::serve {

// What one client can take of the server.
struct limits {
  std::uint32_t header_bytes{16 * 1024};  // request line and headers
  std::uint64_t body_bytes{1024 * 1024};  // read and dropped: nothing here takes a body
  std::size_t connections{1024};          // further ones are closed at once
  std::chrono::seconds header_deadline{10};
  std::chrono::seconds body_deadline{20};
  std::chrono::seconds write_deadline{30};
  std::chrono::seconds idle{60};     // between two requests of one connection
  std::chrono::seconds shutdown{5};  // for replies that are being written
};

struct server_options {
  std::string host{"127.0.0.1"};
  std::uint16_t port{8080};  // 0: the system picks one
  std::size_t threads{2};
  limits caps{};
};

// Serves until SIGINT or SIGTERM, then finishes the replies under way. `listening` is called once,
// with the port. Throws failure: bad_input (no such host), unavailable (the port is taken).
void run_server(server_options const&, std::function<handler()> const& make_handler,
                std::function<void(std::uint16_t port)> const& listening);

}  // namespace karwan::serve
