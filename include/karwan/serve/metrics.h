#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "karwan/serve/computations.h"

namespace karwan::serve {

// What was asked and how it went, for Prometheus. For use by any number of threads.
class metrics {
 public:
  void began();
  // `endpoint`: of static lifetime.
  void ended(std::string_view endpoint, int status, double seconds);
  void refused(int status);  // before anybody was asked

  // Text format 0.0.4.
  std::string text(computations::figures const&) const;

 private:
  struct told {
    std::uint64_t count{0};
    double seconds{0};
  };
  mutable std::mutex lock_;
  std::map<std::pair<std::string_view, int>, told> requests_;  // by endpoint and status
  std::size_t in_flight_{0};
};

}  // namespace karwan::serve
