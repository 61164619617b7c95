#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

// nginx that gives the same bytes from files, with as many workers as the server has threads.
namespace karwan::bench {

bool has_nginx();

class nginx_peer {
 public:
  // `files`: path, which begins with /, and bytes. Throws std::runtime_error where it does not come
  // up.
  explicit nginx_peer(std::vector<std::pair<std::string, std::string>> const& files);
  nginx_peer(nginx_peer const&) = delete;
  nginx_peer& operator=(nginx_peer const&) = delete;
  ~nginx_peer();

  std::uint16_t port() const { return port_; }

 private:
  std::filesystem::path folder_;
  std::uint16_t port_{0};
  ::pid_t process_{-1};
};

}  // namespace karwan::bench
