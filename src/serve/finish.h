#pragma once

#include <string_view>

#include "karwan/serve/http.h"

// What HTTP wants of any answer, whoever gave it.
namespace karwan::serve {

// Does a header If-None-Match name the tag (or anything)? Weak tags count as strong ones (RFC 9110,
// 13.1.2).
bool names_tag(std::string_view if_none_match, std::string_view etag) noexcept;

// What pages of other origins may see of an answer's headers.
inline constexpr char const* kExposed = "ETag, Link, Retry-After, X-Request-Id";

// A problem with the request's id as `request_id`; other replies as they are.
reply identified(std::string const& id, reply);

// The reply as it is sent: with a strong tag of its bytes, 304 without them where the asker has
// them already, gzipped where that is accepted and worth it, and readable for pages of other
// origins.
reply finished(request const&, reply);
// A finished answer as the asker wants it: 304 where it has these bytes already.
reply told_if_changed(request const&, reply const&);

// A reply for one asker alone: kept by nobody, readable for no page of another origin.
reply finished_for_one(std::string const& request_id, reply);

// The answer to a browser that asks whether a page of another origin may ask.
reply preflight();

}  // namespace karwan::serve
