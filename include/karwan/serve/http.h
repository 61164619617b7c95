#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "karwan/base/error.h"
#include "karwan/base/watch.h"

// A request and its reply, without any socket: what endpoints and tests see of HTTP.
namespace karwan::serve {

struct reply {
  int status{200};
  std::string type{"application/json"};
  std::string body{};
  std::string_view fixed{};  // the body instead, of static lifetime
  std::vector<std::pair<std::string, std::string>> headers{};

  std::string_view content() const { return fixed.empty() ? std::string_view{body} : fixed; }
};

// Takes an answer, on any thread.
using answer_taker = std::function<void(reply)>;

struct request {
  std::string method{"GET"};
  std::vector<std::string> path;                            // decoded segments; empty: /
  std::vector<std::pair<std::string, std::string>> params;  // decoded, in order
  bool accepts_gzip{false};
  std::string accept;  // media types, as the header has them
  std::string if_none_match;
  std::string address;  // who asks, as the server's sockets or a proxy that it trusts say
  std::string id;       // of the request: letters, digits and - . _; empty: it has none

  watch by{};  // who waits for the answer; left where the client is gone
  // Takes parts of the answer before its last, which is the reply. Status, type and headers of the
  // first one are those of the answer. Blank: it comes whole.
  answer_taker ahead{};

  // What only acts of writing and of logging in look at. Some of it is secret: nothing of it goes
  // into an answer, a log or an error.
  std::string body, content_type, authorization, cookie, csrf_token, origin, host, fetch_site;
};

// Reads the target of a request line: /a/b?x=1&y=2. Error bad_input: not a path, a bad escape, or
// text that is not UTF-8.
status read_target(std::string_view target, request& into);

// The target of the request, percent-encoded, with another value of one parameter. Its first
// segment is not blank and no dot.
std::string target_with(request const&, std::string_view name, std::string_view value);

// How much a header like `text/csv;q=0.5, */*` wants the item that is named: 0..1; 0 where it is
// not named.
double quality(std::string_view header, std::string_view item) noexcept;

// Answers one request; never throws. Each thread has its own, so that it may hold what is not
// shared between threads.
using handler = std::function<reply(request const&)>;

// Answers one request, of which it keeps nothing, by one call: at once or later, on any thread.
// Never throws. Each thread has its own.
using responder = std::function<void(request const&, answer_taker const& done)>;

inline constexpr char const* kProblemType = "application/problem+json";

// problem+json with the status that belongs to the kind of error.
reply problem_reply(error const&);
// The same with a status and a kind that only HTTP knows.
reply problem_reply(error const&, int code, std::string_view kind);

}  // namespace karwan::serve
