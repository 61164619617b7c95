#pragma once

#include <memory>

#include "karwan/serve/http.h"

// How far a computation is, and then its answer, as server-sent events (WHATWG HTML, 9.2): event
// progress with {"done": .., "all": ..}, then one event result, or problem.
namespace karwan::serve {

// Does a GET prefer them to JSON, and can they be sent?
bool wants_events(request const&) noexcept;

// Of one request that wants them. Its calls come one after the other, on any threads.
class event_stream {
 public:
  explicit event_stream(request const&);

  // Sends an event where the hundredths that are done have changed.
  void progress(std::size_t done, std::size_t all);
  // The last event. A problem before any event is a reply of its own, with its status.
  reply last(request const&, reply) const;

 private:
  answer_taker ahead_;
  std::size_t sent_pct_{0};
  bool has_begun_{false};
};

}  // namespace karwan::serve
