#include "serve/cookie.h"

#include <algorithm>

#include <fmt/format.h>

namespace karwan::serve {

std::string_view cookie_name(bool https) noexcept {
  return https ? "__Host-karwan" : "karwan";
}

std::string cookie_in(std::string_view header, std::string_view name) {
  std::string out;
  while (!header.empty()) {
    auto one = header.substr(0, header.find(';'));
    header.remove_prefix(std::min(one.size() + 1, header.size()));
    one.remove_prefix(std::min(one.find_first_not_of(" \t"), one.size()));
    one = one.substr(0, one.find_last_not_of(" \t") + 1);
    auto const equals = one.find('=');
    if (equals == std::string_view::npos || one.substr(0, equals) != name) {
      continue;
    }
    if (!out.empty()) {
      return {};
    }
    out = one.substr(equals + 1);
  }
  return out;
}

std::string set_cookie(std::string_view value, bool https) {
  return fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict{}{}", cookie_name(https), value,
                     https ? "; Secure" : "", value.empty() ? "; Max-Age=0" : "");
}

}  // namespace karwan::serve
