#pragma once

#include <span>
#include <string>
#include <string_view>

namespace karwan::serve {

// Who asks: the other end of the connection, or, where that is one of the proxies, the last address
// of the header X-Forwarded-For, which the proxy itself wrote. What it says besides could come from
// anybody and is not read. An IPv4 address is told as such, also where it came as IPv6.
std::string client_address(std::string_view peer, std::string_view forwarded_for,
                           std::span<std::string const> proxies);

}  // namespace karwan::serve
