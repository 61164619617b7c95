#pragma once

#include <functional>

#include "karwan/access/registry.h"
#include "karwan/base/date.h"
#include "karwan/exchange/feed.h"
#include "karwan/record/store.h"
#include "karwan/serve/http.h"
#include "karwan/serve/limits.h"

// What needs an account: sessions, reports, decisions of review, the log of acts.
namespace karwan::serve {

struct act_options {
  std::function<record::store()> open;         // for writing
  std::function<access::registry()> accounts;  // asked again until it gives one
  std::function<instant()> now;
  std::function<day()> today;
  exchange::public_place place{};  // where readers find it; blank: at http:// and the header Host
};

// Answers acts one after the other, each when what it wrote is on the disk. For one thread.
handler make_acts(act_options);

// A pool of one thread for it, in which every answer is its own.
limits act_limits(limits);

}  // namespace karwan::serve
