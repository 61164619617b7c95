#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

#include "karwan/serve/app.h"

// A server in a process of its own, so that its memory and its files are its own.
namespace karwan::bench {

// The app's quick questions about a record, without sockets, as of one day.
serve::handler app_on(std::filesystem::path const& record);

class served {
 public:
  // `assets` live on. Throws std::runtime_error where it does not come up.
  explicit served(std::filesystem::path const& record,
                  std::size_t kept_bytes = serve::kQuickCacheBytes,
                  std::span<serve::asset const> assets = {});
  served(served const&) = delete;
  served& operator=(served const&) = delete;
  ~served();  // ends it as a service is

  std::uint16_t port() const { return port_; }
  std::size_t resident_bytes() const;

 private:
  ::pid_t process_{-1};
  std::uint16_t port_{0};
};

}  // namespace karwan::bench
