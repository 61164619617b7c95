#pragma once

#include <functional>
#include <span>

#include "karwan/base/date.h"
#include "karwan/exchange/feed.h"
#include "karwan/record/store.h"
#include "karwan/serve/assets.h"
#include "karwan/serve/http.h"
#include "karwan/serve/limits.h"

// Which request is answered by what.
namespace karwan::serve {

struct app_options {
  std::function<record::store()> open;  // for reading; again where a computation has threads
  std::function<day()> today;           // asked once per request
  std::span<asset const> assets{embedded_assets()};
  exchange::public_place place{};            // where readers find it; blank: not known
  unsigned jobs{1};                          // threads of one computation
  std::size_t kept_bytes{kQuickCacheBytes};  // of quick answers; 0: none is kept
};

// The interface of openapi.yaml under /api/v1 and the web app elsewhere, over one record that is
// only read. What it derives from the record is kept until the record changes. For one thread.
handler make_app(app_options);

}  // namespace karwan::serve
