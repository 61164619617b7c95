#pragma once

#include <string>
#include <string_view>

#include <boost/beast/http.hpp>

#include "karwan/serve/http.h"

// What Beast has parsed, as the rest of the server sees it.
namespace karwan::serve {

using http_message = boost::beast::http::request<boost::beast::http::string_body>;

// Of a header that may stand several times: all of them.
std::string whole_header(http_message const&, std::string_view name, std::string_view between);

// Everything but the request's id and the address; takes the body out of the message. Fails with
// bad_input where the target is none, all else is read then too.
status to_request(http_message&, request& out);

// What the parser lets pass and another server on the way may read otherwise: then who asks could
// hide a request in another (RFC 9112, 3.2 and 6.1).
bool is_ambiguous(boost::beast::http::request_header<> const&);

// As many large bodies come already as may: no fault of the client's, told as one.
inline constexpr auto kNoRoom = boost::beast::http::error::need_buffer;

// Is it the client's fault, and is the client still there?
bool is_protocol_error(boost::system::error_code);
// The answer to such a fault.
reply told_fault(boost::system::error_code);

}  // namespace karwan::serve
