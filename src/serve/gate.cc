#include "serve/gate.h"

#include <algorithm>

#include <fmt/format.h>

#include "karwan/access/audit.h"
#include "karwan/access/secret.h"
#include "serve/cookie.h"
#include "serve/refusal.h"

namespace karwan::serve {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string in_lower_case(std::string_view text) {
  std::string out{text};
  std::ranges::transform(out, out.begin(), lower);
  return out;
}

// Of `Authorization: Bearer ...`; other schemes are of a server before this one.
std::string bearer_of(std::string_view authorization) {
  constexpr std::string_view kScheme = "bearer ";
  return in_lower_case(authorization.substr(0, kScheme.size())) == kScheme
             ? std::string{authorization.substr(kScheme.size())}
             : std::string{};
}

// https://karwan.example.org/pak -> https://karwan.example.org
std::string_view origin_in(std::string_view url) {
  return url.substr(0, url.find('/', url.find("://") + 3));
}

}  // namespace

gate::gate(access::registry& accounts, exchange::public_place const& place, request const& q,
           instant now)
    : accounts_{accounts},
      place_{place},
      asked_{q},
      now_{now},
      https_{in_lower_case(place.url).starts_with("https://")} {}

std::string gate::own_origin() const {
  return in_lower_case(place_.url.empty() ? "http://" + asked_.host
                                          : std::string{origin_in(place_.url)});
}

// Browsers send Origin with every request of another method than GET or HEAD; who sends neither
// header is none, and has no cookie that somebody else could make it send.
void gate::check_origin() const {
  auto const& site = asked_.fetch_site;
  auto const& origin = asked_.origin;
  auto const cross_site = !site.empty() && site != "same-origin" && site != "none";
  if (cross_site || (!origin.empty() && in_lower_case(origin) != own_origin())) {
    forbid("a page of another origin asks",
           "Ask from the pages of this server; where it is behind "
           "another name, start it with --public-url");
  }
}

std::string gate::session_secret() const {
  return cookie_in(asked_.cookie, cookie_name(https_));
}

std::optional<access::caller> gate::who() const {
  if (auto const token = bearer_of(asked_.authorization); !token.empty()) {
    auto found = access::caller_of_token(accounts_, token, now_);
    if (!found) {
      refuse_entry(found.error());
    }
    return *found;
  }
  auto const secret = session_secret();
  if (secret.empty()) {
    return std::nullopt;
  }
  auto found = access::caller_of_session(accounts_, secret, now_);
  return found ? std::optional{*found} : std::nullopt;
}

access::caller gate::known() const {
  auto const found = who();
  if (!found) {
    refuse_entry({access::denial::reason::unauthenticated, "this needs an account",
                  "Log in with POST /api/v1/session, or send a token"});
  }
  return *found;
}

void gate::check_csrf(access::caller const& c) const {
  if (!c.csrf_token.empty() && !access::same_text(c.csrf_token, asked_.csrf_token)) {
    forbid("the request does not have the session's CSRF token",
           "Send csrf_token of GET /api/v1/session as the header X-CSRF-Token");
  }
}

void gate::check_right(access::caller const& c, access::deed d) const {
  if (!c.can.has(d)) {
    access::note(accounts_, occasion_of(c.account), access::name_of(d), {}, "forbidden");
    forbid(fmt::format("this account or token may not {}", access::name_of(d)),
           fmt::format("Whoever keeps the record can give it the right to {}", access::name_of(d)));
  }
}

access::caller gate::admit(access::deed d) const {
  check_origin();
  auto out = known();
  check_csrf(out);
  check_right(out, d);
  return out;
}

access::caller gate::admit_reading(std::initializer_list<access::deed> any) const {
  auto out = known();
  if (std::ranges::none_of(any, [&](access::deed d) { return out.can.has(d); })) {
    check_right(out, *any.begin());
  }
  return out;
}

std::optional<access::caller> gate::of_session() const {
  check_origin();
  auto const secret = session_secret();
  if (secret.empty()) {
    return std::nullopt;
  }
  auto found = access::caller_of_session(accounts_, secret, now_);
  if (!found) {
    return std::nullopt;
  }
  check_csrf(*found);
  return *found;
}

}  // namespace karwan::serve
