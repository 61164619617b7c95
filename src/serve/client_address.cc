#include "serve/client_address.h"

#include <algorithm>

#include <boost/asio/ip/address.hpp>

namespace karwan::serve {
namespace {

// Empty: it is no address.
std::string normal(std::string_view text) {
  boost::system::error_code e;
  auto const address = boost::asio::ip::make_address(std::string{text}, e);
  if (e) {
    return {};
  }
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    return boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, address.to_v6())
        .to_string();
  }
  return address.to_string();
}

std::string_view last_of(std::string_view list) {
  auto one = list.substr(list.rfind(',') + 1);
  one.remove_prefix(std::min(one.find_first_not_of(" \t"), one.size()));
  return one.substr(0, one.find_last_not_of(" \t") + 1);
}

}  // namespace

std::string client_address(std::string_view peer, std::string_view forwarded_for,
                           std::span<std::string const> proxies) {
  auto own = normal(peer);
  auto const is_proxy =
      std::ranges::any_of(proxies, [&](std::string const& p) { return normal(p) == own; });
  if (!is_proxy) {
    return own;
  }
  auto said = normal(last_of(forwarded_for));
  return said.empty() ? own : said;
}

}  // namespace karwan::serve
