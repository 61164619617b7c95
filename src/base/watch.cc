#include "karwan/base/watch.h"

#include "karwan/base/error.h"

namespace karwan {

void watch::check() const {
  if (stop.stop_requested()) {
    refuse(error_kind::unavailable, "nobody waits for the answer any more", {}, "Ask again");
  }
}

void steps::one_done() {
  std::lock_guard const held{lock_};
  ++done_;
  if (by_.progress) {
    by_.progress(done_, all_);
  }
}

void steps::expect(std::size_t all) {
  std::lock_guard const held{lock_};
  all_ = all;
}

}  // namespace karwan
