#include "loopback.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

namespace karwan::bench {

loopback::loopback(std::uint16_t port) : socket_{::socket(AF_INET, SOCK_STREAM, 0)} {
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(port);
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int const on = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) {
    throw std::runtime_error{"the server does not listen"};
  }
}

loopback::~loopback() {
  ::close(socket_);
}

bool loopback::send(std::string_view bytes) {
  return ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL) ==
         static_cast<ssize_t>(bytes.size());
}

std::string loopback::get(std::string const& target, std::string const& headers) {
  auto const asked = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
  if (!send(asked)) {
    throw std::runtime_error{"the server does not read"};
  }
  got_.clear();
  std::size_t head = std::string::npos;
  while ((head = got_.find("\r\n\r\n")) == std::string::npos) {
    read_some();
  }
  constexpr std::string_view kLength = "\r\nContent-Length: ";
  auto const length = got_.find(kLength);
  if (!got_.starts_with("HTTP/1.1 200 ") || length > head) {
    throw std::runtime_error{target + ": " + got_.substr(0, 200)};
  }
  auto const bytes = std::stoul(got_.substr(length + kLength.size(), 20));
  while (got_.size() < head + 4 + bytes) {
    read_some();
  }
  return got_.substr(head + 4);
}

void loopback::read_some() {
  char buffer[65536];
  auto const n = ::recv(socket_, buffer, sizeof buffer, 0);
  if (n <= 0) {
    throw std::runtime_error{"the server closed the connection"};
  }
  got_.append(buffer, static_cast<std::size_t>(n));
}

}  // namespace karwan::bench
