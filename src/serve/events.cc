#include "serve/events.h"

#include <string_view>

#include "karwan/base/json_writer.h"
#include "serve/finish.h"

namespace karwan::serve {
namespace {

constexpr auto kEvents = "text/event-stream";

// Data of several lines are as many fields.
std::string event_of(std::string_view name, std::string_view data) {
  std::string out{"event: "};
  out += name;
  for (;;) {
    auto const line = data.substr(0, data.find('\n'));
    (out += "\ndata: ") += line;
    if (line.size() == data.size()) {
      return out += "\n\n";
    }
    data.remove_prefix(line.size() + 1);
  }
}

reply piece(std::string text) {
  reply out{.type = kEvents, .body = std::move(text)};
  out.headers.emplace_back("Access-Control-Allow-Origin", "*");
  out.headers.emplace_back("Access-Control-Expose-Headers", kExposed);
  out.headers.emplace_back("X-Accel-Buffering", "no");  // nginx passes each on as it comes
  out.headers.emplace_back("Cache-Control", "no-store");
  out.headers.emplace_back("X-Content-Type-Options", "nosniff");
  return out;
}

}  // namespace

bool wants_events(request const& q) noexcept {
  return q.method == "GET" && q.ahead &&
         quality(q.accept, kEvents) > quality(q.accept, "application/json");
}

event_stream::event_stream(request const& q) : ahead_{q.ahead} {}

void event_stream::progress(std::size_t done, std::size_t all) {
  auto const pct = all == 0 ? 0 : 100 * done / all;
  if (has_begun_ && pct == sent_pct_) {
    return;
  }
  sent_pct_ = pct;
  has_begun_ = true;
  json_writer w;
  w.open_object().key("done").count(done).key("all").count(all).close_object();
  ahead_(piece(event_of("progress", std::move(w).take())));
}

reply event_stream::last(request const& q, reply r) const {
  auto const is_answer = r.status == 200;
  if (!is_answer && !has_begun_) {
    return finished(q, std::move(r));
  }
  r = identified(q.id, std::move(r));
  auto out = piece(event_of(is_answer ? "result" : "problem", r.content()));
  out.status = r.status;
  return out;
}

}  // namespace karwan::serve
