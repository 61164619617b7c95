#include "serve/message.h"

#include <string>
#include <utility>

namespace karwan::serve {
namespace {

namespace beast = boost::beast;
namespace http = beast::http;
using boost::system::error_code;

std::string header_of(http_message const& r, http::field name) {
  return std::string{r[name]};
}

void read_act(http_message& r, request& out) {
  out.content_type = header_of(r, http::field::content_type);
  out.authorization = header_of(r, http::field::authorization);
  out.cookie = whole_header(r, "Cookie", "; ");
  out.csrf_token = std::string{r["X-CSRF-Token"]};
  out.origin = header_of(r, http::field::origin);
  out.host = header_of(r, http::field::host);
  out.fetch_site = std::string{r["Sec-Fetch-Site"]};
  out.body = std::move(r.body());
}

}  // namespace

std::string whole_header(http_message const& r, std::string_view name, std::string_view between) {
  std::string out;
  auto const [first, last] = r.equal_range(boost::string_view{name.data(), name.size()});
  for (auto it = first; it != last; ++it) {
    (out += out.empty() ? "" : between) += std::string_view{it->value().data(), it->value().size()};
  }
  return out;
}

// The target is read last: what is wrong with it.
status to_request(http_message& r, request& out) {
  out.method = std::string{r.method_string()};
  out.accepts_gzip = quality(header_of(r, http::field::accept_encoding), "gzip") > 0;
  out.accept = header_of(r, http::field::accept);
  out.if_none_match = header_of(r, http::field::if_none_match);
  read_act(r, out);
  return read_target(std::string_view{r.target().data(), r.target().size()}, out);
}

reply told_fault(error_code e) {
  if (e == http::error::header_limit) {
    return {.status = 431, .type = "text/plain", .body = "The header is too long.\n"};
  }
  if (e == http::error::body_limit) {
    return {.status = 413, .type = "text/plain", .body = "The body is too long.\n"};
  }
  if (e == kNoRoom) {
    return {.status = 503,
            .type = "text/plain",
            .body = "Many documents are coming already. Send it again in some seconds.\n",
            .headers = {{"Retry-After", "10"}}};
  }
  return {.status = 400, .type = "text/plain", .body = "This is not an HTTP request.\n"};
}

bool is_ambiguous(http::request_header<> const& r) {
  auto const hosts = r.count(http::field::host);
  auto const is_first_version = r.version() < 11;
  if (hosts > 1 || (hosts == 0 && !is_first_version)) {
    return true;
  }
  auto const codings = r.count(http::field::transfer_encoding);
  return codings > 0 &&
         (is_first_version || codings > 1 || r.count(http::field::content_length) > 0 ||
          !beast::iequals(r[http::field::transfer_encoding], "chunked"));
}

bool is_protocol_error(error_code e) {
  return e && e.category() == make_error_code(http::error::bad_method).category() &&
         e != http::error::end_of_stream && e != http::error::partial_message;
}

}  // namespace karwan::serve
