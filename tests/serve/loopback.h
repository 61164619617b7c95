#pragma once

#include <algorithm>
#include <csignal>
#include <functional>
#include <future>
#include <string>
#include <thread>
#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "karwan/serve/server.h"

namespace karwan::serve {

// A plain socket, so that what goes over the wire is what the test writes.
class client {
 public:
  explicit client(std::uint16_t port) : socket_{::socket(AF_INET, SOCK_STREAM, 0)} {
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    timeval const patience{10, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    EXPECT_EQ(::connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to), 0);
  }
  client(client const&) = delete;
  client& operator=(client const&) = delete;
  ~client() { ::close(socket_); }

  void send(std::string const& text) const {
    ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
  }
  // Until the text is there or the server closes.
  std::string read_until(std::string const& mark) {
    while (got_.find(mark) == std::string::npos) {
      char buffer[4096];
      auto const n = ::recv(socket_, buffer, sizeof buffer, 0);
      if (n <= 0) {
        break;
      }
      got_.append(buffer, static_cast<std::size_t>(n));
    }
    return std::exchange(got_, {});
  }
  // One reply with a Content-Length; blank: the server closed before its end.
  std::string read_reply() {
    auto head = read_until("\r\n\r\n");
    auto const end = head.find("\r\n\r\n");
    auto const length = head.find("Content-Length: ");
    if (end == std::string::npos || length == std::string::npos) {
      return {};
    }
    auto const size = end + 4 + std::stoul(head.substr(length + 16));
    for (char buffer[4096]; head.size() < size;) {
      auto const n = ::recv(socket_, buffer, std::min(sizeof buffer, size - head.size()), 0);
      if (n <= 0) {
        return {};
      }
      head.append(buffer, static_cast<std::size_t>(n));
    }
    return head;
  }
  std::string read_all() { return read_until("\x01never\x01"); }

 private:
  int socket_;
  std::string got_;
};

inline bool is_listening(std::uint16_t port) {
  auto const s = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(port);
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  auto const yes = ::connect(s, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0;
  ::close(s);
  return yes;
}

// A server on a port of its own, ended as a service is.
class running {
 public:
  explicit running(std::function<responder()> make, server_options o = {}) {
    o.port = 0;
    std::promise<std::uint16_t> up;
    thread_ = std::jthread{[&up, make = std::move(make), o] {
      run_server(o, make, [&up](std::uint16_t p) { up.set_value(p); });
    }};
    port = up.get_future().get();
  }
  ~running() { stop(); }
  void stop() {
    if (thread_.joinable()) {
      std::raise(SIGTERM);
      thread_.join();
    }
  }

  std::uint16_t port{0};

 private:
  std::jthread thread_;
};

}  // namespace karwan::serve
