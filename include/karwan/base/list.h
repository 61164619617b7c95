#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace karwan {

// The items of a list in one text, as people write it: spaces around items do not count, and blank
// items are none.
std::vector<std::string> items_of(std::string_view list, char separator);

}  // namespace karwan
