#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace karwan::bench {

// One kept connection to a server on this machine, whose calls wait. Throws std::runtime_error
// where the server closes it or answers other than 200.
class loopback {
 public:
  explicit loopback(std::uint16_t port);
  loopback(loopback const&) = delete;
  loopback& operator=(loopback const&) = delete;
  ~loopback();

  // False: the server has closed the connection.
  bool send(std::string_view bytes);
  // The body of the answer to GET; `headers`: further ones, each with its line end.
  std::string get(std::string const& target, std::string const& headers = {});

 private:
  void read_some();

  int socket_;
  std::string got_;
};

}  // namespace karwan::bench
