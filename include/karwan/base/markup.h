#pragma once

#include <string>
#include <string_view>

namespace karwan {

// Text as text of HTML and XML 1.0, also between quotes of either kind. Control characters that XML
// cannot hold are dropped.
std::string markup_escaped(std::string_view);

}  // namespace karwan
