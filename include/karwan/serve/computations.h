#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "karwan/serve/http.h"
#include "karwan/serve/limits.h"

namespace karwan::serve {

// The status of what nobody reads: the client closed the connection (as nginx counts it).
inline constexpr int kClientGone = 499;

// Questions that take seconds, answered on threads of their own so that no event loop waits for
// them. A question that is asked again while it is computed is computed once, and answers are kept.
// For use by any number of threads.
class computations {
 public:
  // `make` is called once for each computation at once.
  computations(limits const&, std::function<handler()> const& make);
  ~computations();
  // Lets what is under way end, which is asked to be quick; what waits, and what is asked from then
  // on, is answered 503.
  void end();

  // `key`: all that the answer depends on. `done` is called once: before this returns, with an
  // answer that is kept or a 503 where too many wait, or later on another thread. It must not
  // throw.
  // Who leaves the request's watch is answered kClientGone at once. A computation that everybody
  // has left is not begun, or asked to stop.
  void ask(std::string const& key, request const&, answer_taker done);

  struct figures {
    std::size_t running{0}, waiting{0}, cache_bytes{0};
    std::uint64_t computed{0}, from_cache{0}, joined{0}, refused{0}, abandoned{0};
  };
  figures now() const;

 private:
  struct impl;
  std::unique_ptr<impl> impl_;
};

}  // namespace karwan::serve
