#pragma once

#include <string>
#include <string_view>

// The cookie of a session: for this server alone, sent by no page of another site, not readable for
// scripts.
namespace karwan::serve {

// Over https __Host-karwan, which browsers take from no other host or path; else karwan.
std::string_view cookie_name(bool https) noexcept;

// Its value in a header Cookie; empty: absent, or there twice, so that it is not known which is
// ours.
std::string cookie_in(std::string_view header, std::string_view name);

// The header Set-Cookie; an empty value ends it.
std::string set_cookie(std::string_view value, bool https);

}  // namespace karwan::serve
