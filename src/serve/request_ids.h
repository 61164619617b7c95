#pragma once

#include <cstdint>
#include <string>

namespace karwan::serve {

// Names of requests, in answers, logs and whatever stands before the server. For one thread.
class request_ids {
 public:
  request_ids();  // no two begin alike, not even in two processes

  // The one that the client or a proxy gave, where it is 1 to 64 letters, digits, - . or _; else a
  // new one.
  std::string of(std::string given);
  std::string make();  // 16 hexadecimal digits

 private:
  std::uint64_t next_;
};

}  // namespace karwan::serve
