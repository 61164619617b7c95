#include "karwan/serve/metrics.h"

#include <fmt/format.h>

namespace karwan::serve {
namespace {

void head(std::string& out, std::string_view name, std::string_view kind, std::string_view help) {
  out += fmt::format("# HELP karwan_{} {}\n# TYPE karwan_{} {}\n", name, help, name, kind);
}

template <typename Value>
void single(std::string& out, std::string_view name, std::string_view kind, std::string_view help,
            Value value) {
  head(out, name, kind, help);
  out += fmt::format("karwan_{} {}\n", name, value);
}

void add(std::string& out, computations::figures const& f) {
  single(out, "computations_running", "gauge", "Computations under way.", f.running);
  single(out, "computations_waiting", "gauge", "Computations that wait their turn.", f.waiting);
  single(out, "computations_total", "counter", "Computations that were finished.", f.computed);
  single(out, "computations_joined_total", "counter",
         "Requests that were answered by a computation another had asked for.", f.joined);
  single(out, "computations_abandoned_total", "counter",
         "Computations that ended early since nobody waited for them any more.", f.abandoned);
  single(out, "computations_refused_total", "counter", "Requests refused since too many waited.",
         f.refused);
  single(out, "cache_hits_total", "counter", "Requests answered by an answer that was kept.",
         f.from_cache);
  single(out, "cache_bytes", "gauge", "Bytes of the answers that are kept.", f.cache_bytes);
}

}  // namespace

void metrics::began() {
  std::lock_guard const held{lock_};
  ++in_flight_;
}

void metrics::ended(std::string_view endpoint, int status, double seconds) {
  std::lock_guard const held{lock_};
  --in_flight_;
  auto& t = requests_[{endpoint, status}];
  ++t.count;
  t.seconds += seconds;
}

void metrics::refused(int status) {
  began();
  ended("none", status, 0);
}

std::string metrics::text(computations::figures const& f) const {
  std::string out;
  std::lock_guard const held{lock_};
  head(out, "requests_total", "counter", "Requests that were answered.");
  for (auto const& [key, t] : requests_) {
    out += fmt::format("karwan_requests_total{{endpoint=\"{}\",status=\"{}\"}} {}\n", key.first,
                       key.second, t.count);
  }
  head(out, "request_seconds_total", "counter", "Seconds from a request to its answer.");
  for (auto const& [key, t] : requests_) {
    out += fmt::format("karwan_request_seconds_total{{endpoint=\"{}\",status=\"{}\"}} {:.6f}\n",
                       key.first, key.second, t.seconds);
  }
  single(out, "requests_in_flight", "gauge", "Requests that are being answered.", in_flight_);
  add(out, f);
  return out;
}

}  // namespace karwan::serve
